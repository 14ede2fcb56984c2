"""The plainest rules, numbers in and numbers out, each named after its paragraph of DEFINITIONS."""

from math import ceil, exp

ROUNDING = 1e-12  # sums of contributions are compared with sums of endowments in floating point
YEAR = 12
HALF_LIFE = 12  # months in which the risk that a shock adds halves (D15)


def logit(gain, strength):
    """Chance of yes at this gain."""
    if -strength * gain > 709.0:  # exp would overflow; the engine's is infinite there
        return 0.0
    return 1.0 / (1.0 + exp(-strength * gain))


def d3_policy(policies):
    """The policy that binds: the mean over the agreements in force."""
    return sum(policies) / len(policies)


def d3_mismatch(kappa, policy, optimum):
    """What a policy that does not fit costs a contributor."""
    return kappa * (policy - optimum) ** 2


def d3_conduct(strategy, contribution, burden, sponsor_cost, sanction, reward):
    """What an actor's own conduct brings: 0 withholds, 1 contributes, 2 contributes and sponsors."""
    if strategy == 0:
        return -sanction
    if strategy == 1:
        return reward - contribution - burden
    return reward - contribution - burden - sponsor_cost


def d5_other_strategy(own, strategies, draw):
    """One of the other strategies, each alike."""
    rest = [s for s in range(strategies) if s != own]
    return rest[min(int(draw * len(rest)), len(rest) - 1)]


def d6_fails(contributed, needed):
    """Whether contributions fall short."""
    return contributed < needed * (1.0 - ROUNDING)


def d6_needed(threshold, noise, draw, endowment):
    """What a group must contribute; the threshold is uncertain by a share, up or down."""
    return threshold * (1.0 + noise * (2.0 * draw - 1.0)) * endowment


def d7_optimum(common, z, zeta, p):
    """theta = B + H z + h zeta, z drawn to the pole of its sign by polarisation."""
    pole = (z > 0) - (z < 0)
    bent = (1.0 - p["polarisation"]) * z + p["polarisation"] * pole
    return common + p["heterogeneity"] * bent + p["local_heterogeneity"] * zeta


def d7_risk(risk, exposure, mean_exposure, strain):
    """True risk."""
    return min(1.0, risk * exposure / mean_exposure * (1.0 + strain))


def d7_lost(share, local_failure, global_failure):
    """Share of the stake that failed: local and global, Lambda of it global."""
    return (1.0 - share) * local_failure + share * global_failure


def whole(share, members):
    """The smallest whole number that is this share of the members."""
    return ceil(share * members - ROUNDING * members)


def d10_enough(yes, voters, quota):
    """Whether the yes votes reach the quota."""
    return yes >= quota * voters - 1e-9


def d11_expected_rebate(kept, sanction, burned):
    """What a member expects to receive where a share `kept` of the members' endowment contributes."""
    return 0.0 if burned else (1.0 - kept) * sanction


def d12_voice(voices, gains, government, elite):
    """V of a state: its society's weighted mean, and its elite."""
    society = sum(w * g for w, g in zip(voices, gains, strict=True)) / sum(voices)
    return (1.0 - elite) * society + elite * government


def d15_added_risk(size, since):
    """What a shock so many months ago has left on the risk."""
    return size * 0.5 ** (since / HALF_LIFE) if since >= 0 else 0.0
