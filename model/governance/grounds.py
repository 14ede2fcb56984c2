"""What a state's V was made of: the terms that add up to it, weighted within the state as its vote is (D9, D12)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from agents.compiled import compiled_to_arrays
from model.compiled import loop
from model.events import Because, Event
from model.governance.consent import voice
from model.governance.expectation import TERMS, parts_of, total, write_terms
from model.governance.forecast import Forecast, Negotiation, bound, less_rivals, of_a_text, of_membership, outlook

DUST = 1e-12  # a difference that is rounding alone


class Grounds(NamedTuple):
    """The terms of the V of the states that were last asked, and the name of what their V holds beyond D9: what rivals
    gain, or what outsiders suffer."""

    states: np.ndarray  # ascending
    terms: np.ndarray  # in the order of TERMS, shape (len(states), len(TERMS))
    beyond: str = "rivals"

    def of(self, states: np.ndarray, gains: np.ndarray) -> np.ndarray:
        """The terms of some of the states, whose sums are `gains`; shape (len(states), len(TERMS) + 1)."""
        terms = self.terms[np.searchsorted(self.states, states)]
        rest = gains - terms.sum(axis=1)
        return np.column_stack([terms, np.where(np.abs(rest) > DUST, rest, 0.0)])

    @property
    def names(self) -> tuple[str, ...]:
        return (*TERMS, self.beyond)


class Said(NamedTuple):
    """What several states did in a month, each for its own reason; an event each when the book is read."""

    month: int
    kind: str
    institution: str
    states: np.ndarray
    gains: np.ndarray  # V of each
    grounds: Grounds | None

    def events(self) -> Iterator[Event]:
        """One event a state, with its V and the terms of it."""
        names: tuple[str, ...] = ()
        terms = np.zeros((len(self.states), 0))
        if self.grounds is not None:
            names, terms = self.grounds.names, self.grounds.of(self.states, self.gains)
        for s, gain, of_s in zip(self.states.tolist(), self.gains.tolist(), terms.tolist(), strict=True):
            because = Because(gain, names, of_s)
            yield Event(self.month, self.kind, self.institution, self.institution, [s], gain, because)


class Vote(NamedTuple):
    """A vote, for what reasons on average; an event when the book is read."""

    month: int
    institution: str
    voters: np.ndarray  # states
    yes: np.ndarray  # bool, same shape
    gains: np.ndarray  # V of each
    grounds: Grounds | None
    told: dict[str, Any]  # the tally

    def events(self) -> Iterator[Event]:
        """The one event, with mean V and mean terms."""
        why, share = {}, np.nan
        if len(self.voters):
            why, share = on_average(self.grounds, self.voters, self.gains).numbers(), float(self.yes.mean())
        about = (self.month, "vote", self.institution, self.institution, self.voters[self.yes], share)
        yield Event(*about, {**self.told, **why})


def on_average(grounds: Grounds | None, states: np.ndarray, gains: np.ndarray) -> Because:
    """Why the states together said what they said: mean V and mean terms."""
    if grounds is None:
        return Because(float(gains.mean()), (), ())
    return Because(float(gains.mean()), grounds.names, grounds.of(states, gains).mean(axis=0).tolist())


@loop
def accessions_by_term(states: np.ndarray, talks: Negotiation, month: int) -> tuple[np.ndarray, np.ndarray]:
    """`consent.accessions`, and its terms; shapes (len(states),) and (len(states), len(TERMS))."""
    return valued_by_term(states, talks, of_membership(states, talks, month), 0.0)


@loop
def votes_by_term(
    states: np.ndarray, talks: Negotiation, at_table: np.ndarray, coverage: float
) -> tuple[np.ndarray, np.ndarray]:
    """`consent.votes`, and the terms of what is not due to rivals; shapes as above."""
    gains, terms = valued_by_term(states, talks, of_a_text(states, talks, at_table), coverage)
    return less_rivals(states, gains, talks.rows, talks.settings[0]), terms


@compiled_to_arrays
def valued_by_term(
    states: np.ndarray, talks: Negotiation, foreseen: Forecast, coverage: float
) -> tuple[np.ndarray, np.ndarray]:
    """`consent.valued`, and its terms in the order of TERMS; shapes (len(states),) and (len(states), len(TERMS))."""
    rows, homes, p = talks.rows, talks.homes, talks.settings[0]
    text = talks.agreements.row[talks.a]
    own, sums, first = np.empty(len(TERMS)), np.empty(len(TERMS)), np.empty(len(TERMS))
    gains, out, terms = np.zeros(len(rows)), np.empty(len(states)), np.empty((len(states), len(TERMS)))
    for k in range(len(states)):
        weight, sums[:] = 0.0, 0.0
        start, end = homes.start[states[k]], homes.start[states[k] + 1]
        with_ = bound(states[k], coverage, talks, foreseen)
        for position in range(start, end):
            i = homes.actor[position]
            parts = parts_of(rows[i], outlook(i, states[k], talks, foreseen, with_), text, p)
            gains[i] = total(rows[i], parts)
            write_terms(rows[i], parts, own)
            weight += rows[i].voice
            for term in range(len(TERMS)):
                sums[term] += rows[i].voice * own[term]
                first[term] = own[term] if position == start else first[term]
        out[k] = voice(states[k], rows, homes, gains, p)
        for term in range(len(TERMS)):  # as `voice` weighs them
            terms[k, term] = (1.0 - p.elite_weight) * sums[term] / weight + p.elite_weight * first[term]
    return out, terms
