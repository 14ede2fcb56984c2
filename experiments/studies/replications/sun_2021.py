"""Enforcement that may reward contributors instead of fining free-riders.

Sun, Liu, Chen, Szolnoki & Vasconcelos 2021, "Combination of institutional incentives for cooperative governance of
risky commons", iScience 24, 102844. A share alpha of the budget rewards every contributor, sponsors included; the rest
fines those who withhold.
"""

from typing import Any

from experiments.studies.replications.case import Measured, replicates, symbol
from experiments.studies.replications.population import CONTROL, PLAY, trigger_limits
from experiments.studies.replications.vasconcelos_2013 import SPONSORS, sponsored

REWARDS = symbol("alpha", 0.0, 0, 1, "share of the budget spent on rewards")


@replicates(__doc__, *SPONSORS, *PLAY, REWARDS, *CONTROL, limits=trigger_limits)
def sun_2021(**values: Any) -> dict[str, Measured]:
    """Long-run achievement, share of groups under enforcement, and shares of contributors and sponsors."""
    return sponsored(**values)
