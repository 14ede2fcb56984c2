"""Whether a voter consents to an agreement: one logit for every body (DEFINITIONS D10).

A state votes as one: V = (1 - e) (weighted mean over its actors, governments with weight 1) + e (its government), where
e is the elite weight. It says yes with probability 1 / (1 + exp(-beta_c V)) (McFadden 1974). The draw is kept for a
term of office, and until the text changes: asked anew each month, everyone would give in at last.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row, fermi
from agents.compiled import compiled
from model import luck
from model.agreement import Agreements
from model.compiled import loop
from model.game import mismatch
from model.governance.expectation import (
    Outlook,
    compliance,
    expected_of,
    expected_rebate,
    mean_rate,
    observed,
    prospect,
)
from model.groups import Groups
from model.ties import Homes

CONSENT, OFFICE = luck.purpose("consent"), luck.purpose("office")
ALONE, ALL, NONE = 0, 1, 2  # who is bound in a forecast: the own state alone, all at the table, not even the own state


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


class Negotiation(NamedTuple):
    """All that a state's consent to an agreement reads."""

    rows: np.ndarray
    groups: Groups
    homes: Homes
    agreements: Agreements
    slot: int
    a: int  # the agreement's row
    settings: np.ndarray


class Forecast(NamedTuple):
    """What the asked states' actors expect in the three cases ALONE, ALL and NONE."""

    rate: np.ndarray  # mean contribution in the own groups, shape (3, actors)
    world: np.ndarray  # contribution of the world, as a share of its means, shape (3, actors)
    complies: np.ndarray  # what each actor does if bound, shape (actors,)
    kept: float  # mean of that among all who are or would be bound, by endowment


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


@compiled
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


@loop
def of_a_text(states: np.ndarray, talks: Negotiation, at_table: np.ndarray) -> Forecast:
    """What these states expect of a text not yet in force, meant for all of the table (bool, shape (states,))."""
    rows, agreements = talks.rows, talks.agreements
    complies, outside, all_ = np.empty(len(rows)), np.empty(len(rows)), np.empty(len(rows))
    bound = kept = 0.0
    for i in range(len(rows)):
        complies[i] = compliance(rows[i], agreements.row[talks.a], talks.settings[0])
        outside[i] = all_[i] = rows[i].recent
        if rows[i].home >= 0 and at_table[rows[i].home]:
            outside[i], all_[i] = agreements.outside[talks.slot, i], complies[i]
            bound += rows[i].endowment
            kept += rows[i].endowment * complies[i]
    return _foreseen(states, talks, complies, kept / max(bound, 1e-300), outside, all_)


@loop
def of_membership(states: np.ndarray, talks: Negotiation, month: int) -> Forecast:
    """What these states expect of being a party against being none, members as D8 says and others as they are."""
    rows, agreements, a, p = talks.rows, talks.agreements, talks.a, talks.settings[0]
    seen = observed(agreements, talks.slot, rows, month)[a]
    complies, others = np.empty(len(rows)), np.empty(len(rows))
    bound = kept = 0.0
    for i in range(len(rows)):
        complies[i] = expected_of(rows[i], agreements.row[a], seen, month, p)
        others[i] = rows[i].recent
        if agreements.binding[talks.slot, i] == a:
            others[i] = complies[i]
            bound += rows[i].endowment
            kept += rows[i].endowment * complies[i]
    return _foreseen(states, talks, complies, kept / max(bound, 1e-300), others, others)


@compiled
def _foreseen(
    states: np.ndarray, talks: Negotiation, complies: np.ndarray, kept: float, others: np.ndarray, all_: np.ndarray
) -> Forecast:
    """The three cases for each of the states, all other actors doing what `others` says, or `all_` in the case ALL."""
    rows, homes, outside = talks.rows, talks.homes, talks.agreements.outside[talks.slot]
    rate, world = np.zeros((3, len(rows))), np.zeros((3, len(rows)))
    for case in range(3):
        does = (all_ if case == ALL else others).copy()
        given = 0.0
        for i in range(len(rows)):
            given += rows[i].means * does[i]
        for s in states:
            home = homes.actor[homes.start[s] : homes.start[s + 1]]
            ours, before = given, does[home]
            for i in home:
                own = outside[i] if case == NONE else complies[i]
                ours += rows[i].means * (own - does[i])
                does[i] = own
            for i in home:
                rate[case, i], world[case, i] = mean_rate(i, talks.groups, does), ours
            does[home] = before
    return Forecast(rate, world, complies, kept)


@compiled
def outlook(i: int, talks: Negotiation, foreseen: Forecast, coverage: float, rebate: float) -> Outlook:
    """What actor i expects where its state is bound with this share of the table, against none."""
    rate, world = foreseen.rate[:, i], foreseen.world[:, i]
    return Outlook(
        rate[ALONE] + coverage * (rate[ALL] - rate[ALONE]), rate[NONE],
        world[ALONE] + coverage * (world[ALL] - world[ALONE]), world[NONE],
        foreseen.complies[i], talks.agreements.outside[talks.slot, i], talks.agreements.row[talks.a].dues, rebate,
    )  # fmt: skip


@loop
def valued(states: np.ndarray, talks: Negotiation, foreseen: Forecast, coverage: float) -> np.ndarray:
    """V of each of the states where it is bound with this share of the table, against none; shape (len(states),)."""
    rows, homes, p = talks.rows, talks.homes, talks.settings[0]
    terms = talks.agreements.row[talks.a]
    rebate = expected_rebate(foreseen.kept, terms, p)
    gains, out = np.zeros(len(rows)), np.empty(len(states))
    for k in range(len(states)):
        for i in homes.actor[homes.start[states[k]] : homes.start[states[k] + 1]]:
            gains[i] = prospect(rows[i], outlook(i, talks, foreseen, coverage, rebate), terms, p)
        out[k] = voice(states[k], rows, homes, gains, p)
    return out


@loop
def amendments(talks: Negotiation, policy: float) -> np.ndarray:
    """V of each state for another policy in place of the agreement's present one, shape (states,)."""
    rows, terms, p = talks.rows, talks.agreements.row[talks.a], talks.settings[0]
    own = 1.0 - terms.tailoring  # share of the text that is the same for all
    gains = np.empty(len(rows))
    for i in range(len(rows)):
        now = mismatch(p.mismatch_cost, own * terms.policy, own * rows[i].reported)
        then = mismatch(p.mismatch_cost, own * policy, own * rows[i].reported)
        gains[i] = compliance(rows[i], terms, p) * (now - then)
    return voices(rows, talks.homes, gains, p)
