"""Membership of a coalition: what it is worth to one actor, and the decision to enter, to give notice, to leave.

d'Aspremont et al. 1983 and Barrett 1994: a coalition is stable where no member gains by leaving and no outsider by
joining, the others held at what they do (DEFINITIONS D10). Expected gain decides by a logit (McFadden 1974).
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row, fermi
from agents.compiled import compiled
from model import luck
from model.agreement import GROWN, Agreements, bind, release, sanction_of
from model.compiled import loop
from model.game import fails
from model.governance.consent import Outlook, compliance, mean_rate, prospect
from model.groups import Groups
from model.ties import Ties


class Forum(NamedTuple):
    """All that a decision on membership reads."""

    rows: np.ndarray
    groups: Groups
    ties: Ties
    agreements: Agreements
    slot: int
    month: int
    seen: np.ndarray  # mean conduct of each agreement's members
    given: float  # endowment that contributed over the last year
    everything: float  # all endowment
    choose: np.uint64  # the month's luck in choosing
    join: np.uint64  # and that of who applies to a coalition
    tally: np.ndarray  # applications, refusals, foundings, dissolutions


@compiled
def joins(gain: float, strength: float, draw: float) -> bool:
    """Whether an actor enters, at this expected gain of being inside."""
    return draw < fermi(gain, strength)


@compiled
def gives_notice(gain: float, strength: float, draw: float) -> bool:
    """Whether a member under review announces that it will leave."""
    return draw >= fermi(gain, strength)


@compiled
def departs(gain: float) -> bool:
    """Whether a member leaves at the end of its notice: only if it still would be better off outside."""
    return gain < 0.0


@loop
def observed_conduct(rows: np.ndarray, agreements: Agreements, slot: int) -> tuple[np.ndarray, float, float]:
    """Mean conduct of each coalition's members over a year, and the world's contribution and endowment."""
    seen, given, everything = np.zeros(len(agreements.row)), 0.0, 0.0
    for i in range(len(rows)):
        given += rows[i].endowment * rows[i].recent
        everything += rows[i].endowment
        a = agreements.binding[slot, i]
        if a >= 0:
            seen[a] += rows[i].recent / agreements.row[a].members
    return seen, given, everything


@compiled
def own_weight(i: int, groups: Groups) -> float:
    """How much the actor's own contribution moves the mean of its groups."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        total += 1.0 / (groups.start[g + 1] - groups.start[g])
    return total / (groups.own_start[i + 1] - groups.own_start[i])


@compiled
def gain_of_membership(i: int, a: int, members: int, forum: Forum, p: Row) -> float:
    """dU of actor i inside a coalition of so many members against outside, the others as they are (D10)."""
    me, terms = forum.rows[i], forum.agreements.row[a]
    complies = forum.seen[a] if forum.month - terms.founded >= GROWN else compliance(me, terms, p)
    outside = forum.agreements.outside[forum.slot, i]
    weight, rate = own_weight(i, forum.groups), mean_rate(i, forum.groups, forum.rows["recent"])
    target = p.global_threshold * forum.everything
    others = forum.given - me.endowment * me.recent
    averted = fails(others + me.endowment * outside, target) - fails(others + me.endowment * complies, target)
    charge, rebate = terms.dues_each * (members - 1), rebate_of(forum.seen[a], terms, p)
    rate_with, rate_without = rate + weight * (complies - me.recent), rate + weight * (outside - me.recent)
    view = Outlook(rate_with, rate_without, averted, complies, outside, charge, rebate)
    return prospect(me, view, terms, p) + spared(me, members, terms)


@compiled
def spared(me: Row, members: int, terms: Row) -> float:
    """Loss that an actor expects to be spared by what its partners tell it (Gordon, Loeb & Lucyshyn 2003)."""
    return terms.shield * (1.0 - 1.0 / members) * me.perceived_risk * me.endowment * me.failure


@compiled
def may_enter(i: int, forum: Forum, p: Row) -> bool:
    """Where coalitions are between governments alone, others have no way in."""
    return bool(p.open_to_others or forum.rows[i].home == i)


@compiled
def rebate_of(kept: float, terms: Row, p: Row) -> float:
    """What fines are expected to bring back to each member, where a share `kept` of all members contributes."""
    return (1.0 - p.burn_fines) * (1.0 - kept) * sanction_of(terms)


@loop
def review_members(forum: Forum, key: np.uint64, settings: np.ndarray) -> None:
    """Members review now and then; who gives notice leaves at its end if that still is better."""
    p = settings[0]
    for i in range(len(forum.rows)):
        a = forum.agreements.binding[forum.slot, i]
        if a < 0:
            continue
        members = forum.agreements.row[a].members
        ends = forum.agreements.leaving[forum.slot, i]
        if ends >= 0 and ends <= forum.month:
            forum.agreements.leaving[forum.slot, i] = -1
            if departs(gain_of_membership(i, a, members, forum, p)):
                release(forum.agreements, forum.slot, i, forum.month)
        elif ends < 0 and luck.uniform(key, forum.rows[i].id) < p.review_rate:
            gain = gain_of_membership(i, a, members, forum, p)
            if gives_notice(gain, p.choice_strength, luck.uniform(forum.choose, forum.rows[i].id)):
                forum.agreements.leaving[forum.slot, i] = forum.month + p.coalition_notice
                if p.coalition_notice == 0 and departs(gain):
                    release(forum.agreements, forum.slot, i, forum.month)


@loop
def hear_applicants(forum: Forum, key: np.uint64, settings: np.ndarray) -> None:
    """Outsiders apply to the coalition of a tie; the like-minded are admitted, and join if that is better."""
    p = settings[0]
    for i in range(len(forum.rows)):
        me = forum.rows[i]
        ties = forum.ties.start[i + 1] - forum.ties.start[i]
        draw = luck.uniform(key, me.id)
        if forum.agreements.binding[forum.slot, i] >= 0 or draw >= p.contact_rate or ties == 0:
            continue
        if not may_enter(i, forum, p):
            continue
        friend = forum.ties.to[forum.ties.start[i] + int(draw / p.contact_rate * ties)]
        a = forum.agreements.binding[forum.slot, friend]
        if a < 0:
            continue
        forum.tally[0] += 1
        if abs(me.reported - forum.agreements.row[a].policy) >= p.admission_tolerance:
            forum.tally[1] += 1
        else:
            gain = gain_of_membership(i, a, forum.agreements.row[a].members + 1, forum, p)
            if joins(gain, p.choice_strength, luck.uniform(forum.join, me.id)):
                bind(forum.agreements, forum.slot, i, a, forum.month)
