"""`python -m benchmarks.building --actors N`: processor time and memory of building a world and a model on it, no step.

Building is compiled first, on a small world; the memory of that is printed as `before`. Peaks are those of the whole
process so far, so each size is best measured in a process of its own.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable

from model.build import build
from model.settings import checked
from model.westphalia import Westphalia

IN_MB = 1e6 if sys.platform == "darwin" else 1e3  # what getrusage counts in: bytes there, kilobytes elsewhere


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / IN_MB


def measured[T](name: str, part: Callable[[], T]) -> T:
    began = time.process_time()
    made = part()
    print(f"{name:7s} {time.process_time() - began:7.2f} CPU s, peak {peak():6.0f} MB")
    return made


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--world", default="random")
    reader.add_argument("--actors", type=int, default=100_000)
    reader.add_argument("--ties", default="small_world", help="world random: how ties are built")
    reader.add_argument("--mean-ties", type=int, default=8)
    asked = reader.parse_args()
    shape = {"ties": asked.ties, "mean_ties": asked.mean_ties}
    Westphalia(asked.world, (), 2, shape | {"actors": 200})
    print(f"before          {'':9s} peak {peak():6.0f} MB")
    settings = checked(shape | {"actors": asked.actors})
    world = measured("world", lambda: build(asked.world, 1, settings))
    measured("model", lambda: Westphalia(world, (), 1, settings))
    print(f"{asked.actors} actors, {len(world.ties.to)} ties")


if __name__ == "__main__":
    main()
