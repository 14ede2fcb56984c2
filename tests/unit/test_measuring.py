"""When outcomes are measured: what they share is found once a month, and never kept beyond it."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.show.panels import over_time
from experiments.show.style import styles
from model.outcome import Outcome, once_a_month
from model.outcomes import OUTCOMES
from model.record import Record
from model.westphalia import Westphalia
from web.film import known

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


def played(steps: int, outcomes: dict[str, Outcome]) -> Record:
    model = Westphalia("random", (), 1, SMALL)
    record = Record(model.issues[0], steps, outcomes)
    for _ in range(steps):
        model.step()
        record.observe()
    return record


def test_a_mean_is_over_the_months_in_which_it_is_measured() -> None:
    """From month 1 on in the whole run, and from month 11 on in the last sixty."""
    record = played(70, {"monthly": measured("monthly"), "yearly": measured("yearly", every=12)})
    months = record.series["monthly"]
    assert record.mean("yearly", False) == pytest.approx(months[[12, 24, 36, 48, 60]].mean(), rel=1e-12)
    assert record.mean("yearly", True) == record.mean("yearly", False)
    assert np.flatnonzero(~np.isnan(record.series["yearly"])).tolist() == [0, 12, 24, 36, 48, 60]
    assert record.mean("monthly", True) == pytest.approx(months[11:].mean(), rel=1e-12)


def test_a_run_too_short_to_be_measured_has_no_value() -> None:
    record = played(11, {"yearly": measured("yearly", every=12)})
    assert np.isnan([record.mean("yearly", late) for late in (False, True)]).all()


@pytest.mark.parametrize("name", [name for name, outcome in OUTCOMES.items() if outcome.every > 1])
def test_a_declared_interval_is_kept_and_told(name: str) -> None:
    outcome = OUTCOMES[name]
    watched = Outcome(name, outcome.unit, outcome.source, "", lambda issue: float(issue.month), every=outcome.every)
    seen = played(25, {name: watched}).series[name]
    assert seen[~np.isnan(seen)].tolist() == list(range(0, 26, outcome.every))
    assert outcome.meaning == f"{outcome.doc} Measured every {outcome.every} months."


@pytest.mark.parametrize("given", [{"every": 0}, {"every": 12, "monthly": None}])
def test_only_what_is_measured_monthly_has_an_interval(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=rf"mine\.every={given['every']}: allowed 1"):
        Outcome("mine", "share", "a test", "", **{"monthly": lambda _: 0.0} | given)


def test_between_two_months_everything_is_found_as_it_stands() -> None:
    model = Westphalia("random", (), 1, SMALL)
    Record(model.issues[0], 3, {"a": measured("a")})
    model.rows["strategy"] = 0
    assert not contributing(model.issues[0]).any()
    model.rows["strategy"] = 1
    assert contributing(model.issues[0]).all()


def test_what_is_measured_at_an_interval_is_drawn_as_one_line() -> None:
    months = np.arange(25)
    series = np.where(months % 12 == 0, months / 100, np.nan)
    axes = Figure().subplots()
    over_time(axes, "policy_error", {"none": np.stack([series, series])}, styles(["none"]), shock=0)
    years, values = axes.get_lines()[0].get_data()
    assert (list(years), list(values)) == ([0, 1, 2], [0, 0.12, 0.24])
    np.testing.assert_array_equal(known(series, 12), (months // 12 * 12 / 100).astype(np.float32))
