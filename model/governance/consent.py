"""What a voter expects of an agreement, and so whether it consents (DEFINITIONS D8-D10).

A state votes as one: V = (1 - e) (weighted mean over its actors, governments with weight 1) + e (its government), where
e is the elite weight. Nobody believes that signing removes the risk: what counts is the contributions that the
agreement is expected to change, through the chance that the actor's own groups fail and that the world fails.
"""

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


@compiled
def prospect(
    me: Row, rate_with: float, rate_without: float, averted: float, complies: float, outside: float,
    charge: float, rebate: float, agreement: Row, p: Row,
) -> float:  # fmt: skip
    """dU of an actor: gain in safety less expected costs (D9).

    The rates are the mean expected contributions in the actor's own groups with and without the agreement; `averted`
    is G0 - G1, the global failure averted; `complies` and `outside` are its own contributions with and without.
    """
    needed = needed_members(p.threshold, p.group_size)
    local = short_of(p.group_size, needed, rate_without) - short_of(p.group_size, needed, rate_with)
    safety = (1.0 - p.global_share) * local + p.global_share * averted
    return (
        me.perceived_risk * me.endowment * safety
        - (complies - outside) * p.cost * me.endowment
        - complies * mismatch(p.mismatch_cost, agreement.policy, me.reported)
        - charge
        - (1.0 - complies) * sanction_of(agreement)
        + agreement.club
        + rebate
    )


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
def votes(
    states: np.ndarray, rows: np.ndarray, groups: Groups, homes: Homes, agreements: Agreements, slot: int, a: int,
    at_table: np.ndarray, coverage: float, settings: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """V of the given states for an agreement not yet in force: it at this coverage against none (D10).

    `at_table` (all states) marks those it is meant for, a share `coverage` of which is expected to be bound besides the
    voter itself. Shape (len(states),).
    """
    p = settings[0]
    members, with_, without = np.empty(len(rows)), np.empty(len(rows)), np.empty(len(rows))
    bound = kept = 0.0
    for i in range(len(rows)):
        members[i] = compliance(rows[i], agreements.row[a], p)
        without[i] = with_[i] = rows[i].recent
        if rows[i].home >= 0 and at_table[rows[i].home]:
            without[i] = agreements.outside[slot, i]
            with_[i] = coverage * members[i] + (1.0 - coverage) * without[i]
            bound += 1.0
            kept += members[i]
    return weighed(states, members, kept / max(bound, 1.0), with_, without, rows, groups, homes, agreements, slot, a, p)


@loop
def accessions(
    states: np.ndarray, rows: np.ndarray, groups: Groups, homes: Homes, agreements: Agreements, slot: int, a: int,
    month: int, settings: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """V of the given states as members against non-members, the others held at what they do; shape (len(states),).

    What a member does is what members were seen to do, once the agreement is a year old (D8, D10).
    """
    p = settings[0]
    seen, members = 0.0, np.empty(len(rows))
    for i in range(len(rows)):
        members[i] = compliance(rows[i], agreements.row[a], p)
        if agreements.binding[slot, i] == a:
            seen += rows[i].recent / agreements.row[a].members
    if month - agreements.row[a].founded >= GROWN:
        members = np.full(len(rows), seen)
    now = rows["recent"].copy()
    return weighed(states, members, seen, now, now.copy(), rows, groups, homes, agreements, slot, a, p)


@compiled
def weighed(
    states: np.ndarray, members: np.ndarray, kept: float, with_: np.ndarray, without: np.ndarray, rows: np.ndarray,
    groups: Groups, homes: Homes, agreements: Agreements, slot: int, a: int, p: Row,
) -> np.ndarray:  # fmt: skip
    """V of each of the states with its own actors bound, against its own actors unbound.

    `with_` and `without` (actors,) are what everyone else is expected to do in the two cases, `members` what each actor
    would do if bound, `kept` the mean of it among those bound.
    """
    terms = agreements.row[a]
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
            outside = agreements.outside[slot, i]
            ours_with += rows[i].endowment * (members[i] - with_[i])
            ours_without += rows[i].endowment * (outside - without[i])
            with_[i], without[i] = members[i], outside
        averted = fails(ours_without, target) - fails(ours_with, target)
        for i in home:
            gains[i] = prospect(
                rows[i], mean_rate(i, groups, with_), mean_rate(i, groups, without), averted,
                members[i], without[i], terms.dues, rebate, terms, p,
            )  # fmt: skip
        out[k] = voice(states[k], rows, homes, gains, p)
        for position in range(len(home)):
            with_[home[position]], without[home[position]] = before_with[position], before_without[position]
    return out


@loop
def amendments(
    rows: np.ndarray, homes: Homes, agreements: Agreements, a: int, policy: float, settings: np.ndarray
) -> np.ndarray:
    """V of each state for another policy in place of the agreement's present one, shape (states,)."""
    p = settings[0]
    gains = np.empty(len(rows))
    for i in range(len(rows)):
        now = mismatch(p.mismatch_cost, agreements.row[a].policy, rows[i].reported)
        then = mismatch(p.mismatch_cost, policy, rows[i].reported)
        gains[i] = compliance(rows[i], agreements.row[a], p) * (now - then)
    return voices(rows, homes, gains, p)
