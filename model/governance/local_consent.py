"""Whether those who share a stake want it enforced among them (DEFINITIONS D17).

Each actor is asked about all its own groups at once, the same kind of question that a voter on a treaty is asked: one
group's fine is a fraction of what an actor pays, so that nobody would ever want one group alone to enforce.
"""

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model.compiled import loop
from model.game import mismatch
from model.governance.consent import When, consents
from model.governance.expectation import Outlook, contribution, own_failure, rest_point, safety_gained
from model.groups import Groups
from model.threshold import chance_missed

#: Share of a group's members that must want it; exactly a half is no majority.
SHARES = {"none": 0.0, "majority": 0.5, "all": 1.0}


@loop
def asked(
    rows: np.ndarray, groups: Groups, outside: np.ndarray, terms: np.ndarray, when: When, settings: np.ndarray
) -> np.ndarray:
    """Who would rather have all its own groups enforce than none of them; bool, shape (actors,).

    `outside` is what each would do where none of its groups enforces; `terms` names the text, for luck.
    """
    p = settings[0]
    policy, complies = np.empty(len(rows)), np.empty(len(rows))
    for i in range(len(rows)):
        policy[i] = mean_wish(i, rows, groups)
        pull = p.local_fine - p.cost - mismatch(p.mismatch_cost, policy[i], rows[i].reported)
        by_rule = rest_point(pull, p.imitation_strength, p.mutation)
        complies[i] = (1.0 - p.trust_weight) * by_rule + p.trust_weight * rows[i].reputation
    given = contribution(rows, outside)
    missed = chance_missed(given, p)
    change = complies - outside
    counted, out = np.full(len(rows), -1), np.empty(len(rows), np.bool_)
    for i in range(len(rows)):
        added = neighbours_add(i, rows, groups, change, counted)
        own_with, own_without = own_failure(i, groups, complies, p), own_failure(i, groups, outside, p)
        world_with = chance_missed(given + added, p)
        view = Outlook(own_with, own_without, world_with, missed, complies[i], outside[i], 0.0, 0.0)
        gain = local_gain(rows[i], view, policy[i], rebates(i, rows, groups, complies, p), p)
        out[i] = consents(rows[i].id, gain, terms[0], when, p)
    return out


@compiled
def local_gain(me: Row, view: Outlook, policy: float, rebate: float, p: Row) -> float:
    """dU of an actor under local rules (D9): as of an agreement, with fine, reward and policy of all its groups."""
    fine, reward = (1.0 - p.reward_share) * p.local_fine, p.reward_share * p.local_fine
    misfit = mismatch(p.mismatch_cost, policy, me.reported)
    return safety_gained(me, view, p) - view.complies * (misfit - reward) - (1.0 - view.complies) * fine + rebate


@compiled
def mean_wish(i: int, rows: np.ndarray, groups: Groups) -> float:
    """The policy that the members of the actor's own groups report as fitting them, the mean over those groups."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        here = 0.0
        for member in range(groups.start[g], groups.start[g + 1]):
            here += rows[groups.to[member]].reported
        total += here / (groups.start[g + 1] - groups.start[g])
    return total / (groups.own_start[i + 1] - groups.own_start[i])


@compiled
def neighbours_add(i: int, rows: np.ndarray, groups: Groups, change: np.ndarray, counted: np.ndarray) -> float:
    """What all who share a stake with the actor would add to the world's contribution, each counted once."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        for member in range(groups.start[g], groups.start[g + 1]):
            j = groups.to[member]
            if counted[j] != i:
                counted[j] = i
                total += rows[j].means * change[j]
    return total


@compiled
def rebates(i: int, rows: np.ndarray, groups: Groups, complies: np.ndarray, p: Row) -> float:
    """What the fines of all its groups would bring back to the actor."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        paid = held = 0.0
        for member in range(groups.start[g], groups.start[g + 1]):
            j = groups.to[member]
            share = 1.0 / (groups.own_start[j + 1] - groups.own_start[j])  # of j's fine that this group takes
            paid += rows[j].endowment * (1.0 - complies[j]) * share
            held += rows[j].endowment
        total += paid / held
    return (1.0 - p.burn_fines) * (1.0 - p.reward_share) * p.local_fine * total


@loop
def willing_groups(groups: Groups, yes: np.ndarray, share: float) -> np.ndarray:
    """Groups in which enough members say yes: more than a half, or all; bool, shape (groups,)."""
    out = np.empty(len(groups.failed), np.bool_)
    for g in range(len(out)):
        members = groups.to[groups.start[g] : groups.start[g + 1]]
        count = 0
        for j in members:
            count += yes[j]
        out[g] = count > share * len(members) if share < 1.0 else count == len(members)
    return out
