"""What members of an agreement are expected to do in the long run, against what they do (DEFINITIONS D8).

Derived for this laboratory: where a sanction applies for good, imitation and mutation balance at the share x that
solves (1 - mu) x (1 - x) tanh(beta l / 2) + mu (1 - 2 x) = 0, with l the sanction less the cost. That is a mean-field
form: exact for many actors who are all tied to one another and whose stakes do not differ. The case brings a treaty
into force that binds all, with a given fine that is always noticed, and lets the engine run; `ties` other than
everyone, and a risk above 0, show how far the form is off elsewhere.
"""

import numpy as np

from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from experiments.studies.replications.laboratory import everyone, laboratory, over_time
from experiments.studies.replications.one_group import MONTHS
from model.governance.expectation import compliance
from model.governance.formal_body import FormalBody
from model.params import BadInput
from model.random_world import BUILDERS
from model.westphalia import Westphalia

MOST_TIED = 1000  # actors, where everyone is tied to everyone
ASSENT = {
    "bind_all": 1, "quota": 0.01, "entry_quota": 0.01, "meeting_interval": 1, "ratification_hazard": 1,
    "procedure_hazard": 1, "choice_strength": 0, "treaty_dues": 0, "monitoring": 1, "crisis_convening": 0,
}  # fmt: skip


@replicates(
    __doc__, symbol("Z", 100, 10, 100_000, "actors"),
    symbol("ties", "everyone", 0, 0, "who is tied to whom", choices=("everyone", *BUILDERS)),
    symbol("c", 0.1, 0, 1, "cost"), symbol("fine", 0.2, 0, 1, "fine of the treaty, always noticed"),
    symbol("r", 0.0, 0, 1, "risk"), symbol("beta", 10.0, 0, 100, "strength of imitation"),
    symbol("mu", 0.01, 1e-6, 1, "mutation"), symbol("phi", 0.2, 0.001, 1, "share that reconsiders each month"),
    SEED, MONTHS,
)  # fmt: skip
def rest_point(
    Z: int, ties: str, c: float, fine: float, r: float, beta: float, mu: float, phi: float, seed: int, months: int
) -> dict[str, Measured]:
    """Long-run share of contributors under the treaty, what its members are expected to do, and the difference."""
    if ties == "everyone" and Z > MOST_TIED:
        raise BadInput("Z", Z, f"no more than {MOST_TIED} where everyone is tied to everyone")
    settings = {
        "actors": Z, "cost": c, "risk": r, "imitation_strength": beta, "mutation": mu, "revision_rate": phi,
        "treaty_fine": fine,
    }  # fmt: skip
    built, pairs = ({}, everyone(Z)) if ties == "everyone" else ({"ties": ties}, None)
    model = laboratory(settings | ASSENT | built, ["formal_body"], pairs, seed)
    measured = over_time(model, months, conduct)["coop"]
    expected = expectation(model)
    return {
        "coop": measured, "expected": Measured(expected), "gap": Measured(measured.value - expected, measured.se),
    }  # fmt: skip


def conduct(model: Westphalia) -> dict[str, float]:
    """The share that contributes."""
    return {"coop": float((model.issues[0].rows["strategy"] > 0).mean())}


def expectation(model: Westphalia) -> float:
    """What the engine expects of the treaty's members by its text."""
    issue = model.issues[0]
    body = issue.institutions[0]
    assert isinstance(body, FormalBody)
    assert body.in_force
    assert body.bound().all()
    return float(np.mean([compliance(me, body.terms, issue.p) for me in issue.rows[:10]]))
