"""A sweep gives the same tables whatever plays it, keeps only what is asked for, and says bad input in one line."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from experiments.__main__ import main
from experiments.ask.reading import read_design
from experiments.judge.findings import read_findings
from experiments.play import cost as estimate_module
from experiments.play import parts as parts_module
from experiments.play.local import LocalProcesses
from experiments.play.store import check_ours
from model.outcomes import OUTCOMES
from model.params import BadInput
from tests.contract.sweeping import DESIGN, RUNS, TABLES, InThisProcess, assert_same, swept


def test_a_sweep_has_every_run_once_sorted_and_complete(undisturbed: Path, design: Path) -> None:
    rows = pq.read_table(undisturbed / "runs.parquet").to_pylist()
    asked = read_design(design)
    wanted = {case.id for family in asked.families() for case in family}
    assert [row["run_id"] for row in rows] == sorted(wanted)
    assert len(wanted) == RUNS
    assert {row["status"] for row in rows} == {"ok"}
    assert all(0.5 <= row["quota"] <= 0.9 and row["ties"] in ("small_world", "blocks") for row in rows)
    series = pq.read_table(undisturbed / "series.parquet")
    assert series.num_rows == RUNS * sum(o.monthly is not None for o in OUTCOMES.values()) * 13
    keys = [tuple(row[k] for k in ("run_id", "outcome", "step")) for row in series.to_pylist()]
    assert keys == sorted(set(keys))
    manifest = json.loads((undisturbed / "manifest.json").read_text())
    promised = {"command", "parameters", "seeds", "arms", "versions", "commit", "seconds", "status"}
    assert promised <= set(manifest)
    assert manifest["status"] == "ok"
    assert manifest["seconds"] > 0


def test_a_run_of_a_sweep_is_the_run_that_run_plays(
    undisturbed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = pq.read_table(undisturbed / "runs.parquet", filters=[("arm", "==", "top_down")]).to_pylist()[0]
    settings = [f"--set={name}={row[name]}" for name in ("actors", "shock_step", "quota", "risk", "ties")]
    line = ["run", "--arm", "top_down", "--seed", str(row["seed"]), "--world", "random", "--steps", "12", "--json"]
    assert main([*line, *settings, "--out", str(tmp_path / "out")]) == 0
    assert json.loads(capsys.readouterr().out)["outcomes"]["welfare_mean"] == row["welfare_mean"]
    assert pq.read_table(tmp_path / "out" / "runs.parquet")["run_id"][0].as_py() == row["run_id"]


def test_two_workers_and_no_worker_give_the_same_bytes(
    undisturbed: Path, design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept(design, tmp_path / "none", 1)
    assert_same(tmp_path / "none", undisturbed)
    monkeypatch.undo()
    monkeypatch.setattr(parts_module, "ROWS_AT_ONCE", 10**6)
    swept(design, tmp_path / "two", 2)
    assert_same(tmp_path / "two", undisturbed)


def test_a_table_sorted_in_ranges_has_the_same_rows(
    undisturbed: Path, design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "ROWS_AT_ONCE", 50)
    swept(design, tmp_path / "out", 1)
    for name in TABLES:
        assert pq.read_metadata(tmp_path / "out" / name).num_row_groups > 3
        assert pq.read_table(tmp_path / "out" / name).equals(pq.read_table(undisturbed / name))


def test_only_the_outcomes_asked_for_are_kept(design: Path, tmp_path: Path, here: Any) -> None:
    path = tmp_path / "few.toml"
    path.write_text('outcomes = ["welfare_mean_last", "harmed"]\n' + DESIGN.replace("size = 30", "size = 2"))
    swept(path, tmp_path / "out", 1)
    columns = pq.read_table(tmp_path / "out" / "runs.parquet").column_names
    assert {"welfare_mean_last", "harmed", "harmed_placebo"} <= set(columns)
    assert not {"welfare_mean", "cooperation"} & set(columns)
    assert set(pq.read_table(tmp_path / "out" / "series.parquet")["outcome"].to_pylist()) == {"welfare_mean"}


def test_a_folder_of_another_design_is_refused_and_stays(
    undisturbed: Path, design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(DESIGN.replace("steps = 12", "steps = 13"))
    before = {path.name: path.read_bytes() for path in undisturbed.iterdir()}
    assert main(["sweep", str(other), "--out", str(undisturbed)]) == 2
    assert "(it holds another steps, 12 not 13)" in capsys.readouterr().err
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert main(["sweep", str(design), "--out", str(tmp_path / "mine")]) == 2
    assert "(it holds notes.txt)" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in undisturbed.iterdir()} == before
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


POINTED = DESIGN.replace('name = "latin_hypercube"\nsize = 30', 'name = "points"\nfile = "FILE"')


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("manifest.json", "manifest.json"),
        ("design.toml", "design.toml"),
        ("runs.parquet", "runs.parquet"),
        ("parts", "parts"),
        ("deep/p.csv", "p.csv"),  # by its name beside the design
        ("deep/p.csv", "../deep/p.csv"),  # from the working directory
    ],
)
def test_points_are_kept_beside_the_runs_wherever_and_whatever_they_were(
    file: str, place: str, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked, points = Path("asked/study.toml"), Path("asked") / place
    asked.parent.mkdir()
    asked.write_text(POINTED.replace("FILE", file))
    points.parent.mkdir(parents=True, exist_ok=True)
    points.write_text("risk,quota,ties\n0.1,0.6,blocks\n")
    assert swept(asked, Path("out"), 1).manifest["runs"] == 6
    points.unlink()
    kept = read_findings(Path("out"))
    assert kept.design.values == [(0.6, 0.1, "blocks")]
    assert kept.of("none", "welfare_mean").shape == (1, 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "size = 30",
            "size = 31",
            "sampler, name latin_hypercube, seed 1, size 30 not name latin_hypercube, seed 1, size 31",
        ),
        (
            "[0.5, 0.9]",
            "[0.5, 0.8]",
            "factors, quota 0.5 0.9, risk 0 1, ties small_world blocks not quota 0.5 0.8, risk",
        ),
        (
            ', "mine=local_institution"',
            "",
            "arms, mine local_institution, none, top_down formal_body not none, top_down",
        ),
        ("[settings]", 'outcomes = ["cooperation"]\n[settings]', "outcomes, none named not cooperation"),
    ],
)
def test_another_design_is_told_in_words(old: str, new: str, said: str, undisturbed: Path, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(DESIGN.replace(old, new))
    with pytest.raises(BadInput, match=re.escape(f"(it holds another {said}")):
        check_ours(undisturbed, read_design(tmp_path / "other.toml").asked())


def test_the_order_of_factors_in_the_file_is_nothing(undisturbed: Path, tmp_path: Path) -> None:
    lines = 'risk = "declared"\nties = ["small_world", "blocks"]\n'
    turned = DESIGN.replace(lines, "\n".join(reversed(lines.strip().splitlines())) + "\n")
    assert turned != DESIGN
    (tmp_path / "turned.toml").write_text(turned)
    check_ours(undisturbed, read_design(tmp_path / "turned.toml").asked({"design.toml": b""}))


def test_a_sweep_in_the_same_folder_at_the_same_time_is_refused(
    design: Path, tmp_path: Path, here: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    class Greedy(InThisProcess):
        def finished(self) -> list[Any]:
            assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 2
            raise KeyboardInterrupt

    here(Greedy())
    assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 130
    assert "allowed a folder that no other command is writing" in capsys.readouterr().err


# -- what it will cost --


def test_a_dry_run_plays_a_pilot_on_as_many_workers_and_writes_nothing(
    design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[int] = []

    class Counted(LocalProcesses):
        def __init__(self, workers: int, worlds: Any) -> None:
            started.append(workers)
            super().__init__(workers, worlds)

    monkeypatch.setattr(estimate_module, "LocalProcesses", Counted)
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", str(design), "--dry-run", "--workers", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["families"], told["runs"], told["workers"], started) == (60, RUNS, 2, [2])
    assert 0 < told["low"] <= told["seconds"] <= told["high"]
    assert told["pilot"] == 2 * estimate_module.PILOTS * estimate_module.NEIGHBOURS
    assert told["size"] > 1000
    assert list(tmp_path.iterdir()) == []


def test_a_pilot_of_a_small_design_is_the_design(design: Path) -> None:
    asked = read_design(design)
    small = replace(asked, sampler="points", given=tuple(asked.values[:4]))
    (one, two) = estimate_module.pilots(small, 1)
    cases = {case.id for family in small.families() for case in family if case.seed == 1}
    assert {case.id for batch in (one, two) for case in batch.cases} == cases
