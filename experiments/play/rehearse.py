"""Compile, or load, every rule once before there are workers, who would each do it again."""

from experiments.ask.waiting import said_if_slow
from experiments.play.world import play
from model.governance import INSTITUTIONS
from model.westphalia import Westphalia

# A small world in which a treaty passes at once and coalitions come and go, so that every rule is called.
REHEARSAL = {
    "quota": 0.01, "risk": 1.0, "cost": 0.0, "treaty_dues": 0.0, "treaty_fine": 0.0, "heterogeneity": 0.01,
    "ratification_hazard": 1.0, "meeting_interval": 2, "subcommittee_interval": 1, "proposal_rate": 0.5,
    "contact_rate": 1.0, "review_rate": 1.0, "coalition_notice": 1, "shock_step": 3, "actors": 200,
}  # fmt: skip
REHEARSED = 5  # months


def rehearse(world: str) -> None:
    """Call every rule on a world of this name."""

    def end_all_pacts(model: Westphalia) -> None:
        for institution in model.issues[0].institutions:
            if model.issues[0].month == REHEARSED:
                institution.lapse()

    with said_if_slow("compiling the model, because its code is new: this takes up to a minute"):
        play(world, INSTITUTIONS, 1, REHEARSED, REHEARSAL, watch=end_all_pacts)
