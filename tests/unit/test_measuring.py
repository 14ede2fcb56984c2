"""When outcomes are measured: what they share is found once a month, and never kept beyond it."""

from typing import Any

import numpy as np

from model.outcome import Outcome, once_a_month
from model.record import Record
from model.westphalia import Westphalia

SMALL = {"actors": 60}
looks: list[int] = []


@once_a_month
def contributing(issue: Any) -> np.ndarray:
    looks.append(issue.month)
    return np.asarray(issue.rows["strategy"] > 0)


def measured(name: str, **told: Any) -> Outcome:
    """An outcome that is registered nowhere."""
    return Outcome(name, "share of actors", "a test", "", lambda issue: float(contributing(issue).mean()), **told)


def test_what_outcomes_share_is_found_once_a_month_and_issue() -> None:
    looks.clear()
    model = Westphalia("random", (), 1, SMALL | {"agenda": "same"})
    record = Record(model.issues[0], 3, {name: measured(name) for name in "ab"})
    for _ in range(3):
        model.step()
        record.observe()
    assert looks == [0, 0, 1, 1, 2, 2, 3, 3]  # two outcomes on two issues
    np.testing.assert_array_equal(record.series["a"], record.series["b"])


def test_between_two_months_everything_is_found_as_it_stands() -> None:
    model = Westphalia("random", (), 1, SMALL)
    Record(model.issues[0], 3, {"a": measured("a")})
    model.rows["strategy"] = 0
    assert not contributing(model.issues[0]).any()
    model.rows["strategy"] = 1
    assert contributing(model.issues[0]).all()
