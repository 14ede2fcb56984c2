"""Linear benefits and quadratic costs of abatement: stable coalitions are of two or three, whatever the stakes.

Carraro & Siniscalco 1993, "Strategies for the international protection of the environment", J. Public Econ. 52, 309;
Barrett 2003, "Environment and statecraft", ch. 7.
"""

from experiments.studies.replications.case import Measured, replicates
from experiments.studies.replications.coalition_game import (
    BENEFIT,
    CONTROL,
    COST,
    COUNTRIES,
    gains_of,
    linear_quadratic_payoffs,
    sizes,
)


@replicates(__doc__, COUNTRIES, BENEFIT, COST, *CONTROL)
def linear_quadratic(n: int, b: float, c: float, seed: int) -> dict[str, Measured]:
    """Sizes at which the engine's coalitions settle."""
    return sizes(gains_of(*linear_quadratic_payoffs(n, b, c)), seed)
