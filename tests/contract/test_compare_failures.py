"""What goes wrong in a comparison is told in one line, and nothing is lost or left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from experiments.__main__ import main
from experiments.ask.question import Question, read_arms
from experiments.play import local, world
from experiments.play.play import collect
from experiments.play.where import Where
from tests.contract.comparing import SMALL

ROOT = Path(__file__).parents[2]


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
        (["--out", str(ROOT)], f"out={ROOT}: allowed an empty folder or one of the same question"),
        (["--bogus"], "option=--bogus: allowed --world "),
        (["--seeds"], "seeds=: allowed a value after --seeds"),
        (["more"], "argument=more: allowed no further argument"),
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
    assert capsys.readouterr().err.startswith("error: command=conquer: allowed ablate claims compare ")


def test_a_run_that_raises_is_a_row_and_the_rest_goes_on(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = world.Westphalia

    def broken(name: str, institutions: Any, seed: int, *rest: Any, **named: Any) -> Any:
        if seed == 2 and "coalitions" in institutions:
            raise ZeroDivisionError("no luck\nat all")
        return whole(name, institutions, seed, *rest, **named)

    monkeypatch.setattr(world, "Westphalia", broken)
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


def test_a_worker_that_dies_is_named_and_hangs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "play_batch", dying)
    monkeypatch.setattr(local, "AFRESH", "fork")  # a worker that takes its place is to die too
    question = Question("compare", "random", read_arms("none,emergent"), (1, 2), 3, {"actors": 60})
    rows = collect(question.asked(), Where(2))
    assert len(rows) == 4
    assert all("WorkerDied" in row.error for row in rows.values())


def test_ctrl_c_stops_everything_and_says_how_to_resume(tmp_path: Path) -> None:
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
    out_ = tmp_path / "deep" / "out"
    assert err.splitlines()[-1].endswith(f"of 2000 runs are kept in {out_}; run the same command again to resume")
    assert json.loads((out_ / "manifest.json").read_text())["status"] == "running"
    with pytest.raises(ProcessLookupError):
        os.killpg(asked.pid, 0)


def children(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
