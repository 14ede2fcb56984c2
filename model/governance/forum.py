"""Which forum a state turns to, and how it looks at what its rivals gain there.

Busch 2007, "Overlapping institutions, forum shopping, and dispute settlement"; Alter & Meunier 2009 on complexes of
regimes. Grieco 1988 and Powell 1991 on relative gains.
"""

from typing import Protocol

import numpy as np

from agents.actor import fermi
from model import luck
from model.issue import Issue


class Pact(Protocol):
    """What a choice between pacts of states reads of each."""

    issue: Issue
    slot: int
    parties: np.ndarray
    in_force: bool

    @property
    def may_leave(self) -> bool:
        """Whether there is a way out."""

    def consent(self, states: np.ndarray) -> np.ndarray:
        """V of each of the states as a party against none."""

    def switch(self, states: np.ndarray, gains: np.ndarray, elsewhere: np.ndarray) -> None:
        """The states leave at once for another pact: V of this one to each of them, and of the other one."""


def preferring(
    pact: Pact, states: np.ndarray, gains: np.ndarray, willing: np.ndarray
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Who of the willing enters this pact (bool), where a state is in one at a time: who is in another, by a logit on
    what this one adds (McFadden 1974), unless there is no way out of it; and what each other pact is worth to all."""
    issue = pact.issue
    draws = luck.uniforms(issue.key(luck.FORUM, issue.month * len(issue.institutions) + pact.slot), issue.rows["id"])
    entering, inside_worth = willing.copy(), []
    for other in others(pact):
        inside = other.parties[states]
        worth = np.zeros(len(states))
        if other.in_force and inside.any():
            worth[inside] = other.consent(states[inside])
        chance = np.array([fermi(gain, issue.figures["choice_strength"]) for gain in gains - worth])
        switch = draws[states] < chance
        entering &= ~inside | (switch & other.may_leave)
        inside_worth.append(worth)
    return entering, inside_worth


def leave_others(
    pact: Pact, states: np.ndarray, gains: np.ndarray, entering: np.ndarray, worths: list[np.ndarray]
) -> None:
    """Who enters this pact leaves the one it is in."""
    for other, worth in zip(others(pact), worths, strict=True):
        leaving = entering & other.parties[states]
        other.switch(states[leaving], worth[leaving], gains[leaving])


def others(pact: Pact) -> list[Pact]:
    """The other pacts of states on the issue."""
    return [x for x in pact.issue.institutions if x is not pact and x.parties is not None]
