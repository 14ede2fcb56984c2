"""A small comparison that was played, and what it left."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.__main__ import main

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
