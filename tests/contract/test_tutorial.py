"""The tutorial does what it says: its lines are run as they stand."""

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest

from experiments.__main__ import main

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "first-sweep.md"
COMMAND = ".uv/bin/uv run python -m experiments "


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)


def test_the_tutorial_runs_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (design,) = blocks("toml")
    Path("first-sweep.toml").write_text(design)
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert all(line.startswith(COMMAND) for line in lines)
    said = {}
    for line in lines:
        arguments = shlex.split(line.removeprefix(COMMAND))
        assert main(arguments) == 0
        said[line] = capsys.readouterr().out
        if "--dry-run" in line:
            assert not Path("out").exists()
    assert blocks("text")[0] in said.values()
    dry, _, discovered, decided, *_ = said.values()
    assert dry.startswith("runs   160 in 80 families")
    assert re.match(
        r"top_down beats emergent in welfare_mean_last by more than 0.005 at \d+ % of 80 points", discovered
    )
    assert "emergent - top_down" in " ".join(decided.split()) or "emergent -" in decided
    assert len(pd.read_csv("out/first-sweep/runs.csv")) == 160
    assert Path("out/first-sweep/report.html").stat().st_size > 50_000
    assert Path("out/first-sweep/figures/discover.png").exists()
