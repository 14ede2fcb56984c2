"""A formal body that votes as it is told, stepped month by month."""

import numpy as np

from model.agreement import AGREEMENT
from model.westphalia import Westphalia

TERMS = set(AGREEMENT.names) - {"formal", "founded", "members"}


def formal(**settings):
    """A formal body whose states think what the test says: `before` entry into force, and `after`."""
    model = Westphalia("random", ("formal_body",), 3, {"actors": 60, "ratification_hazard": 1} | settings)
    body = model.issues[0].institutions[0]
    body.before, body.after = np.ones(12), np.ones(12)
    body.support = lambda states, *_: body.before[states]
    body.consent = lambda states: body.after[states]
    return body


def at(body, *months):
    for month in months:
        body.issue.month = month
        body.act()
    return body


def bound(body) -> set[int]:
    """Homes of those whom the treaty binds; each home is bound as a whole."""
    homes, binds = body.issue.rows["home"], body.issue.agreements.binding[body.slot] >= 0
    inside = set(homes[binds].tolist())
    assert (binds == np.isin(homes, list(inside))).all()
    return inside
