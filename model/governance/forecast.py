"""What a vote or an accession is worth to a state: the agreement as it is expected to be, against none (DEFINITIONS D10).

A vote looks at a text with as many parties as are expected to bind themselves; who may enter or leave looks at its own
membership, with the others as they are expected to go on.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row, fermi
from agents.compiled import compiled
from model.agreement import Agreements
from model.compiled import loop
from model.game import mismatch
from model.governance.consent import voice, voices
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

COVERAGES = 50  # steps of the grid on which the largest that holds is looked for (D10)
ALONE, ALL, NONE = 0, 1, 2  # who is bound in a forecast: the own state alone, all at the table, not even the own state


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


@compiled
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


@compiled
def of_membership(states: np.ndarray, talks: Negotiation, month: int) -> Forecast:
    """What these states expect of being a party against being none, members as D8 says and others as they are."""
    rows, homes, agreements, a, p = talks.rows, talks.homes, talks.agreements, talks.a, talks.settings[0]
    seen = observed(agreements, talks.slot, rows, month)[a]
    complies, others = np.zeros(len(rows)), rows["recent"].copy()
    bound = kept = 0.0
    for i in range(len(rows)):
        if agreements.binding[talks.slot, i] == a:
            others[i] = complies[i] = expected_of(rows[i], agreements.row[a], seen, month, p)
            bound += rows[i].endowment
            kept += rows[i].endowment * complies[i]
    for s in states:
        for i in homes.actor[homes.start[s] : homes.start[s + 1]]:
            complies[i] = expected_of(rows[i], agreements.row[a], seen, month, p)
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


@compiled
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


@compiled
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
    foreseen, p = of_a_text(states, talks, at_table), talks.settings[0]
    for step in range(COVERAGES, 0, -1):
        coverage = step / COVERAGES
        willing = 0.0
        for gain in less_rivals(states, valued(states, talks, foreseen, coverage), talks.rows, p):
            willing += fermi(gain, p.choice_strength)
        if willing >= coverage * len(states):
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
