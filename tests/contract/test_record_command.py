"""The command that holds the engine against the record of six treaties."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.play import players
from experiments.play.manifest import read_manifest
from experiments.studies.record import protocol
from experiments.studies.record.pipeline import MONTHS, Course, course
from experiments.studies.record.protocol import (
    FITTED,
    PREDICTED,
)  # fmt: skip
from experiments.studies.record.treaties import treaties
from tests.unit.recording import POINT, TINY, follows_the_figures


def test_the_command_writes_a_whole_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_before = plt.get_fignums()
    monkeypatch.setitem(players.PLAYERS, "treaty", follows_the_figures)
    monkeypatch.setattr(protocol, "QUICK", TINY)
    out = tmp_path / "out"
    line = ["record", "--quick", "--out", str(out), "--workers", "1"]
    assert main([*line, "--json", "--open"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["treaties"]) == [*FITTED, *PREDICTED]
    assert told["points"] == 6
    assert told["predicted"]["misfit"] > 0
    files = {
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and path.name[0] != "." and "fit-" not in str(path.parent)
    }
    assert files == {
        "runs.parquet", "series.parquet", "tried.parquet", "record.json", "manifest.json",
        "figures/record.png", "figures/record.svg", "figures/record.pdf",
    }  # fmt: skip
    runs = pd.read_parquet(out / "runs.parquet")
    assert len(runs) == runs["run_id"].nunique() == 6 * 3
    assert set(pd.read_parquet(out / "series.parquet")["run_id"]) == set(runs["run_id"])
    assert read_manifest(out)["predicted"] == list(PREDICTED)
    assert main(line) == 0  # the same again takes its place
    printed = capsys.readouterr().out
    assert "off by" in printed
    assert "Migrant Workers" in printed
    assert plt.get_fignums() == open_before


@pytest.mark.parametrize(
    ("line", "said"),
    [(["--workers", "0"], "error: workers=0: allowed 1..1024"), (["--slow"], "error: option=--slow: allowed --quick")],
)
def test_bad_input_is_one_line(line: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", *line, "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_another_folder_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    assert main(["record", "--out", str(tmp_path), "--workers", "1"]) == 2
    assert capsys.readouterr().err.startswith(f"error: out={tmp_path}: allowed an empty folder")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_course_is_the_same_twice_and_stays_within_the_horizon() -> None:
    first, again = (course(treaties()["basel"], POINT, 1) for _ in range(2))
    assert isinstance(first, Course)
    np.testing.assert_array_equal(first.parties, again.parties)
    assert 0 < len(first.parties) <= MONTHS
    assert first.parties.max() <= 195
