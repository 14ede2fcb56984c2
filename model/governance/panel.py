"""A permanent network panel: experts who advise all bodies on the issue and inform the public.

Haas 1992 on epistemic communities; the IPCC is the model. It divides by 1 + experts each body's error
about the preferred policy and each actor's error about the risk; decisions with advice cost more.
"""

from collections.abc import Mapping
from typing import Any

from model.governance.institution import Institution

FEE = 0.1  # of the cost of a decision, for each expert (assumed)


class Panel(Institution):
    """Advice to every other institution; it binds nobody."""

    stage = "organ"

    @classmethod
    def informs(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        experts = float(settings["panel_experts"])
        return {
            **settings,
            "estimate_noise": settings["estimate_noise"] / (1.0 + experts),
            "perception_noise": settings["perception_noise"] / (1.0 + experts),
            "decision_cost": settings["decision_cost"] * (1.0 + FEE * experts),
        }

    def act(self) -> None:
        """It sits all the time: what it knows is in the issue's settings from the start."""
