"""Whatever command is killed, the same command resumes, and the tables are those of a run that nothing disturbed."""

import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = {
    "compare": "compare --world random --set actors=60 --seeds 40 --steps 120",
    "scenario": "scenario rivalry --world random --set actors=60 --seeds 12",
    "prior": "prior --points 24 --actors 60",
}
QUICK = ("compare",)


@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.long) for n in LINES])
def test_a_killed_command_is_gone_on_with_to_the_same_tables(name: str, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "experiments", *shlex.split(LINES[name]), "--workers", "2", "--out"]
    cut, whole = tmp_path / "cut", tmp_path / "whole"
    with subprocess.Popen([*line, str(cut)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as doomed:
        until = time.monotonic() + 300
        while not list(cut.rglob("*.runs.*.parquet")) and doomed.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        assert doomed.poll() is None, "it ended before it could be killed"
        doomed.send_signal(signal.SIGKILL)
    assert not list(cut.rglob("runs.parquet"))
    for out in (cut, whole):
        done = subprocess.run([*line, str(out)], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr
    tables = sorted(path.relative_to(whole) for path in whole.rglob("*.parquet"))
    assert tables
    for table in tables:
        assert (cut / table).read_bytes() == (whole / table).read_bytes(), table
