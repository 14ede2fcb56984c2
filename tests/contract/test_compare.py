"""`compare` and `run` as users meet them: the same numbers however they are played, and one line for bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments import run as run_module
from experiments import runner
from experiments.__main__ import main
from experiments.arms import ARMS
from experiments.question import Question, read_arms
from experiments.results import outcome_columns
from experiments.runner import play_families
from model.params import PARAMETERS

ROOT = Path(__file__).parents[2]
SMALL = ["--world", "random", "--set", "actors=60", "--seeds", "3", "--steps", "30", "--set", "shock_step=15"]


class Told:
    """A comparison that was played: exit code, JSON, and the folder's tables."""

    def __init__(self, out: Path, capsys: pytest.CaptureFixture[str], *options: str) -> None:
        self.code = main(["compare", *SMALL, "--out", str(out), "--json", *options])
        printed = capsys.readouterr()
        self.json: dict[str, Any] = json.loads(printed.out)
        self.stderr, self.out = printed.err, out
        self.runs = pd.read_parquet(out / "runs.parquet")
        self.series = pd.read_parquet(out / "series.parquet")

    def numbers(self, arm: str) -> pd.DataFrame:
        return self.runs[self.runs["arm"] == arm].sort_values("seed").reset_index(drop=True)


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *options, out="out": Told(tmp_path / out, capsys, *options)


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


def test_spawned_workers_find_the_same_as_this_process() -> None:
    question = Question("compare", "random", dict(ARMS), (1, 2), 3, {"actors": 60})
    alone, apart = (play_families(question, n, lambda _: None, start="spawn") for n in (1, 2))
    assert list(alone) == list(apart) == [1, 2]
    for seed, arm in ((seed, arm) for seed in alone for arm in ARMS):
        assert repr(alone[seed][arm].outcomes) == repr(apart[seed][arm].outcomes)


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
    placebo = found.runs.groupby("seed")["adverse_placebo"].nunique()
    assert (placebo == 1).all()


def test_an_arm_without_institutions_is_none(told: Any) -> None:
    found = told("--arms", "none,bare=")
    bare, none = found.numbers("bare"), found.numbers("none")
    pd.testing.assert_frame_equal(bare[outcome_columns()], none[outcome_columns()])
    assert (bare["run_id"] != none["run_id"]).all()


# -- what is written and said --


def test_json_stands_alone_and_has_the_promised_form(told: Any) -> None:
    found = told()
    assert list(found.json) == ["arms", "differences", "interaction", "out"]
    assert list(found.json["interaction"]) == ["hybrid"]
    for part in ("arms", "differences"):
        assert list(found.json[part]) == list(ARMS)
        for estimates in found.json[part].values():
            assert list(estimates) == outcome_columns()
            assert all(list(estimate) == ["mean", "low", "high", "n"] for estimate in estimates.values())
    assert found.json["out"] == str(found.out)
    assert {path.name for path in found.out.iterdir()} == {"runs.parquet", "series.parquet", "manifest.json", "figures"}
    assert {path.name for path in (found.out / "figures").iterdir()} == {"compare.png", "compare.svg"}


def test_the_table_names_arms_and_outcomes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["compare", *SMALL, "--out", str(tmp_path / "out"), "--outcomes", "cooperation,response_latency", "--open"]
    assert main(line) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in (*ARMS, "cooperation", "response_latency", "Difference to none"))
    assert "welfare_mean" not in printed
    assert "the best of its parts" not in printed  # it is told of an outcome that is not shown
    assert printed.splitlines()[-1] == str(tmp_path / "out" / "figures" / "compare.png")


def test_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["run", "--arm", "emergent", "--seed", "2", "--world", "random", "--set", "actors=60", "--steps", "30"]
    assert main([*line, "--out", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["arm"], found["seed"], list(found["outcomes"])) == ("emergent", 2, outcome_columns())
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


# -- what goes wrong --


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--arms", "anarchy"], "arm=anarchy: allowed none top_down emergent hybrid"),
        (["--arms", "mine=crown"], "institution=crown: allowed "),
        (["--world", "mars"], "world=mars: allowed earth random"),
        (["--set", "risk=2"], "risk=2: allowed 0..1"),
        (["--set", "risk=much"], "risk=much: allowed 0..1"),
        (["--set", "ruin=1"], "parameter=ruin: allowed risk "),
        (["--set", "risk"], "set=risk: allowed name=value"),
        (["--outcomes", "joy"], "outcome=joy: allowed cooperation "),
        (["--seeds", "many"], "seeds=many: allowed 1..100000"),
        (["--seeds", "0"], "seeds=0: allowed 1..100000"),
        (["--steps", "0"], "steps=0: allowed 1..100000"),
        (["--workers", "none"], "workers=none: allowed 1..1024"),
        (["--out", __file__], f"out={__file__}: allowed a folder"),
        (["--out", f"{__file__}/out"], f"out={__file__}/out: allowed a folder that can be written"),
        (["--out", str(ROOT)], f"out={ROOT}: allowed an empty folder or an earlier run of the same"),
        (["--bogus"], "option=--bogus: allowed --world "),
        (["--seeds"], "Option '--seeds' requires an argument."),
        (["more"], "Got unexpected extra argument"),
    ],
)
def test_bad_input_is_one_line(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["compare", *SMALL, *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"error: {said}")
    assert printed.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_command_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conquer"]) == 2
    assert capsys.readouterr().err.startswith("error: command=conquer: allowed claims compare ")


def test_a_run_that_raises_is_a_row_and_the_rest_goes_on(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    play = run_module.play

    def unlucky(world: str, institutions: Any, seed: int, *rest: Any, **named: Any) -> Any:
        if seed == 2 and "coalitions" in institutions:
            raise ZeroDivisionError("no luck\nat all")
        return play(world, institutions, seed, *rest, **named)

    monkeypatch.setattr(run_module, "play", unlucky)
    found = told("--arms", "top_down,emergent", "--workers", "1")
    assert found.code == 1
    failed = found.runs[found.runs["status"] == "error"]
    assert failed[["arm", "seed", "error"]].to_numpy().tolist() == [
        ["emergent", 2, "ZeroDivisionError: no luck at all"]
    ]
    assert found.json["arms"]["emergent"]["cooperation"]["n"] == 2
    assert found.json["arms"]["top_down"]["cooperation"]["n"] == 3
    assert "error: emergent, seed 2: ZeroDivisionError: no luck at all" in found.stderr
    assert json.loads((found.out / "manifest.json").read_text())["status"] == "error"


def dying(*_: Any, **__: Any) -> Any:
    os._exit(9)


def test_a_worker_that_dies_is_told_and_hangs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "play_family", dying)
    question = Question("compare", "random", read_arms("none,emergent"), (1, 2), 3, {"actors": 60})
    families = play_families(question, 2, lambda _: None)
    assert all("BrokenProcessPool" in families[seed]["emergent"].error for seed in (1, 2))


def test_ctrl_c_stops_everything_and_leaves_nothing(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "experiments", "compare", "--world", "random", "--seeds", "500", "--workers", "2"]
    asked = subprocess.Popen(
        [*line, "--out", str(tmp_path / "deep" / "out")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 200
        while len(children(asked.pid)) < 2 and asked.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(1)
        os.killpg(asked.pid, signal.SIGINT)
        out, err = asked.communicate(timeout=60)
    finally:
        if asked.poll() is None:
            os.killpg(asked.pid, signal.SIGKILL)
    assert asked.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "stopped: nothing was written"
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.killpg(asked.pid, 0)


def children(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
