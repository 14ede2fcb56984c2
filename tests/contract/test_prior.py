"""`prior`, end to end: eight points of forty actors over a year."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.play import world
from experiments.studies.prior.plausible import broken
from tests.contract.sweeping import InThisProcess, Stopped

SMALL = ["--points", "8", "--actors", "40", "--steps", "12", "--workers", "1"]
ARMS = ["none", "top_down", "emergent", "hybrid"]
SHARES = ("better", "better_placebo", "inert", "harmful", "fragile", "negative", "negative_last")


def test_it_is_stopped_resumed_and_told(tmp_path: Path, here: Any, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["prior", *SMALL, "--out", str(tmp_path / "out")]
    here(Stopped(2))
    assert main(line) == 130
    assert "run the same command again to resume" in capsys.readouterr().err
    here(InThisProcess())
    assert main([*line, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["arms"]) == ARMS
    assert told["drawn"] == 8 + sum(told["dropped"].values())
    for arm in ARMS[1:]:
        found = told["arms"][arm]
        assert sum(found[way]["mean"] for way in ("better", "inert", "harmful")) == pytest.approx(1)
        assert all(0 <= found[s]["low"] <= found[s]["mean"] <= found[s]["high"] <= 1 for s in SHARES)
        assert found["better"]["n"] == 8
    runs = pd.read_parquet(tmp_path / "out/runs.parquet")
    assert len(runs) == 32
    assert not any(map(broken, runs.to_dict("records")))
    below = (runs[runs["arm"] == "hybrid"]["least_welfare"] < 0).mean()
    assert told["arms"]["hybrid"]["negative"]["mean"] == pytest.approx(below)
    assert json.loads((tmp_path / "out/prior.json").read_text())["arms"] == told["arms"]


def test_a_run_that_fails_is_a_row_and_the_exit_code_is_1(
    tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = world.Westphalia

    def failing(name: str, institutions: Any, seed: int, *rest: Any, **more: Any) -> Any:
        if seed == 2 and "subcommittee" in institutions:
            raise RuntimeError("no quorum")
        return real(name, institutions, seed, *rest, **more)

    here(InThisProcess())
    monkeypatch.setattr(world, "Westphalia", failing)
    line = ["prior", "--points", "3", *SMALL[2:], "--out", str(tmp_path / "out")]
    assert main(line) == 1
    printed = capsys.readouterr()
    assert "somebody below 0" in printed.out
    assert "error: hybrid, seed 2: RuntimeError: no quorum" in printed.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--points", "0"], "points=0: allowed 1..100000"),
        (["--actors", "5"], "actors=5: allowed 10..1e+06"),
        (["--steps", "0"], "steps=0: allowed 1..100000"),
        (["--world", "mars"], "world=mars: allowed earth random"),
        (["--workers", "none"], "workers=none: allowed 1..1024"),
    ],
)
def test_bad_input_is_one_line(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["prior", *options]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"error: {said}")
    assert printed.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
