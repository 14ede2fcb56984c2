"""Contribute or not, at a constant cost and benefit: the coalition is the smallest that pays for itself.

Barrett 2003, "Environment and statecraft", ch. 7: k* = the least whole number no less than c / b. Where that is one,
everyone contributes unasked, a treaty changes nothing, and all its sizes are alike.
"""

import numpy as np

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.coalition_game import BENEFIT, CONTROL, COUNTRIES, gains_of, sizes

ROUNDING = 1e-12


@replicates(__doc__, COUNTRIES, BENEFIT, symbol("c", 2.5, 1e-6, 1e6, "cost of contributing"), *CONTROL)
def binary_linear(n: int, b: float, c: float, seed: int) -> dict[str, Measured]:
    """Largest size at which the engine's coalitions settle: members contribute once that pays for them together.

    Where it pays each alone, outsiders contribute too and it is the smallest size, the one that pays for itself.
    """
    k = np.arange(n + 1)
    worth_it = k * b >= c * (1 - ROUNDING)
    unasked = bool(worth_it[1])
    benefit = b * (np.full(n + 1, n) if unasked else np.where(worth_it, k, 0))
    member, outsider = benefit - np.where(worth_it | unasked, c, 0.0), benefit - c * unasked
    figures = sizes(gains_of(member, outsider), seed)
    if unasked:
        return {"k_star": figures["k_smallest"]}
    contributes = worth_it[int(figures["k_star"].value)]
    return {"k_star": figures["k_star"] if contributes else Measured(0)}
