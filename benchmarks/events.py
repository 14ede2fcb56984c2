"""`python -m benchmarks.events`: what the book of events costs a default hybrid run, as a ratio within one process.

Four copies of one world are stepped in turn, month by month: two keep their book, two drop everything, in an order that
is drawn anew each month. Printed: the median over months of processor time with the book against without; beside it
the same of the two that drop everything, which is the error of the measurement.
"""

import sys
import time

import numpy as np

from experiments.ask.arms import ARMS
from model.events import Book, in_columns
from model.westphalia import Westphalia

MONTHS = 240
WITH, WITHOUT = (0, 1), (2, 3)


def timed(seed: int) -> tuple[np.ndarray, Westphalia]:
    """Seconds of each month for the four copies, shape (4, MONTHS), and a copy that has its book."""
    copies = [Westphalia("earth", ARMS["hybrid"], seed) for _ in range(4)]
    for place in WITHOUT:
        for issue in copies[place].issues:
            issue.book = Book(is_open=False)
    taken, shuffled = np.zeros((4, MONTHS)), np.random.default_rng(seed)
    for month in range(MONTHS):
        for place in shuffled.permutation(4):
            began = time.process_time_ns()
            copies[place].step()
            taken[place, month] = (time.process_time_ns() - began) / 1e9
    return taken, copies[0]


def main(rounds: int) -> None:
    timed(1)  # every rule is compiled before it is measured
    with_, same = [], []
    for seed in range(2, 2 + rounds):
        taken, model = timed(seed)
        with_.append(np.median(taken[WITH, :].sum(axis=0) / taken[WITHOUT, :].sum(axis=0)))
        same.append(np.median(taken[WITHOUT[0]] / taken[WITHOUT[1]]))
        began = time.process_time()
        told = in_columns([issue.book for issue in model.issues])
        print(f"seed {seed}: {with_[-1]:.3f}, same against same {same[-1]:.3f}; {len(told.month)} events, "
              f"put into words in {time.process_time() - began:.2f} s", flush=True)  # fmt: skip
    print(f"with the book against without: {np.median(with_):.3f}; same against same {np.median(same):.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
