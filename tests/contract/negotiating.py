"""Bodies that vote as they are told, stepped month by month."""

import numpy as np

from model.agreement import AGREEMENT
from model.westphalia import Westphalia

TERMS = set(AGREEMENT.names) - {"formal", "founded", "members", "name", "written"}
#: One stage, all states alike, nobody waits for a neighbour, and who would rather be outside says so (D10a, D10b).
PLAIN = {"procedure_hazard": 1, "readiness_spread": 0, "peer_pull": 0, "exit_propensity": 1}


def body(name, world="earth", seed=1, **settings):
    """The institution alone on a world; states think what the test says: `before` entry into force, and `after`."""
    model = Westphalia(world, (name,), seed, PLAIN | settings)
    found = model.issues[0].institutions[0]
    found.before, found.after = np.ones(found.issue.world.n_states), np.ones(found.issue.world.n_states)
    found.support = lambda states, *_: found.before[states]
    found.consent = lambda states: found.after[states]
    return found


def formal(**settings):
    """A formal body of 12 states."""
    return body("formal_body", "random", 3, **{"actors": 60, "ratification_hazard": 1} | settings)


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
