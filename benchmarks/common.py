"""The common game: what every rival plays, on which ties and groups, and from which start.

Two worlds of one shape. `ours` has actors of every kind. In `alike` all are of one kind with one endowment and one
attention, so that our rules come down to the game that floor.c and the Mesa twin play.
"""

from dataclasses import replace

import numpy as np

from agents.civil_society import CivilSociety
from model import luck
from model.build import build
from model.issue import Issue
from model.settings import checked
from model.westphalia import Westphalia
from model.world import World

GAME = {"risk": 0.5, "cost": 0.1, "threshold": 0.5, "strength": 5.0, "revision_rate": 1.0, "mutation": 0.01}
SETTINGS = {
    "risk": 0.5, "cost": 0.1, "threshold": 0.5, "imitation_strength": 5.0, "revision_rate": 1.0, "mutation": 0.01,
    "group_size": 9, "mean_ties": 8, "global_share": 0.0, "initial_cooperation": 0.6, "shock_step": 0,
}  # fmt: skip


def ours(actors: int, seed: int = 1) -> Westphalia:
    """Our model of the common game, with actors of every kind."""
    return Westphalia("random", (), seed, SETTINGS | {"actors": actors})


def alike(actors: int, seed: int = 1) -> Westphalia:
    """The same ties, where all actors are of a kind that has the usual rules."""
    settings = SETTINGS | {"actors": actors}
    world = build("random", seed, checked(settings))
    return Westphalia(replace(world, rows=levelled(world), ties=even(world), _groups={}), (), seed, settings)


def levelled(world: World) -> np.ndarray:
    """The world's actors, made alike."""
    rows = world.rows.copy()
    rows["kind"], rows["rich"] = CivilSociety.code, 1
    rows["endowment"] = rows["exposure"] = rows["soft_power"] = 1.0
    return rows


def even(world: World):  # type: ignore[no-untyped-def]
    """The world's ties, all of one weight."""
    return world.ties._replace(weight=np.ones_like(world.ties.weight))


def start(issue: Issue) -> np.ndarray:
    """Who contributes at the start, shape (actors,), bool."""
    return luck.uniforms(issue.lasting(luck.START), issue.rows["id"]) < SETTINGS["initial_cooperation"]


def rewind(model: Westphalia) -> None:
    """Back to month 0, so that every round plays the same months."""
    for issue in model.issues:
        issue.month, issue.watched = 0, -1
        issue.memory.conduct[:] = 0
        issue.environment.settle(issue.strain())
        issue.settle()


def play_ours(model: Westphalia, steps: int) -> float:
    """The lines of the step that the common game has: success, payoffs, plans, conduct. Mean share of contributors."""
    issue, total = model.issues[0], 0.0
    for _ in range(steps):
        issue.month += 1
        issue.count_success()
        issue.pay()
        issue.decide()
        issue.carry_out()
        total += np.count_nonzero(issue.rows["strategy"])
    return total / steps / len(issue.rows)
