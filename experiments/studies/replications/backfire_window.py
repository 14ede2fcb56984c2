"""Two ways in which a formal body fails: it passes nothing, or what it imposes does harm.

Derived for this laboratory (docs/explanation/validation.md): with Gaussian optima of spread H around a mean proposal,
g = r b P_fail - c b - tax and A = sqrt(g / kappa), a vote fails for H > A / Phi^-1((1 + q) / 2), and a treaty imposed
at H > A lowers mean welfare. It holds for full compliance, no elites, no vetoes, a treaty that binds all, and no exit
(DEFINITIONS D16): this case sets all of them, and asks the product's own formal body.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from model.build import build
from model.governance.formal_body import FormalBody
from model.settings import checked
from model.westphalia import Westphalia

FULL_COMPLIANCE = 1e9  # a fine that nobody risks
SHARP = 1e12  # strength of consent: yes if and only if it gains
HALVINGS = 15
LEVELS = {"pass_inside": 0.9, "pass_outside": 1.1}


@replicates(
    __doc__, symbol("q", 0.67, 0.01, 1, "quota, share of states"), symbol("r", 0.3, 0, 1, "risk"),
    symbol("b", 1.0, 0.01, 100, "endowment"), symbol("c", 0.1, 0, 1, "cost, share of the endowment"),
    symbol("p_fail", 1.0, 0, 1, "chance of failure without a treaty"), symbol("tax", 0.01, 0, 10, "dues"),
    symbol("kappa", 1.0, 1e-3, 100, "mismatch cost"), symbol("S", 200, 10, 1000, "states"), SEED,
    symbol("bodies", 200, 20, 10_000, "bodies, each with states of its own luck"),
)  # fmt: skip
def backfire_window(
    q: float, r: float, b: float, c: float, p_fail: float, tax: float, kappa: float, S: int, seed: int, bodies: int
) -> dict[str, Measured]:
    """Spread at which half the bodies stop passing, at which imposition starts to harm, and passes on either side."""
    rules = {"quota": q, "risk": r, "cost": c, "global_share": 1 - p_fail}
    rules |= {"treaty_dues": tax / b, "mismatch_cost": kappa / b}  # the engine's are shares of the endowment (D0)
    if r * b * p_fail - c * b - tax <= 0:
        return {"H_gridlock": Measured(0.0), "H_backfire": Measured(0.0)}
    gridlock, backfire = np.empty(bodies), np.empty(bodies)
    for n in range(bodies):
        body = assembled(S, seed + n, b, rules, contributing=False)
        gridlock[n] = highest(lambda H, body=body: passes(body, H))
        imposed = assembled(S, seed + n, b, rules, contributing=True)
        backfire[n] = highest(lambda H, body=imposed, r=r * p_fail: welfare_imposed(body, H) > 1 - r)
    middle = float(np.median(gridlock))
    harm = float((backfire**-2.0).mean() ** -0.5)  # where the mean over all bodies turns: harm grows with H squared
    figures = {
        "H_gridlock": Measured(middle, 1.2533 * gridlock.std(ddof=1) / np.sqrt(bodies)),
        "H_backfire": Measured(harm, backfire.std(ddof=1) / np.sqrt(bodies)),
        "window_open": Measured(float(harm < middle)),
    }
    for name, level in LEVELS.items():
        share = (gridlock >= level * middle).mean()
        figures[name] = Measured(share, np.sqrt(max(share * (1 - share), 1 / bodies) / bodies))
    return figures


def assembled(S: int, seed: int, b: float, rules: dict[str, float], contributing: bool) -> FormalBody:
    """The product's formal body over S like states, in the limits of DEFINITIONS D16."""
    limits: dict[str, Any] = {
        "actors": S, "actors_per_state": 1, "local_heterogeneity": 0, "perception_noise": 0, "elite_weight": 0,
        "mutation": 0, "initial_cooperation": float(contributing), "global_threshold": 0, "shock_step": 0,
        "imitation_strength": 100, "monitoring": 1, "bind_all": 1, "meeting_interval": 1, "ratification_hazard": 1,
        "decision_cost": 0, "elite_insulation": 0, "global_uncertainty": 0, "readiness_spread": 0, "peer_pull": 0,
        "procedure_hazard": 1, "tailoring": 0, "entry_means": 0, "term": 1,
    }  # fmt: skip
    world = build("random", seed, checked(limits))
    rows = world.rows.copy()
    rows["endowment"], rows["exposure"], rows["rich"] = b, 1.0, 1
    model = Westphalia(replace(world, rows=rows), ["formal_body"], seed, limits)
    issue = model.issues[0]
    for name, value in rules.items():
        issue.settings[name] = value
    issue.settings["choice_strength"] = SHARP
    issue.settings["treaty_fine"] = FULL_COMPLIANCE
    body = issue.institutions[0]
    assert isinstance(body, FormalBody)
    body.quota = rules["quota"]  # a body reads it when it is founded,
    issue.environment.settle(issue.strain())  # and actors come to see the risk in the first month
    issue.settle()
    return body


def spread_out(body: FormalBody, H: float) -> None:
    """The same states, their optima spread by H."""
    body.issue.settings["heterogeneity"] = H
    body.issue.environment.settle(body.issue.strain())


def passes(body: FormalBody, H: float) -> bool:
    """Whether the body adopts its mean proposal."""
    spread_out(body, H)
    body.adopt()
    return body.adopted


def welfare_imposed(body: FormalBody, H: float) -> float:
    """Mean payoff when all contribute under the treaty, whether they wanted it or not."""
    if body.in_force:
        body.lapse()
    spread_out(body, H)
    body.draft(body.everyone)
    body.enter_into_force()
    body.bind(np.flatnonzero(body.everyone))
    body.issue.count_success()
    body.issue.pay()
    rows = body.issue.rows
    return float(rows["payoff"].mean())


def highest(holds: Any) -> float:
    """Highest spread at which it still holds, by halving; 2 at most doubles until it fails."""
    low, high = 0.0, 1.0
    while holds(high) and high < 1e6:
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return (low + high) / 2
