"""Membership of a coalition: what it is worth to one actor, and the decision to enter, to give notice, to leave.

d'Aspremont et al. 1983 and Barrett 1994: a coalition is stable where no member gains by leaving and no outsider by
joining, the others as they are expected to go on (DEFINITIONS D10). Expected gain decides by the logit of all consent.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model import luck
from model.agreement import Agreements, bind, release
from model.compiled import loop
from model.governance.consent import When, consents
from model.governance.expectation import (
    Outlook,
    Parts,
    chance_short,
    expected_of,
    expected_rebate,
    mean_rate,
    observed,
    parts_of,
    total,
)
from model.governance.notes import CLOSED, JOINED, LEFT, NOTICED, Notes, explain, note
from model.groups import Groups
from model.threshold import chance_missed
from model.ties import Ties


class Conduct(NamedTuple):
    """What everyone is expected to go on doing."""

    seen: np.ndarray  # over a year, by each agreement's settled members; NaN without any
    kept: np.ndarray  # expected of each agreement's members, by endowment
    expected: np.ndarray  # of each actor
    given: np.ndarray  # what that is for the world, as a share of its means; shape (1,)


def no_conduct(actors: int, agreements: int) -> Conduct:
    """Room for what is expected, yet to be filled."""
    return Conduct(np.empty(agreements), np.empty(agreements), np.empty(actors), np.empty(1))


class Forum(NamedTuple):
    """All that a decision on membership reads."""

    rows: np.ndarray
    groups: Groups
    ties: Ties
    agreements: Agreements
    slot: int
    when: When
    conduct: Conduct
    tally: np.ndarray  # applications, refusals, foundings, dissolutions
    notes: Notes = CLOSED


@loop
def expect(forum: Forum, settings: np.ndarray) -> None:
    """What everyone is expected to go on doing: members as D8 says, others as over the last year."""
    rows, agreements, slot, month = forum.rows, forum.agreements, forum.slot, forum.when.month
    seen, kept, expected, given = forum.conduct
    observed(agreements, slot, rows, month, seen)
    held = np.zeros(len(kept))
    kept[:] = given[0] = 0.0
    for i in range(len(rows)):
        a = agreements.binding[slot, i]
        expected[i] = rows[i].recent
        if a >= 0:
            expected[i] = expected_of(rows[i], agreements.row[a], seen[a], month, settings[0])
            kept[a] += rows[i].endowment * expected[i]
            held[a] += rows[i].endowment
        given[0] += rows[i].means * expected[i]
    for a in range(len(kept)):
        kept[a] = kept[a] / held[a] if held[a] > 0.0 else 0.0


@compiled
def own_weight(i: int, groups: Groups) -> float:
    """How much the actor's own contribution moves the mean of its groups."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        total += 1.0 / (groups.start[g + 1] - groups.start[g])
    return total / (groups.own_start[i + 1] - groups.own_start[i])


@compiled
def membership(i: int, a: int, members: int, forum: Forum, p: Row) -> Outlook:
    """What actor i expects inside a coalition of so many members, and outside."""
    me, terms, conduct = forum.rows[i], forum.agreements.row[a], forum.conduct
    complies = expected_of(me, terms, conduct.seen[a], forum.when.month, p)
    outside, now = forum.agreements.outside[forum.slot, i], conduct.expected[i]
    weight, rate = own_weight(i, forum.groups), mean_rate(i, forum.groups, conduct.expected)
    inside, world_inside = rate + weight * (complies - now), conduct.given[0] + me.means * (complies - now)
    alone, world_alone = rate + weight * (outside - now), conduct.given[0] + me.means * (outside - now)
    return Outlook(
        chance_short(inside, p), chance_short(alone, p), chance_missed(world_inside, p), chance_missed(world_alone, p),
        complies, outside, terms.dues_each * (members - 1), expected_rebate(conduct.kept[a], terms, p),
    )  # fmt: skip


class Choice(NamedTuple):
    """What an actor would rather, inside a coalition or outside, and what that was made of."""

    inside: bool
    gain: float  # dU inside against outside (D10)
    parts: Parts
    spared: float


@compiled
def choice_of(i: int, a: int, members: int, forum: Forum, p: Row) -> Choice:
    """Whether actor i would rather be inside a coalition of so many members than outside."""
    me, terms = forum.rows[i], forum.agreements.row[a]
    parts, more = parts_of(me, membership(i, a, members, forum, p), terms, p), spared(me, members, terms)
    gain = total(me, parts) + more
    return Choice(consents(me.id, gain, terms, forum.when, p), gain, parts, more)


@compiled
def gain_of_membership(i: int, a: int, members: int, forum: Forum, p: Row) -> float:
    """dU of actor i inside a coalition of so many members against outside (D10)."""
    return choice_of(i, a, members, forum, p).gain


@compiled
def tell(kind: int, i: int, a: int, choice: Choice, forum: Forum) -> None:
    """Note what actor i chose, and why."""
    k = note(forum.notes, kind, i, forum.agreements.row[a], choice.gain)
    explain(forum.notes, k, forum.rows[i], choice.parts, choice.spared)


@compiled
def spared(me: Row, members: int, terms: Row) -> float:
    """Loss that an actor expects to be spared by what its partners tell it (Gordon, Loeb & Lucyshyn 2003)."""
    return terms.shield * (1.0 - 1.0 / members) * me.perceived_risk * me.failure


@compiled
def may_enter(i: int, forum: Forum, p: Row) -> bool:
    """Where coalitions are between governments alone, others have no way in."""
    return bool(p.open_to_others or forum.rows[i].home == i)


@loop
def review_members(forum: Forum, settings: np.ndarray) -> None:
    """Members review now and then; who gives notice leaves at its end if it still says no."""
    p, month = settings[0], forum.when.month
    key = luck.stream(forum.when.seed, luck.REVIEW, month)
    for i in range(len(forum.rows)):
        a = forum.agreements.binding[forum.slot, i]
        if a < 0:
            continue
        members = forum.agreements.row[a].members
        ends = forum.agreements.leaving[forum.slot, i]
        if ends >= 0 and ends <= month:
            forum.agreements.leaving[forum.slot, i] = -1
            choice = choice_of(i, a, members, forum, p)
            if not choice.inside:
                release(forum.agreements, forum.slot, i, month)
                tell(LEFT, i, a, choice, forum)
        elif ends < 0 and luck.uniform(key, forum.rows[i].id) < p.review_rate:
            choice = choice_of(i, a, members, forum, p)
            if not choice.inside:
                forum.agreements.leaving[forum.slot, i] = month + p.coalition_notice
                if p.coalition_notice == 0:
                    release(forum.agreements, forum.slot, i, month)
                tell(LEFT if p.coalition_notice == 0 else NOTICED, i, a, choice, forum)


@loop
def hear_applicants(forum: Forum, settings: np.ndarray) -> None:
    """Outsiders apply to the coalition of a tie; the like-minded are admitted, and join if that is better."""
    p, key = settings[0], luck.stream(forum.when.seed, luck.APPLY, forum.when.month)
    for i in range(len(forum.rows)):
        if forum.agreements.binding[forum.slot, i] >= 0:
            continue
        me = forum.rows[i]
        ties = forum.ties.start[i + 1] - forum.ties.start[i]
        draw = luck.uniform(key, me.id)
        if draw >= p.contact_rate or ties == 0 or not may_enter(i, forum, p):
            continue
        friend = forum.ties.to[forum.ties.start[i] + int(draw / p.contact_rate * ties)]
        a = forum.agreements.binding[forum.slot, friend]
        if a < 0:
            continue
        forum.tally[0] += 1
        if abs(me.reported - forum.agreements.row[a].policy) >= p.admission_tolerance:
            forum.tally[1] += 1
            continue
        choice = choice_of(i, a, forum.agreements.row[a].members + 1, forum, p)
        if choice.inside:
            bind(forum.agreements, forum.slot, i, a, forum.when.month)
            tell(JOINED, i, a, choice, forum)
