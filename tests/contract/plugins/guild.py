"""Guilds watch those with means (after Greif, Milgrom & Weingast 1994)."""

import numpy as np

from westphalia import Actor, notice, rule


class Guild(Actor):
    """An association of merchants."""

    presence_share = 0.3
    circle = "merchants"

    @staticmethod
    def presence(states):
        return np.ones(len(states))

    @rule
    def attention(me, other, tie, p):  # noqa: N805  a rule reads a row
        return notice(me, other, tie, p) * other.endowment * other.endowment
