"""Analyses of what is no sweep, or no longer the sweep that was played: one line, and nothing half-written."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.__main__ import main
from experiments.judge.findings import read_findings
from experiments.play.manifest import read_manifest, write_manifest

ROOT = Path(__file__).parents[2]
ANALYSES = ("sensitivity", "discover", "report")


@pytest.fixture
def swept(undisturbed: Path, tmp_path: Path) -> Path:
    """A copy of a sweep, to be spoilt."""
    return Path(shutil.copytree(undisturbed, tmp_path / "swept"))


def refused(line: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line) == 2
    printed = capsys.readouterr().err
    assert printed.startswith(f"error: {said}"), printed
    assert printed.count("\n") == 1


@pytest.mark.parametrize("command", ANALYSES)
def test_a_file_in_place_of_a_folder(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "design.txt"
    file.write_text("question = 'which?'")
    for given in (file / "x", file) if command != "sensitivity" else (file / "x",):  # which takes a design too
        said = "dir=" if command != "sensitivity" else ""
        refused([command, str(given)], said, capsys)


@pytest.mark.parametrize("command", ["discover", "report"])
@pytest.mark.parametrize("spoil", ["missing", "cut", "another design"])
def test_a_folder_that_is_not_what_it_was(
    command: str, spoil: str, swept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = swept / "runs.parquet"
    if spoil == "missing":
        runs.unlink()
    elif spoil == "cut":
        runs.write_bytes(runs.read_bytes()[:5000])
    else:
        design = swept / "design.toml"
        design.write_text(design.read_text().replace("size = 30", "size = 60"))
    refused([command, str(swept)], f"dir={swept}: allowed a folder ", capsys)


def test_what_cannot_be_analysed_is_refused_before_anything_is_played(
    design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    refused(["sensitivity", str(design), "--out", str(out)], "sampler=latin_hypercube: allowed ", capsys)
    assert not out.exists()


@pytest.mark.parametrize("margin", ["nan", "inf"])
def test_a_margin_is_a_number(margin: str, undisturbed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(["discover", str(undisturbed), "--margin", margin], f"margin={margin}: allowed a number", capsys)


def test_one_outcome_at_a_time(undisturbed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = "cooperation,welfare_mean"
    refused(["discover", str(undisturbed), "--outcome", both], f"outcome={both}: allowed one at a time", capsys)


def test_an_unfinished_sweep_is_not_exported(swept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_manifest(swept, read_manifest(swept) | {"status": "running"})
    said = f"dir={swept}: allowed the folder of a complete study; run its command again to resume"
    refused(["export", str(swept), "--csv"], said, capsys)
    assert not (swept / "runs.csv").exists()


def test_a_full_disk_leaves_the_figure_that_was_there(
    swept: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    assert main(["discover", str(swept)]) == 0
    figure = swept / "figures" / "discover.png"
    before = figure.read_bytes()

    def half(self: Any, file: Any, **_: Any) -> None:
        Path(file).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("matplotlib.figure.Figure.savefig", half)
    capsys.readouterr()
    refused(["discover", str(swept)], f"dir={swept}: allowed a folder that can be written", capsys)
    assert figure.read_bytes() == before
    assert [path.name for path in (swept / "figures").iterdir() if path.name.startswith(".")] == []


def test_a_full_disk_behind_the_standard_output() -> None:
    line = [sys.executable, "-m", "experiments", "presets"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(line, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 2
    assert ended.stderr == "error: file=output: allowed one that works (No space left on device)\n"


def test_a_time_that_is_not_over_counts_to_the_end(undisturbed: Path) -> None:
    findings = read_findings(undisturbed)
    rows = findings.runs.assign(steps=60, shock_step=20, recovered=0.0, response=np.nan)
    rows.loc[rows.index.get_level_values("arm") == "mine", "response"] = 7.0
    findings.__dict__["runs"] = rows  # as if it had been read
    assert (findings.of("none", "response") == 40).all()
    assert (findings.measured("response")["mine - none"] == -33).all()
