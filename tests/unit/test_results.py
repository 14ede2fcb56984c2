"""Results are typed, sorted and repeatable; their folder is there whole or not at all, and nobody else's is touched."""

import errno
import json
import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from experiments.play.run import Family, Run

from experiments.ask.question import Question
from experiments.play import folder as folder_module
from experiments.play import results
from experiments.play.folder import whole_folder
from experiments.play.results import outcome_columns, run_id, runs_schema, runs_table, series_table, write_results
from model.params import PARAMETERS, BadInput

STEPS = 3
ARMS = {"none": (), "mine": ("coalitions",)}


def asked(**changes: object) -> Question:
    whole = {
        "command": "compare",
        "world": "random",
        "arms": ARMS,
        "seeds": (1, 2),
        "steps": STEPS,
        "settings": {"actors": 60},
    }
    return Question(**(whole | changes))  # type: ignore[arg-type]


def played(error: str = "") -> dict[int, Family]:
    outcomes = dict.fromkeys(outcome_columns(), 0.5) | {"mismatch": np.nan}
    series = {"cooperation": np.array([0.1, 0.2, 0.3, 0.4]), "mismatch": np.array([np.nan, np.nan, 0.1, 0.0])}
    whole = Run(outcomes, series)
    return {1: {"none": whole, "mine": whole}, 2: {"none": whole, "mine": Run(error=error) if error else whole}}


# -- tables --


def test_a_run_is_named_by_all_that_decides_it() -> None:
    question = asked()
    name = run_id(question, "mine", 1)
    assert re.fullmatch("[0-9a-f]{16}", name)
    assert name == run_id(asked(settings={"actors": "60", "risk": 0.3}), "mine", 1)  # .3 is the default
    others = [
        run_id(question, "none", 1),
        run_id(question, "mine", 2),
        run_id(asked(arms={"mine": ("formal_body",)}), "mine", 1),
        run_id(asked(steps=4), "mine", 1),
        run_id(asked(settings={"actors": 61}), "mine", 1),
    ]
    assert len({name, *others}) == 6


def test_the_columns_are_those_promised() -> None:
    names = runs_schema().names
    first = ["run_id", "arm", "world", "seed", "steps", "model_version", "status", "error"]
    assert names[:8] == first
    assert names[8:] == [*PARAMETERS, *outcome_columns()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)


def test_one_row_a_run_sorted_typed_and_null_where_undefined() -> None:
    table = runs_table(asked(), played())
    assert table.schema == runs_schema()
    assert table["run_id"].to_pylist() == sorted(table["run_id"].to_pylist())
    assert sorted(zip(table["arm"].to_pylist(), table["seed"].to_pylist(), strict=True)) == [
        ("mine", 1), ("mine", 2), ("none", 1), ("none", 2),
    ]  # fmt: skip
    assert table["mismatch"].null_count == 4
    assert table["cooperation"].to_pylist() == [0.5] * 4
    assert table["actors"].type == pa.int64()
    assert table["ties"].to_pylist() == ["small_world"] * 4


def test_a_failed_run_is_a_row_without_outcomes() -> None:
    table = runs_table(asked(), played("ValueError: no luck"))
    failed = [row for row in table.to_pylist() if row["status"] == "error"]
    assert [(row["arm"], row["seed"], row["error"]) for row in failed] == [("mine", 2, "ValueError: no luck")]
    assert all(failed[0][outcome] is None for outcome in outcome_columns())
    assert failed[0]["risk"] == 0.3
    assert series_table(asked(), played("ValueError: no luck")).num_rows == 3 * 2 * (STEPS + 1)


def test_series_are_long_from_the_start_to_the_end() -> None:
    table = series_table(asked(), played()).to_pylist()
    assert len(table) == 4 * 2 * (STEPS + 1)
    one = [row for row in table if (row["arm"], row["seed"], row["outcome"]) == ("mine", 2, "mismatch")]
    assert [(row["step"], row["value"]) for row in one] == [(0, None), (1, None), (2, 0.1), (3, 0.0)]
    assert {row["run_id"] for row in one} == {run_id(asked(), "mine", 2)}


def test_only_arms_asked_for_are_written() -> None:
    table = runs_table(asked(arms={"mine": ("coalitions",)}), played())
    assert set(table["arm"].to_pylist()) == {"mine"}


def test_the_manifest_says_how_it_was_made(tmp_path: Path) -> None:
    write_results(tmp_path, asked(), played(), 1.5)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    promised = {"command", "parameters", "seeds", "arms", "versions", "commit", "seconds", "status"}
    assert promised <= set(manifest)
    assert manifest["parameters"] == asked().settings
    assert manifest["arms"] == {"none": [], "mine": ["coalitions"]}
    assert manifest["files"] == ["runs.parquet", "series.parquet"]
    assert manifest["status"] == "ok"
    write_results(tmp_path, asked(), played("lost"), 1.5)
    assert json.loads((tmp_path / "manifest.json").read_text())["status"] == "error"


# -- folder --


def fill(out: Path, question: Question) -> None:
    with whole_folder(out, question.identity) as draft:
        write_results(draft, question, played(), 0.0)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_question_replaces_its_answer(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    fill(out, asked())
    before = contents(out)
    fill(out, asked())
    assert contents(out).keys() == before.keys() == {"runs.parquet", "series.parquet", "manifest.json"}
    assert contents(out)["runs.parquet"] == before["runs.parquet"]
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    fill(tmp_path, asked())
    assert pq.read_table(tmp_path / "runs.parquet").num_rows == 4


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"steps": 4}, "steps, 3 not 4"),
        ({"settings": {"actors": 61}}, "actors, 60 not 61"),
        ({"command": "run"}, "command"),
    ],
)
def test_another_experiment_is_refused_and_stays(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    out = tmp_path / "out"
    fill(out, asked())
    before = contents(out)
    with pytest.raises(BadInput, match=said):
        fill(out, asked(**changes))
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_anything_else_is_refused_and_stays(tmp_path: Path) -> None:
    fill(tmp_path, asked())
    (tmp_path / "notes.txt").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(BadInput, match=r"it holds notes\.txt"):
        fill(tmp_path, asked())
    assert contents(tmp_path) == before


@pytest.mark.parametrize("manifest", ["", "[1]", "{"])
def test_a_folder_with_another_manifest_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(BadInput, match=r"it holds manifest\.json"):
        fill(tmp_path, asked())
    assert (tmp_path / "manifest.json").read_text() == manifest


def test_a_file_or_a_path_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "deep" / "out"):
        with pytest.raises(BadInput, match=r"^out=.*: allowed a folder"):
            fill(out, asked())
    assert (tmp_path / "file").read_text() == "mine"


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(table: object, path: Path, **_: object) -> None:
        path.write_bytes(b"PAR1")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(results.pq, "write_table", full)
    with pytest.raises(BadInput, match=r"^out=.*No space left on device"):
        fill(tmp_path / "deep" / "er" / "out", asked())
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_disk_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", read_only)
    with (
        pytest.raises(BadInput, match="Read-only file system"),
        whole_folder(tmp_path / "out", asked().identity),
    ):
        pytest.fail("nothing is played for a folder that cannot be had")


def test_an_answer_is_not_lost_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    fill(out, asked())
    before = contents(out)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if ".draft" in self.name:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(folder_module.Path, "rename", failing)
    with pytest.raises(BadInput, match="Input/output error"):
        fill(out, asked())
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with whole_folder(tmp_path / "deep" / "out", {}) as draft:
            (draft / "half").write_text("written")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []
