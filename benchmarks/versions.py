"""`python -m benchmarks.versions OTHER`: every kind of command, here and in another checkout, by turns.

OTHER is a checkout of an earlier version with an environment of its own (`uv sync`). Each line tells the median wall
seconds of both, the lowest and highest of each, and the ratio of the medians; a command counts as slower where that is
above 1.05. The first round compiles and is not counted.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[1]
SLOWER = 1.05
DESIGN = """question = "How fast?"
world = "random"
arms = ["none", "emergent"]
steps = 60
[settings]
actors = 100
[uncertainties]
risk = "declared"
cost = "declared"
[sampler]
name = "sobol"
size = 64
"""
MONTHS = """
import time
from model.westphalia import Westphalia
taken = []
for _ in range(4):
    model = Westphalia("earth", ["formal_body", "local_institution", "coalitions", "subcommittee"], 1)
    began = time.perf_counter()
    for _ in range(240):
        model.step()
    taken.append(time.perf_counter() - began)
print(min(taken[1:]))
"""
SMALL = ["--steps", "24", "--set", "actors=100"]
COMMANDS = {
    "parameters": ["parameters"],
    "compare": ["compare", "--seeds", "12", "--workers", "2", "--out", "OUT"],
    "compare, one worker": ["compare", "--world", "random", "--seeds", "8", "--workers", "1", *SMALL, "--out", "OUT"],
    "run": ["run", "--arm", "hybrid", "--out", "OUT", "--outcomes", "welfare_mean_last"],
    "sweep": ["sweep", "DESIGN", "--workers", "2", "--out", "OUT"],
    "scenario": ["scenario", "diplomatic_deficit", "--workers", "2", "--out", "OUT"],
    "months of hybrid": [],  # the model without outcomes, its own clock
}


def seconds(checkout: Path, words: list[str], folder: Path) -> float:
    """Wall seconds of a command in a checkout; raises CalledProcessError where it fails."""
    design = folder / "design.toml"
    design.write_text(DESIGN)
    places = {"OUT": str(folder / "out"), "DESIGN": str(design)}
    python = checkout / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    line = ["-m", "experiments", *(places.get(word, word) for word in words)] if words else ["-c", MONTHS]
    began = time.perf_counter()
    ran = subprocess.run([str(python), *line], cwd=checkout, check=True, capture_output=True, text=True)
    return time.perf_counter() - began if words else float(ran.stdout)


def told(name: str, other: Path, rounds: int) -> str:
    """One line on a command."""
    taken: dict[Path, list[float]] = {HERE: [], other: []}
    for _ in range(rounds + 1):
        for checkout in taken:
            with tempfile.TemporaryDirectory() as folder:
                taken[checkout].append(seconds(checkout, COMMANDS[name], Path(folder)))
    here, there = (sorted(all_[1:]) for all_ in taken.values())
    ratio = statistics.median(here) / statistics.median(there)
    ranges = " ".join(f"{statistics.median(s):8.2f} ({s[0]:.2f} to {s[-1]:.2f})" for s in (here, there))
    return f"{name:20} {ranges} {ratio:6.2f}{'  slower' * (ratio > SLOWER)}"


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("other", type=Path)
    read.add_argument("--rounds", type=int, default=5)
    read.add_argument("--only", choices=COMMANDS, nargs="+", default=list(COMMANDS))
    given = read.parse_args()
    print(f"{'seconds':20} {'here':>10} {'there':>22} {'ratio':>17}")
    for name in given.only:
        print(told(name, given.other.resolve(), given.rounds), flush=True)


if __name__ == "__main__":
    main()
