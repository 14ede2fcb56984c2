"""A final outcome that reads another series, a censored one, one measured every third month, and one of each actor."""

import numpy as np

from westphalia import each, final, monthly


@final("share of groups", "a test", reads=("group_achievement",))
def best_month(record, late):
    """The most groups that ever met their threshold."""
    return float(record.series["group_achievement"].max())


@final("months", "a test", reads=("cooperation",), timed_from="start")
def time_to_half(record, late):
    """Months until half contribute."""
    there = record.series["cooperation"] >= 0.5
    return float(np.argmax(there)) if there.any() else float("nan")


@monthly("months", "a test", every=3)
def calendar(issue):
    """The month in which it is measured."""
    return float(issue.month)


@each("share of months", "a test")
def sponsoring(issue):
    """Whether it sponsors enforcement."""
    return np.asarray(issue.rows["strategy"] == 2, float)
