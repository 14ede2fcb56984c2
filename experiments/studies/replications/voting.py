"""How often a body of independent members passes anything, and whose vote it depends on.

Coleman 1971, "Control of collectivities and the power of a collectivity to act"; Shapley & Shubik 1954, APSR 48, 787.
The UN Security Council is 15 members, 9 votes, 5 vetoes. Every ballot goes through the product's own count.
"""

from collections.abc import Mapping
from math import comb, sqrt
from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, no_more, replicates, symbol
from model import luck
from model.governance.formal_body import carried

FEW = 16  # members up to which all ballots are counted
BALLOTS = 200_000  # drawn where they are too many


def _limits(values: Mapping[str, Any]) -> None:
    no_more(values, "q", "n")
    no_more(values, "v", "n")


@replicates(
    __doc__, symbol("n", 15, 1, 1000, "members"), symbol("q", 9, 1, 1000, "votes needed"),
    symbol("v", 5, 0, 1000, "members with a veto"), symbol("p", 0.5, 0, 1, "chance of a yes"), SEED, limits=_limits,
)  # fmt: skip
def voting(n: int, q: int, v: int, p: float, seed: int) -> dict[str, Measured]:
    """Chance that a proposal passes, and the power of a member with and without a veto."""
    return (all_ballots(n, q, v, p) if n <= FEW else drawn_ballots(n, q, v, p, seed)) | power(n, q, v)


def count(yes: np.ndarray, q: int, v: int) -> bool:
    """The product's count: everyone votes, the first v have a veto."""
    return carried(yes, np.ones(len(yes), bool), np.arange(v), q / len(yes))


def all_ballots(n: int, q: int, v: int, p: float) -> dict[str, Measured]:
    total = 0.0
    for ballot in range(1 << n):
        yes = (ballot >> np.arange(n)) & 1 > 0
        if count(yes, q, v):
            total += p ** yes.sum() * (1 - p) ** (n - yes.sum())
    return {"pass_probability": Measured(float(total))}


def drawn_ballots(n: int, q: int, v: int, p: float, seed: int) -> dict[str, Measured]:
    """The passes among ballots by luck; the count depends on the totals, so each distinct ballot is counted once."""
    totals: dict[tuple[int, int], bool] = {}
    passed = 0
    members = np.arange(n, dtype=np.uint64)
    for ballot in range(BALLOTS // 10):
        yes = luck.uniforms(np.uint64(luck.stream(seed, luck.CHOOSE, ballot)), members) < p
        key = (int(yes[:v].sum()), int(yes[v:].sum()))
        if key not in totals:
            totals[key] = count(yes, q, v)
        passed += totals[key]
    share, drawn = passed / (BALLOTS // 10), BALLOTS // 10
    return {"pass_probability": Measured(share, sqrt(max(share * (1 - share), 1 / drawn) / drawn))}


def power(n: int, q: int, v: int) -> dict[str, Measured]:
    """Shapley-Shubik: how often a member turns defeat into victory as members come in one after the other."""
    figures = {}
    for name, member, kin, others in (("shapley_veto", 0, v, n - v), ("shapley_plain", n - 1, n - v, v)):
        figures[name] = Measured(_pivots(n, q, v, member) if kin else 0.0)
        del others
    return figures


def _pivots(n: int, q: int, v: int, member: int) -> float:
    """Share of all orders in which this member is pivotal, by the number of each kind that came before it."""
    vetoes, plain = v - (member < v), n - v - (member >= v)
    total = 0.0
    for a in range(vetoes + 1):
        for d in range(plain + 1):
            before = np.zeros(n, bool)
            first_veto, first_plain = int(member == 0 and v > 0), v
            before[first_veto : first_veto + a] = True
            before[first_plain : first_plain + d] = True
            after = before.copy()
            after[member] = True
            if count(after, q, v) and not count(before, q, v):
                total += comb(vetoes, a) * comb(plain, d) / comb(n - 1, a + d) / n
    return total
