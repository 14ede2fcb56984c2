"""One file for each kind of addition, and the command line that loads them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "plugins"
FILES = {
    name: (HERE / f"{name}.py").read_text(encoding="utf-8")
    for name in ("guild", "jubilee", "outcomes", "feast", "t99_feast", "mood")
}


def westphalia(where: Path, *words: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "experiments", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(line, cwd=where, env=environment, capture_output=True, text=True, timeout=300)
