"""One treaty in the engine's formal body, from its adoption on: how many parties it has, month by month."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from experiments.ask.case import Value
from experiments.studies.record.treaties import HORIZON, PARTIES, Treaty
from model.build import build
from model.earth import members
from model.governance.formal_body import FormalBody
from model.settings import checked
from model.westphalia import Westphalia
from model.world import World

YEAR = 12
MONTHS = round(HORIZON * YEAR)


class Course(NamedTuple):
    """What becomes of a treaty: parties at the end of each month since adoption, shape (months,), empty if never
    adopted; and, at the end, the share of the states outside that would lose by joining (NaN where none is outside)."""

    parties: np.ndarray
    unwilling: float


def settings_of(treaty: Treaty, free: Mapping[str, float]) -> dict[str, Value]:
    """All settings of the model for this treaty, the free figures among them; raises BadInput."""
    return checked({**treaty.settings, **free, "cost": treaty.burden * free["cost"]})


def course(treaty: Treaty, free: Mapping[str, float], seed: int) -> Course:
    """Play the treaty until the last number of interest or the horizon is reached; the clock starts at adoption.

    A text that no conference of as many months adopts is never a treaty.
    """
    settings = settings_of(treaty, free)
    world = at_stake(build("earth", seed, settings), treaty.oecd_stake)
    model = Westphalia(world, ["formal_body"], seed, settings)
    body = model.issues[0].institutions[0]
    assert isinstance(body, FormalBody)
    parties: list[int] = []
    for _ in range(int(settings["meeting_interval"]) + MONTHS):
        model.step()
        if parties or body.adopted:  # a treaty that all have left is still the treaty of the record
            parties.append(int(body.parties.sum()))
            if parties[-1] >= max(PARTIES) or len(parties) == MONTHS:
                break
    return Course(np.array(parties, int), unwilling(body))


def unwilling(body: FormalBody) -> float:
    """Share of the states outside that would lose by joining, or by the text at its quota while it is not in force."""
    outside = np.flatnonzero(~body.parties)
    if not len(outside):
        return float("nan")
    return float(((body.consent(outside) if body.in_force else body.willing(outside)) <= 0).mean())


def at_stake(world: World, oecd: float) -> World:
    """The same world where all actors at home in the OECD have so many times their exposure."""
    if oecd == 1:
        return world
    inside = np.isin(world.states["code"], members("OECD"))
    rows = world.rows.copy()
    settled = rows["home"] >= 0
    rows["exposure"][settled] *= np.where(inside[rows["home"][settled]], oecd, 1.0)
    return replace(world, rows=rows)


def years_to(parties: np.ndarray, number: int) -> float:
    """Years from adoption until there are so many parties for the first time; inf where there never are."""
    reached = np.flatnonzero(parties >= number)
    return float((reached[0] + 1) / YEAR) if len(reached) else float("inf")
