"""Whether a voter consents to an agreement: one logit for every body (DEFINITIONS D10).

A state votes as one: V = (1 - e) (weighted mean over its actors, governments with weight 1) + e (its government), where
e is the elite weight. It says yes with probability 1 / (1 + exp(-beta_c V)) (McFadden 1974). The draw is kept for a
term of office, and until the text changes: asked anew each month, everyone would give in at last.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row, fermi
from agents.compiled import compiled, compiled_to_arrays
from model import luck
from model.compiled import loop
from model.ties import Homes

CONSENT, OFFICE = luck.purpose("consent"), luck.purpose("office")


class When(NamedTuple):
    """The luck of decisions in a month."""

    seed: int
    month: int


@compiled
def term_of(who: np.uint64, when: When, term: int) -> int:
    """In which term of office an actor is; each has begun at its own time."""
    start = int(luck.uniform(luck.stream(when.seed, OFFICE, 0), who) * term)
    return (when.month + start) // term


@compiled
def says_yes(gain: float, strength: float, draw: float) -> bool:
    """The one rule of consent (McFadden 1974)."""
    return draw < fermi(gain, strength)


@compiled
def consents(who: np.uint64, gain: float, terms: Row, when: When, p: Row) -> bool:
    """Whether an actor says yes to an agreement at this gain; the draw is that of the text and the term of office."""
    key = luck.stream(when.seed, CONSENT, term_of(who, when, p.term))
    text = luck.mixed(terms.name + np.uint64(terms.written))
    return says_yes(gain, p.choice_strength, luck.pair_uniform(key, text, who))


@loop
def yeses(gains: np.ndarray, ids: np.ndarray, terms: np.ndarray, when: When, settings: np.ndarray) -> np.ndarray:
    """Who of those with these ids says yes at these gains; bool, shape (n,)."""
    out = np.empty(len(ids), np.bool_)
    for k in range(len(ids)):
        out[k] = consents(ids[k], gains[k], terms[0], when, settings[0])
    return out


@loop
def chances(gains: np.ndarray, settings: np.ndarray) -> np.ndarray:
    """Probability of a yes at these gains, shape (n,)."""
    out = np.empty(len(gains))
    for k in range(len(gains)):
        out[k] = fermi(gains[k], settings[0].choice_strength)
    return out


@compiled
def voice(s: int, rows: np.ndarray, homes: Homes, gains: np.ndarray, p: Row) -> float:
    """The state's V from its actors' gains; its government is the first of its actors."""
    weight, society = 0.0, 0.0
    for position in range(homes.start[s], homes.start[s + 1]):
        i = homes.actor[position]
        weight += rows[i].voice
        society += rows[i].voice * gains[i]
    return (1.0 - p.elite_weight) * society / weight + p.elite_weight * gains[homes.actor[homes.start[s]]]


@compiled_to_arrays
def voices(rows: np.ndarray, homes: Homes, gains: np.ndarray, p: Row) -> np.ndarray:
    """V of every state from its actors' gains, shape (states,)."""
    out = np.empty(len(homes.start) - 1)
    for s in range(len(out)):
        out[s] = voice(s, rows, homes, gains, p)
    return out


@loop
def reported(rows: np.ndarray, homes: Homes, settings: np.ndarray) -> np.ndarray:
    """The policy each state reports as fitting it, weighted as its vote is (D14), shape (states,)."""
    return voices(rows, homes, rows["reported"].copy(), settings[0])


@loop
def weighed_gains(rows: np.ndarray, homes: Homes, gains: np.ndarray, settings: np.ndarray) -> np.ndarray:
    """V of every state from the given gains of its actors, shape (states,)."""
    return voices(rows, homes, gains, settings[0])
