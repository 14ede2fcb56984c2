"""Which policies a body cannot change any more, however they came about.

Krehbiel 1998, "Pivotal politics"; Tsebelis 2002, "Veto players": no status quo between the (n - q + 1)-th and the q-th
ideal point can be moved by q votes. For ideal points drawn from U(0, 1) its mean length is (2 q - n - 1) / (n + 1).
"""

from collections.abc import Mapping
from math import sqrt
from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, no_more, replicates, symbol
from model import luck
from model.game import mismatch
from model.governance.formal_body import enough

STEP = 1e-9  # an amendment so small that whoever lies on its side gains
BODIES = 20_000


def _limits(values: Mapping[str, Any]) -> None:
    no_more(values, "q", "n")


@replicates(
    __doc__, symbol("n", 195, 1, 1000, "members"), symbol("q", 130, 1, 1000, "votes needed"), SEED,
    symbol("draws", BODIES, 100, 10**6, "bodies with a status quo by luck"), limits=_limits,
)  # fmt: skip
def gridlock(n: int, q: int, seed: int, draws: int) -> dict[str, Measured]:
    """Share of status quos in U(0, 1) that no vote can change: the mean length of the gridlock interval."""
    stuck = sum(unmovable(n, q, seed, body) for body in range(draws)) / draws
    return {"gridlock_length": Measured(stuck, sqrt(max(stuck * (1 - stuck), 1 / draws) / draws))}


def unmovable(n: int, q: int, seed: int, body: int) -> bool:
    """Whether no small amendment finds its votes: members vote for what costs them less by the product's mismatch."""
    draws = luck.uniforms(np.uint64(luck.stream(seed, luck.BENT, body)), np.arange(n + 1, dtype=np.uint64))
    ideal, status_quo = draws[:n], draws[n]
    now = mismatch.__wrapped__(1.0, status_quo, ideal)  # type: ignore[attr-defined]
    for amended in (status_quo - STEP, status_quo + STEP):
        if enough((mismatch.__wrapped__(1.0, amended, ideal) < now).sum(), n, q / n):  # type: ignore[attr-defined]
            return False
    return True
