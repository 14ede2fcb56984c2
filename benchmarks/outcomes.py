"""`python -m benchmarks.outcomes [ROUNDS]`: what all outcomes of a default hybrid run cost, over its months.

Months and measurements of one run take turns, so that whatever slows the machine slows both. Printed for each world:
processor time of the outcomes, those of the whole run included, over that of the months alone; median of the rounds.
"""

import sys
import time
from statistics import median

from experiments.ask.arms import ARMS
from model.outcomes import OUTCOMES
from model.record import Record
from model.westphalia import Westphalia

WORLDS = {"earth": ({}, 240), "random": ({"actors": 200}, 200)}  # settings, and months


def seconds(world: str, seed: int) -> tuple[float, float]:
    """Processor seconds of the months and of the outcomes of one run."""
    settings, steps = WORLDS[world]
    model = Westphalia(world, ARMS["hybrid"], seed, settings)
    record, months, outcomes = Record(model.issues[0], steps, OUTCOMES), 0.0, 0.0
    for _ in range(steps):
        began = time.process_time()
        model.step()
        stepped = time.process_time()
        record.observe()
        months, outcomes = months + stepped - began, outcomes + time.process_time() - stepped
    began = time.process_time()
    for outcome in OUTCOMES.values():
        if not outcome.paired:
            _ = [outcome.final(record, late) if outcome.final else record.mean(outcome.name, late) for late in (0, 1)]
    return months, outcomes + time.process_time() - began


def measured(world: str, rounds: int) -> tuple[float, float]:
    """Processor seconds of a run's months, and its outcomes over them: medians of the rounds."""
    seconds(world, 1)  # every rule is compiled before it is measured
    taken = [seconds(world, seed) for seed in range(2, 2 + rounds)]
    return median(months for months, _ in taken), median(cost / months for months, cost in taken)


def main(rounds: int) -> None:
    for world, (_, steps) in WORLDS.items():
        months, ratio = measured(world, rounds)
        print(f"{world}: a month {1e6 * months / steps:.0f} us, all outcomes {ratio:.3f} of the months", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
