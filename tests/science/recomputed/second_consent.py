"""Second edition: who says yes, how long that stands, who ratifies, who leaves, what a group consents to (D10-D17)."""

from math import ceil, exp

GRID = [1.0 - k / 50 for k in range(51)]  # 1, .98, ... 0


def d10_chance(gain, strength):
    """Chance of yes."""
    if -strength * gain > 709.0:
        return 0.0
    return 1.0 / (1.0 + exp(-strength * gain))


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


def d10a_stage(stage, asked, consents, ends):
    """Where a state stands next month: 0 outside, 1 taken up, 2 party.

    `asked` is whether the hazard of taking up struck, `ends` whether that of the procedure did; both ask for consent.
    """
    if stage == 0:
        return 1 if asked and consents else 0
    if stage == 1:
        return 2 if ends and consents else 1
    return stage


def d10b_gives_notice(says_yes, draw, propensity):
    """Whether a party at a review announces that it will leave."""
    return not says_yes and draw < propensity


def d10b_leaves(says_yes):
    """Whether it leaves when its notice ends."""
    return not says_yes


def d17_enforces(sponsors, trigger, yes, consent):
    """Whether a group enforces: sponsors suffice, and enough say yes; `yes` has one answer a member."""
    enough = sponsors >= max(1, ceil(trigger * len(yes) - 1e-12 * len(yes)))
    needed = {"none": 0, "majority": len(yes) // 2 + 1, "all": len(yes)}[consent]
    return enough and sum(yes) >= needed


def d17_asked(month):
    """Whether everyone is asked anew this month."""
    return month % 12 == 0
