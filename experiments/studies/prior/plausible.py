"""Which drawn points are worlds, and so may be in a prior (DEFINITIONS B, "Priors must be worlds").

Ranges are drawn independently, so some combinations describe no world: nobody would contribute at any risk, no policy
would be worth its misfit, or an actor would pay more than it has. Such points are dropped, and counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from experiments.ask.case import Value
from experiments.ask.factor import Factor

PARTNERS = 20
"""Other members of the largest coalition that an actor pays for. Assumed: twice the largest that came about in two
worlds of 200 actors at the defaults (9 and 11 members)."""
FINES = ("treaty_fine", "coalition_fine", "local_fine", "outsider_sanction")
RISK, MISFIT, CHARGES = "risk > cost", "mismatch_cost (H^2 + h^2) <= risk", "fines, sanctions and dues <= 1"
CONDITIONS = (RISK, MISFIT, CHARGES)
AT_ONCE = 1024  # points drawn at a time; any number gives the same points


class Drawn(NamedTuple):
    """One point as drawn: its values, and the first condition that it breaks ("" where it is a world)."""

    point: dict[str, Value]
    broken: str


def broken(p: Mapping[str, Value]) -> str:
    """The first of CONDITIONS that these complete settings break; "" where they are a world."""
    risk, spreads = float(p["risk"]), (float(p["heterogeneity"]), float(p["local_heterogeneity"]))
    if not risk > float(p["cost"]):
        return RISK
    if float(p["mismatch_cost"]) * sum(h * h for h in spreads) > risk:
        return MISFIT
    return "" if charges(p) <= 1 else CHARGES


def charges(p: Mapping[str, Value]) -> float:
    """The most that an actor can be fined and charged in a month, as a share of its endowment.

    It withholds, is noticed by all (every fine counts in full), is bound by one treaty and one coalition of PARTNERS
    others which both decide this month (each charges a levy), all its groups enforce, all its neighbours hold the norm,
    and all its ties abroad are members of a club that it is not in. Assumed: it is not in a subcommittee too, as few
    states are. What it chooses to pay (contributions, sponsoring, exchange) and misfit are not charges.
    """
    shame = float(p["social_sanction"]) if p["norm_dynamics"] != "off" else 0.0
    dues = float(p["treaty_dues"]) + PARTNERS * float(p["coalition_dues"]) + 2 * float(p["decision_cost"])
    return sum(float(p[name]) for name in FINES) + shame + dues


def drawn(factors: Sequence[Factor], settings: Mapping[str, Value], seed: int) -> Iterator[Drawn]:
    """The endless stream of scrambled Sobol points (Owen 1998), each with what it breaks; `settings` are the rest."""
    from scipy.stats import qmc  # slow to load

    stream = qmc.Sobol(len(factors), rng=seed)
    while True:
        for shares in stream.random(AT_ONCE).tolist():
            point = {f.name: f.value(u) for f, u in zip(factors, shares, strict=True)}
            yield Drawn(point, broken({**settings, **point}))


def worlds(stream: Iterator[Drawn], number: int) -> tuple[list[dict[str, Value]], dict[str, int]]:
    """The first so many points that are worlds, and how many before the last of them broke which condition."""
    kept: list[dict[str, Value]] = []
    dropped = dict.fromkeys(CONDITIONS, 0)
    while len(kept) < number:
        point, breaks = next(stream)
        if breaks:
            dropped[breaks] += 1
        else:
            kept.append(point)
    return kept, dropped
