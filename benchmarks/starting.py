"""How long the README's first command takes: with nothing compiled, and again."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.timing import took

HERE = Path(__file__).parents[1]
COMMAND = ("-m", "experiments", "compare", "--out")


def part() -> dict[str, Any]:
    """Seconds of `compare` with an empty cache, and of the same with what the first left; results are made anew."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        cold, warm = (took(lambda name=name: compare(here / "cache", here / name)) for name in ("cold", "warm"))
    return {"cold_s": cold.wall, "cold_cpu_s": cold.cpu, "warm_s": warm.wall, "warm_cpu_s": warm.cpu}


def compare(cache: Path, out: Path) -> None:
    """Raises CalledProcessError where it fails."""
    around = os.environ | {"WESTPHALIA_CACHE": str(cache)}
    subprocess.run([sys.executable, *COMMAND, str(out)], cwd=HERE, env=around, check=True, capture_output=True)
