"""What the page does when a slider is let go: processor seconds until the films of all arms are packed."""

from typing import Any

from benchmarks.timing import in_turns
from web.experiment import Experiment
from web.films import _compute

ROUNDS = 3


def part() -> dict[str, Any]:
    """The answer at defaults but for the slider's own value: nothing of it has been computed before."""
    turned = iter(Experiment().turn("risk", 0.3 + 0.01 * k) for k in range(1, 2 + ROUNDS))
    took = in_turns({"answer": lambda: _compute(next(turned))}, ROUNDS)["answer"]
    return {"answer_cpu_s": took.cpu, "answer_wall_s": took.wall}
