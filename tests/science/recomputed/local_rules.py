"""What an actor gains if all its own groups enforce, against none of them (D17, by D8 and D9)."""

from . import expectations as expect


def d17_policy(reports):
    """u: the groups' mean report; `reports` has a list for each own group, and each group counts alike."""
    return sum(sum(group) / len(group) for group in reports) / len(reports)


def d17_fine(budget, reward_share):
    """The full local fine, which nobody can be away from: whoever withholds is seen by its neighbours."""
    return (1.0 - reward_share) * budget


def d17_rest_point(fine, reward, cost, misfit, learning):
    """c_i under the full local fine; a reward pulls as a fine does. `learning` is (beta, mu)."""
    return expect.d8_rest_point(expect.d8_pull(fine + reward, cost, misfit), *learning)


def d17_rebate(groups, fine, burned):
    """What fines would bring back: of each own group `(b, c, groups of its own)` for each member, who pays its share
    there, handed out by endowment."""
    if burned:
        return 0.0
    paid = [sum(b * (1.0 - c) / count for b, c, count in group) for group in groups]
    held = [sum(b for b, _, _ in group) for group in groups]
    return fine * sum(p / h for p, h in zip(paid, held, strict=True))


def d17_gain(at_risk, cost, rates, burden, fine, rebate):
    """dU: `at_risk` is perceived risk times safety, `rates` the own conduct (with, without), `burden` misfit less
    reward."""
    return expect.d9_gain(at_risk, cost, rates, burden, fine, rebate)
