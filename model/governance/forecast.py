"""What a vote or an accession is worth to a state: the agreement as expected, against none (DEFINITIONS D10).

A vote looks at a text with as many parties as are expected to bind themselves; who may enter or leave looks at its own
membership, with the others as they are expected to go on.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row, fermi
from agents.compiled import compiled, compiled_to_arrays
from model.agreement import Agreements
from model.compiled import loop
from model.game import mismatch
from model.governance.consent import voice, voices
from model.governance.expectation import (
    Outlook,
    chance_short,
    compliance,
    contribution,
    expected_of,
    expected_rebate,
    mean_rate,
    prospect,
    seen_in,
)
from model.groups import Groups
from model.threshold import chance_missed
from model.ties import Homes

Pair = tuple[np.ndarray, np.ndarray]
COVERAGES = 50  # steps of the grid on which the largest that holds is looked for (D10)


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
    """What the asked states' actors expect where their state is bound alone, where all at the table are, and where not
    even their own is: mean contribution in the own groups, shape (actors,), and the world's, shape (states,)."""

    alone: np.ndarray
    alone_world: np.ndarray
    all: np.ndarray
    all_world: np.ndarray
    own_without: np.ndarray  # chance that the own groups fail where not even the own state is bound, and the world
    world_without: np.ndarray
    complies: np.ndarray  # what each actor does if bound, shape (actors,)
    kept: float  # mean of that among all who are or would be bound, by endowment


@compiled_to_arrays
def of_a_text(states: np.ndarray, talks: Negotiation, at_table: np.ndarray) -> Forecast:
    """What these states expect of a text not yet in force, meant for all of the table (bool, shape (states,))."""
    rows, agreements = talks.rows, talks.agreements
    complies, others, all_ = np.empty(len(rows)), np.empty(len(rows)), np.empty(len(rows))
    bound = kept = 0.0
    for i in range(len(rows)):
        complies[i] = compliance(rows[i], agreements.row[talks.a], talks.settings[0])
        others[i] = all_[i] = rows[i].recent
        if rows[i].home >= 0 and at_table[rows[i].home]:
            others[i], all_[i] = agreements.outside[talks.slot, i], complies[i]
            bound += rows[i].endowment
            kept += rows[i].endowment * complies[i]
    given = contribution(rows, others)
    alone = each_alone(states, talks, complies, others, given)
    every = each_alone(states, talks, complies, all_, contribution(rows, all_))
    without = failing(states, talks, *each_alone(states, talks, agreements.outside[talks.slot], others, given))
    return Forecast(*alone, *every, *without, complies, kept / max(bound, 1e-300))


@compiled_to_arrays
def of_membership(states: np.ndarray, talks: Negotiation, month: int) -> Forecast:
    """What these states expect of being a party against being none, members as D8 says and others as they are."""
    rows, homes, agreements, a, p = talks.rows, talks.homes, talks.agreements, talks.a, talks.settings[0]
    seen = seen_in(a, agreements, talks.slot, rows, month)
    complies, others = np.zeros(len(rows)), np.empty(len(rows))
    bound = kept = given = 0.0
    for i in range(len(rows)):
        others[i] = rows[i].recent
        if agreements.binding[talks.slot, i] == a:
            others[i] = complies[i] = expected_of(rows[i], agreements.row[a], seen, month, p)
            bound += rows[i].endowment
            kept += rows[i].endowment * complies[i]
        given += rows[i].means * others[i]
    for s in states:
        for i in homes.actor[homes.start[s] : homes.start[s + 1]]:
            complies[i] = expected_of(rows[i], agreements.row[a], seen, month, p)
    alone = each_alone(states, talks, complies, others, given)
    without = failing(states, talks, *each_alone(states, talks, agreements.outside[talks.slot], others, given))
    return Forecast(*alone, *alone, *without, complies, kept / max(bound, 1e-300))


@compiled_to_arrays
def each_alone(states: np.ndarray, talks: Negotiation, own: np.ndarray, others: np.ndarray, given: float) -> Pair:
    """Contributions where the actors of one state, for each of the states, do what `own` says and all others `others`:
    mean in the own groups, shape (actors,), and the world's, shape (states,), `given` where all do `others`."""
    rows, homes = talks.rows, talks.homes
    rate, world = np.zeros(len(rows)), np.zeros(len(homes.start) - 1)
    before = np.empty(len(rows))
    for s in states:
        home, world[s] = homes.actor[homes.start[s] : homes.start[s + 1]], given
        for i in home:
            world[s] += rows[i].means * (own[i] - others[i])
            before[i], others[i] = others[i], own[i]
        for i in home:
            rate[i] = mean_rate(i, talks.groups, others)
        for i in home:
            others[i] = before[i]
    return rate, world


@compiled_to_arrays
def failing(states: np.ndarray, talks: Negotiation, rate: np.ndarray, world: np.ndarray) -> Pair:
    """Chances that the own groups and the world fail at these contributions, written in their place."""
    homes, p = talks.homes, talks.settings[0]
    for s in states:
        world[s] = chance_missed(world[s], p)
        for i in homes.actor[homes.start[s] : homes.start[s + 1]]:
            rate[i] = chance_short(rate[i], p)
    return rate, world


class Bound(NamedTuple):
    """One state's being bound, with this share of the table."""

    coverage: float
    missed: float  # chance that the world fails
    rebate: float


@compiled
def bound(s: int, coverage: float, talks: Negotiation, foreseen: Forecast) -> Bound:
    """What it is for state s to be bound with this share of the table."""
    alone, p = foreseen.alone_world[s], talks.settings[0]
    missed = chance_missed(alone + coverage * (foreseen.all_world[s] - alone), p)
    return Bound(coverage, missed, expected_rebate(foreseen.kept, talks.agreements.row[talks.a], p))


@compiled
def outlook(i: int, s: int, talks: Negotiation, foreseen: Forecast, with_: Bound) -> Outlook:
    """What actor i of state s expects where its state is bound so, against none."""
    alone = foreseen.alone[i]
    rate = alone + with_.coverage * (foreseen.all[i] - alone)
    return Outlook(
        chance_short(rate, talks.settings[0]), foreseen.own_without[i], with_.missed, foreseen.world_without[s],
        foreseen.complies[i], talks.agreements.outside[talks.slot, i], talks.agreements.row[talks.a].dues, with_.rebate,
    )  # fmt: skip


@compiled_to_arrays
def valued(states: np.ndarray, talks: Negotiation, foreseen: Forecast, coverage: float) -> np.ndarray:
    """V of each of the states where it is bound with this share of the table, against none; shape (len(states),)."""
    gains, out = np.zeros(len(talks.rows)), np.empty(len(states))
    for k in range(len(states)):
        out[k] = value_to(states[k], talks, foreseen, coverage, gains)
    return out


@compiled
def value_to(s: int, talks: Negotiation, foreseen: Forecast, coverage: float, gains: np.ndarray) -> float:
    """V of one state; that of its actors is written to `gains`, shape (actors,)."""
    rows, homes, p, terms = talks.rows, talks.homes, talks.settings[0], talks.agreements.row[talks.a]
    with_ = bound(s, coverage, talks, foreseen)
    for position in range(homes.start[s], homes.start[s + 1]):
        i = homes.actor[position]
        gains[i] = prospect(rows[i], outlook(i, s, talks, foreseen, with_), terms, p)
    return voice(s, rows, homes, gains, p)


@compiled_to_arrays
def willing_at(states: np.ndarray, talks: Negotiation, foreseen: Forecast, coverage: float) -> float:
    """How many of the states say yes on average; -1 as soon as it is clear that they are too few for this coverage."""
    p, willing, number, gains = talks.settings[0], 0.0, len(states), np.zeros(len(talks.rows))
    if p.rivalry != 0.0:
        gains = less_rivals(states, valued(states, talks, foreseen, coverage), talks.rows, p)
    for k in range(number):
        gain = value_to(states[k], talks, foreseen, coverage, gains) if p.rivalry == 0.0 else gains[k]
        willing += fermi(gain, p.choice_strength)
        if willing + (number - 1 - k) < coverage * number - 1e-9:
            return -1.0
    return willing


@compiled_to_arrays
def less_rivals(states: np.ndarray, gains: np.ndarray, rows: np.ndarray, p: Row) -> np.ndarray:
    """Gains less what the states of the other camp gain on average, where that counts (Grieco 1988; Powell 1991)."""
    if p.rivalry == 0.0:
        return gains
    total, count = np.zeros(2), np.zeros(2)
    for k in range(len(states)):
        camp = int(rows[states[k]].home_bent > 0.0)
        total[camp] += gains[k]
        count[camp] += 1.0
    out = gains.copy()
    for k in range(len(states)):
        other = 1 - int(rows[states[k]].home_bent > 0.0)
        if count[other] > 0.0:
            out[k] -= p.rivalry * total[other] / count[other]
    return out


@loop
def accessions(states: np.ndarray, talks: Negotiation, month: int) -> np.ndarray:
    """V of each of the states as a party against none, shape (len(states),)."""
    return valued(states, talks, of_membership(states, talks, month), 0.0)


@loop
def votes(states: np.ndarray, talks: Negotiation, at_table: np.ndarray, coverage: float) -> np.ndarray:
    """V of the given states for a text not yet in force: it at this coverage of the table (bool, shape (states,))
    against none, less what rivals among them gain; shape (len(states),)."""
    gains = valued(states, talks, of_a_text(states, talks, at_table), coverage)
    return less_rivals(states, gains, talks.rows, talks.settings[0])


@loop
def self_consistent(states: np.ndarray, talks: Negotiation, at_table: np.ndarray) -> float:
    """The largest coverage, on a grid of fiftieths, at which as large a share of the states says yes on average."""
    foreseen = of_a_text(states, talks, at_table)
    for step in range(COVERAGES, 0, -1):
        coverage = step / COVERAGES
        if willing_at(states, talks, foreseen, coverage) >= coverage * len(states):
            return coverage
    return 0.0


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
