"""A treaty that enters into force only with enough members makes each of them pivotal.

Carraro, Marchiori & Oreffice 2009, "Endogenous minimum participation in international environmental treaties",
Environmental and Resource Economics 42, 411, in the linear-quadratic game.
"""

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.coalition_game import (
    BENEFIT,
    CONTROL,
    COST,
    COUNTRIES,
    gains_of,
    linear_quadratic_payoffs,
    rule_limits,
    sizes,
)


@replicates(
    __doc__, COUNTRIES, BENEFIT, COST, symbol("m", 5, 1, 1000, "minimum participation"), *CONTROL, limits=rule_limits
)
def participation_rule(n: int, b: float, c: float, m: int, seed: int) -> dict[str, Measured]:
    """What a member of exactly m would lose by leaving, and the largest size at which coalitions settle."""
    gain = gains_of(*linear_quadratic_payoffs(n, b, c), minimum=m)
    k_star = sizes(gain, seed)["k_star"]
    return {"pivotal_gain": Measured(float(gain[m - 1])), "k_star": k_star if k_star.value >= m else Measured(0)}
