"""What an outcome declares holds: it reads nothing else, keeps to its bounds, and has one value an actor if it says so."""

import numpy as np
import pytest

from model import outcome as declarations
from model.issue import Issue
from model.outcomes import EACH, OUTCOMES, SHARE, Outcome, final, monthly, recorded
from model.outcomes.response import PRE_SHOCK
from model.record import Record
from model.westphalia import Westphalia

INSTITUTIONS = ("formal_body", "local_institution", "coalitions", "subcommittee", "g8")
SETTINGS = {
    "actors": 80, "heterogeneity": 0.05, "meeting_interval": 3, "ratification_hazard": 0.5, "proposal_rate": 0.1,
    "shock_step": 20, "quota": 0.3, "norm_dynamics": "naming_game", "norm_committed": 0.3, "agenda": "same",
    "expulsion_bar": 0.3, "coalition_notice": 0, "forum_choice": 1, "risk": 0.8,
}  # fmt: skip
STEPS = 80


def play(outcomes: dict[str, Outcome], *institutions: str) -> Record:
    record = Record(Westphalia("random", institutions, 5, SETTINGS).issues[0], STEPS, outcomes)
    return played(record)


def played(record: Record) -> Record:
    model = record.issue.model if hasattr(record.issue, "model") else None
    assert model is None
    return record
