"""Who says yes, how long that stands, who ratifies, who leaves, what a group consents to (D10-D17)."""

from math import exp

from . import basics

GRID = [k / 50 for k in range(50, -1, -1)]  # 1, .98, ... 0


def d10_chance(gain, strength):
    """Chance of yes."""
    return basics.logit(gain, strength)


def d10_yes(gain, strength, draw):
    """Yes, by the draw that is kept for a term."""
    return draw < d10_chance(gain, strength)


def d10_term(month, term, offset):
    """The number of the term of office a month lies in; terms begin at different months, by the draw `offset`."""
    return (month + int(offset * term)) // term


def d10_coverage(mean_chance, entry_quota, bind_all):
    """Coverage that voters expect: the largest on the grid that consent sustains, at least what entry takes.

    `mean_chance(k)` is S(k): the mean chance of yes where voters expect coverage k. The largest, so that a treaty that
    carries itself is not given up for lack of hope.
    """
    if bind_all:
        return 1.0
    sustained = next((k for k in GRID if mean_chance(k) >= k), 0.0)
    return max(sustained, entry_quota)


def d10a_takes_up(hazard, spread, z, pull, parties_near):
    """Hazard of a text being taken up: the state's own readiness, and neighbours that are parties."""
    return min(1.0, hazard * exp(spread * z) * (1.0 + pull * parties_near))


def d10a_near(weights, parties):
    """s: the tie-weighted share of neighbours that are parties; 0 without neighbours."""
    whole = sum(weights)
    return sum(w for w, inside in zip(weights, parties, strict=True) if inside) / whole if whole else 0.0


def d10a_turns(taken_up, starts, ends):
    """Whose turn it is to take a text up, and whose procedure ends, be it in the month in which it began."""
    begins = starts and not taken_up
    return begins, ends and (taken_up or begins)


def d10a_ratifies(begins, ends, taken_up, consents):
    """What a state does in its turn, if it still consents: (has it taken the text up, is it ready to be a party)."""
    now = taken_up or (begins and consents)
    return now, ends and now and consents


def d10b_gives_notice(says_yes, draw, propensity):
    """Whether a party at a review announces that it will leave."""
    return not says_yes and draw < propensity


def d10b_leaves(says_yes):
    """Whether it leaves when its notice ends."""
    return not says_yes


def d17_wanted(yes, consent):
    """Whether enough members want their group to enforce; `yes` has one answer a member."""
    needed = {"none": 0, "majority": len(yes) // 2 + 1, "all": len(yes)}[consent]
    return sum(yes) >= needed


def d17_enforces(sponsors, trigger, members, wanted):
    """Whether a group enforces: sponsors suffice, and enough of its members want it."""
    return wanted and sponsors >= max(1, basics.whole(trigger, members))


def d17_asked(month):
    """Whether everyone is asked anew this month: in the first, and each year."""
    return (month - 1) % 12 == 0
