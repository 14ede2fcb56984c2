"""What a voter expects of an agreement, and so whether it consents (DEFINITIONS D8-D10).

A state votes as one: V = (1 - e) (weighted mean over its actors, governments with weight 1) + e (its government), where
e is the elite weight. Nobody believes that signing removes the risk: what counts is the contributions that the
agreement is expected to change, through the chance that the actor's own groups fail and that the world fails.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model.agreement import GROWN, Agreements, sanction_of
from model.compiled import loop
from model.game import fails, mismatch, needed_members, short_of
from model.groups import Groups
from model.ties import Homes


@compiled
def compliance(me: Row, agreement: Row, p: Row) -> float:
    """Expected contribution of a member before conduct is known: sanction against cost and misfit (D8).

    Where trust counts, a good name stands in for part of that (Hoffman 2002, on trust in international relations).
    """
    pull = sanction_of(agreement) - p.cost * me.endowment - mismatch(p.mismatch_cost, agreement.policy, me.reported)
    return (1.0 - p.trust_weight) / (1.0 + np.exp(-p.imitation_strength * pull)) + p.trust_weight * me.reputation


@compiled
def mean_rate(i: int, groups: Groups, rates: np.ndarray) -> float:
    """Mean expected contribution in the actor's own groups."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        here = 0.0
        for member in range(groups.start[g], groups.start[g + 1]):
            here += rates[groups.to[member]]
        total += here / (groups.start[g + 1] - groups.start[g])
    return total / (groups.own_start[i + 1] - groups.own_start[i])


class Outlook(NamedTuple):
    """What an actor expects with and without an agreement."""

    rate_with: float  # mean contribution in its own groups
    rate_without: float
    averted: float  # G0 - G1, the global failure averted
    complies: float  # its own contribution
    outside: float
    charge: float
    rebate: float


@compiled
def prospect(me: Row, view: Outlook, agreement: Row, p: Row) -> float:
    """dU of an actor: gain in safety less expected costs (D9)."""
    needed = needed_members(p.threshold, p.group_size)
    local = short_of(p.group_size, needed, view.rate_without) - short_of(p.group_size, needed, view.rate_with)
    safety = (1.0 - p.global_share) * local + p.global_share * view.averted
    return (
        me.perceived_risk * me.endowment * safety
        - (view.complies - view.outside) * p.cost * me.endowment
        - view.complies * mismatch(p.mismatch_cost, agreement.policy, me.reported)
        - view.charge
        - (1.0 - view.complies) * sanction_of(agreement)
        + agreement.club
        + view.rebate
    )


class Negotiation(NamedTuple):
    """All that a state's consent to an agreement reads."""

    rows: np.ndarray
    groups: Groups
    homes: Homes
    agreements: Agreements
    slot: int
    a: int  # the agreement's row
    settings: np.ndarray


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
def votes(states: np.ndarray, talks: Negotiation, at_table: np.ndarray, coverage: float) -> np.ndarray:
    """V of the given states for an agreement not yet in force: it at this coverage against none (D10).

    `at_table` (all states) marks those it is meant for, a share `coverage` of which is expected to be bound besides the
    voter itself. Shape (len(states),).
    """
    rows, agreements, p = talks.rows, talks.agreements, talks.settings[0]
    members, with_, without = np.empty(len(rows)), np.empty(len(rows)), np.empty(len(rows))
    bound = kept = 0.0
    for i in range(len(rows)):
        members[i] = compliance(rows[i], agreements.row[talks.a], p)
        without[i] = with_[i] = rows[i].recent
        if rows[i].home >= 0 and at_table[rows[i].home]:
            without[i] = agreements.outside[talks.slot, i]
            with_[i] = coverage * members[i] + (1.0 - coverage) * without[i]
            bound += 1.0
            kept += members[i]
    return weighed(states, talks, members, kept / max(bound, 1.0), with_, without)


@loop
def accessions(states: np.ndarray, talks: Negotiation, month: int) -> np.ndarray:
    """V of the given states as members against non-members, the others held at what they do; shape (len(states),).

    What a member does is what members were seen to do, once the agreement is a year old (D8, D10).
    """
    rows, agreements, a, p = talks.rows, talks.agreements, talks.a, talks.settings[0]
    seen, members = 0.0, np.empty(len(rows))
    for i in range(len(rows)):
        members[i] = compliance(rows[i], agreements.row[a], p)
        if agreements.binding[talks.slot, i] == a:
            seen += rows[i].recent / agreements.row[a].members
    if month - agreements.row[a].founded >= GROWN:
        members = np.full(len(rows), seen)
    now = rows["recent"].copy()
    return weighed(states, talks, members, seen, now, now.copy())


@compiled
def weighed(
    states: np.ndarray, talks: Negotiation, members: np.ndarray, kept: float, with_: np.ndarray, without: np.ndarray
) -> np.ndarray:
    """V of each of the states with its own actors bound, against its own actors unbound.

    `with_` and `without` (actors,) are what everyone else is expected to do in the two cases, `members` what each actor
    would do if bound, `kept` the mean of it among those bound.
    """
    rows, groups, homes, p = talks.rows, talks.groups, talks.homes, talks.settings[0]
    terms = talks.agreements.row[talks.a]
    rebate = (1.0 - p.burn_fines) * (1.0 - kept) * sanction_of(terms)
    target, given_with, given_without = 0.0, 0.0, 0.0
    for i in range(len(rows)):
        target += p.global_threshold * rows[i].endowment
        given_with += rows[i].endowment * with_[i]
        given_without += rows[i].endowment * without[i]
    gains, out = np.zeros(len(rows)), np.empty(len(states))
    before_with, before_without = np.empty(len(rows)), np.empty(len(rows))
    for k in range(len(states)):
        home = homes.actor[homes.start[states[k]] : homes.start[states[k] + 1]]
        ours_with, ours_without = given_with, given_without
        for position in range(len(home)):
            i = home[position]
            before_with[position], before_without[position] = with_[i], without[i]
            outside = talks.agreements.outside[talks.slot, i]
            ours_with += rows[i].endowment * (members[i] - with_[i])
            ours_without += rows[i].endowment * (outside - without[i])
            with_[i], without[i] = members[i], outside
        averted = fails(ours_without, target) - fails(ours_with, target)
        for i in home:
            rate_with, rate_without = mean_rate(i, groups, with_), mean_rate(i, groups, without)
            view = Outlook(rate_with, rate_without, averted, members[i], without[i], terms.dues, rebate)
            gains[i] = prospect(rows[i], view, terms, p)
        out[k] = voice(states[k], rows, homes, gains, p)
        for position in range(len(home)):
            with_[home[position]], without[home[position]] = before_with[position], before_without[position]
    return out


@loop
def amendments(talks: Negotiation, policy: float) -> np.ndarray:
    """V of each state for another policy in place of the agreement's present one, shape (states,)."""
    rows, terms, p = talks.rows, talks.agreements.row[talks.a], talks.settings[0]
    gains = np.empty(len(rows))
    for i in range(len(rows)):
        now = mismatch(p.mismatch_cost, terms.policy, rows[i].reported)
        then = mismatch(p.mismatch_cost, policy, rows[i].reported)
        gains[i] = compliance(rows[i], terms, p) * (now - then)
    return voices(rows, talks.homes, gains, p)
