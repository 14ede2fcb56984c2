"""Second edition: what an actor gains if all its own groups enforce, against none of them (D17, by D8 and D9)."""

from . import second_expectations as expect


def d17_policy(reports):
    """u: the groups' mean report; `reports` has a list for each own group, and each group counts alike."""
    return sum(sum(group) / len(group) for group in reports) / len(reports)


def d17_fine(budget, reward_share):
    """The full local fine, which nobody can be away from: whoever withholds is seen by its neighbours."""
    return (1.0 - reward_share) * budget


def d17_rest_point(fine, reward, cost, misfit, learning):
    """c_i under the full local fine; a reward pulls as a fine does. `learning` is (beta, mu)."""
    return expect.d8_rest_point(expect.d8_pull(fine + reward, cost, misfit), *learning)


def d17_safety(global_share, sizes, rates):
    """Chance of loss averted in the own groups: `sizes` (members, needed), mean rates (with, without).

    No group tips the world, so that the global share averts nothing (open: question 52).
    """
    failing = [expect.d9_falls_short(*sizes, rate) for rate in (rates[1], rates[0])]
    return expect.d9_safety(global_share, failing, (0.0, 0.0))


def d17_gain(at_risk, cost, rates, misfit, fine, rebate):
    """dU: `at_risk` is perceived risk times safety, `rates` the actor's own conduct (with, without)."""
    return expect.d9_gain(at_risk, cost, rates, misfit, fine, rebate)
