"""`compare` and `run` as users meet them: the same numbers however they are played, and one line for bad input."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.ask.arms import ARMS
from experiments.ask.outcomes import MATTER, played_for
from experiments.ask.question import Question
from experiments.play import local, world
from experiments.play.play import collect
from experiments.play.where import Where
from experiments.play.world import observed
from model.params import PARAMETERS
from tests.contract.comparing import SMALL

KEPT = list(played_for(MATTER))
ROOT = Path(__file__).parents[2]


# -- the same numbers --


def test_the_same_bytes_in_two_processes_with_one_and_two_workers(told: Any, tmp_path: Path) -> None:
    here = told("--workers", "1")
    there = tmp_path / "there"
    line = [sys.executable, "-m", "experiments", "compare", *SMALL, "--out", str(there), "--json", "--workers", "2"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == here.code == 0, done.stderr
    for name in ("runs.parquet", "series.parquet"):
        assert (there / name).read_bytes() == (here.out / name).read_bytes()
    assert json.loads(done.stdout) | {"out": ""} == here.json | {"out": ""}


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_workers_that_start_afresh_find_the_same_as_this_process(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "FORKED", False)
    monkeypatch.setattr(local, "AFRESH", start)
    asked = Question("compare", "random", dict(ARMS), (1, 2), 3, {"actors": 60}).asked()
    alone, apart = (collect(asked, Where(n)) for n in (1, 2))
    assert alone.keys() == apart.keys()
    for name, row in alone.items():
        assert repr(row.outcomes) == repr(apart[name].outcomes)
        assert not row.error


def test_an_arm_more_changes_no_other_arms_numbers(told: Any) -> None:
    few, more = told("--arms", "emergent"), told("--arms", "hybrid,emergent,extra=formal_body+coalitions", out="more")
    pd.testing.assert_frame_equal(few.numbers("emergent"), more.numbers("emergent"))
    assert few.json["differences"]["emergent"] == more.json["differences"]["emergent"]


def test_differences_to_none_need_no_none(told: Any) -> None:
    without, beside = told("--arms", "emergent"), told("--arms", "none,emergent", out="beside")
    assert set(without.runs["arm"]) == {"emergent"}
    assert without.json["differences"]["emergent"] == beside.json["differences"]["emergent"]
    by_hand = (beside.numbers("emergent")["cooperation"] - beside.numbers("none")["cooperation"]).mean()
    assert without.json["differences"]["emergent"]["cooperation"]["mean"] == pytest.approx(by_hand)


def test_the_arms_of_a_seed_share_world_and_luck(told: Any) -> None:
    found = told()
    first = found.series[found.series["step"] == 0].pivot(index=["outcome", "seed"], columns="arm", values="value")
    conduct = first.loc[["cooperation", "welfare_mean", "group_achievement"]]
    assert (conduct.nunique(axis=1) == 1).all()
    paths = found.series[found.series["arm"] == "none"].pivot(index=["outcome", "step"], columns="seed", values="value")
    assert paths.loc["cooperation"].T.drop_duplicates().shape[0] == 3  # and another seed is another luck
    placebo = found.runs.groupby("seed")[["harmed_placebo", "harm_placebo"]].nunique()
    assert (placebo == 1).all(axis=None)


def test_an_arm_without_institutions_is_none(told: Any) -> None:
    found = told("--arms", "none,bare=")
    bare, none = found.numbers("bare"), found.numbers("none")
    pd.testing.assert_frame_equal(bare[KEPT], none[KEPT])
    assert (bare["run_id"] != none["run_id"]).all()


# -- what is written and said --


def test_json_stands_alone_and_has_the_promised_form(told: Any) -> None:
    found = told()
    assert list(found.json) == ["arms", "differences", "interaction", "out"]
    assert list(found.json["interaction"]) == ["hybrid"]
    for part in ("arms", "differences"):
        assert list(found.json[part]) == list(ARMS)
        for estimates in found.json[part].values():
            assert list(estimates) == KEPT
            assert all(list(estimate) == ["mean", "low", "high", "n"] for estimate in estimates.values())
    assert found.json["out"] == str(found.out)
    assert visible(found.out) == {"runs.parquet", "series.parquet", "events.parquet", "manifest.json", "figures"}
    assert {path.name for path in (found.out / "figures").iterdir()} == {"compare.png", "compare.svg", "compare.pdf"}


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_the_table_names_arms_and_outcomes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["compare", *SMALL, "--out", str(tmp_path / "out"), "--outcomes", "cooperation,response", "--open"]
    assert main(line) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in (*ARMS, "cooperation", "response", "recovered", "Difference to none"))
    assert "welfare_mean" not in printed
    assert "the best of its parts" not in printed  # it is told of an outcome that is not shown
    assert printed.splitlines()[-1] == str(tmp_path / "out" / "figures" / "compare.png")


def test_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["run", "--arm", "emergent", "--seed", "2", "--world", "random", "--set", "actors=60", "--steps", "30"]
    assert main([*line, "--out", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["arm"], found["seed"], list(found["outcomes"])) == ("emergent", 2, KEPT)
    row = pd.read_parquet(tmp_path / "out" / "runs.parquet").iloc[0]
    assert row["cooperation"] == found["outcomes"]["cooperation"]


def test_help_lists_every_parameter_with_its_range(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--help"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in PARAMETERS)
    assert main(["parameters", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["parameters"]
    assert [(p["name"], p["low"], p["high"], p["unit"]) for p in listed] == [
        (p.name, p.low, p.high, p.unit) for p in PARAMETERS.values()
    ]
    assert main(["parameters"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in PARAMETERS)


def test_the_figure_of_the_arms_comes_first_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    played = []
    monkeypatch.setattr(world, "observed", lambda *given: (played.append(given), observed(*given))[1])
    line = ["compare", *SMALL, "--workers", "1", "--out"]
    assert main([*line, str(tmp_path / "at_once")]) == 0
    at_once = len(played)
    assert main([*line, str(tmp_path / "arms_first"), "--open"]) == 0
    assert len(played) == 2 * at_once  # no run is played twice
    said = capsys.readouterr().err.splitlines()
    assert said[-2] == "the arms alone; what they are compared with follows:"
    assert Path(said[-1]).read_bytes()[1:4] == b"PNG"
    for name in ("runs.parquet", "series.parquet", "events.parquet", "figures/compare.svg"):
        assert (tmp_path / "at_once" / name).read_bytes() == (tmp_path / "arms_first" / name).read_bytes()
