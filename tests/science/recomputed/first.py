"""The rules of the first edition: numbers in, numbers out, each named after its paragraph of DEFINITIONS."""

from math import ceil, comb, exp

ROUNDING = 1e-12  # sums of contributions are compared with sums of endowments in floating point
YEAR = 12  # months in force after which what was seen replaces what was expected (D8)
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


def d3_sanction(local_fine, formal, crowding_out, pact_fines, shame):
    """What withholding costs: local fines, crowded out by each formal body, then treaties and coalitions, and shame."""
    return local_fine * d3_uncrowded(formal, crowding_out) + pact_fines + shame


def d3_uncrowded(formal, crowding_out):
    """What is left of local enforcement under so many formal bodies."""
    return 1.0 - crowding_out * formal


def d3_conduct(strategy, contribution, burden, sponsor_cost, sanction, reward):
    """What an actor's own conduct brings: 0 withholds, 1 contributes, 2 contributes and sponsors."""
    if strategy == 0:
        return -sanction
    if strategy == 1:
        return reward - contribution - burden
    return reward - contribution - burden - sponsor_cost


def d0_contribution(cost, endowment, discount):
    """Cost of contributing, less what the holder of a norm does not pay."""
    return cost * endowment * (1.0 - discount)


def d0_stake(endowment, risk, lost):
    """What is left of the endowment when a share `lost` of it was at risk and failed."""
    return endowment * (1.0 - risk * lost)


def d0_welfare(payoff, endowment):
    """A payoff as a share of the own endowment."""
    return payoff / endowment


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


def d8_pull(sanction, cost, misfit):
    """What contributing brings a member, as the text has it."""
    return sanction - cost - misfit


def d8_compliance(pull, beta, trust, reputation):
    """What a member is expected to contribute before its conduct is known."""
    return (1.0 - trust) * logit(pull, beta) + trust * reputation


def d8_member(expected, seen, months):
    """What a member is expected to contribute: the text's word for a year, then what members were seen to do."""
    return seen if months >= YEAR else expected


def d9_falls_short(members, needed, rate):
    """P(Bin(members, rate) < needed)."""
    return sum(comb(members, k) * rate**k * (1.0 - rate) ** (members - k) for k in range(needed) if k <= members)


def whole(share, members):
    """The smallest whole number that is this share of the members."""
    return ceil(share * members - ROUNDING * members)


def d9_safety(p, rate_without, rate_with, averted):
    """Chance of failure averted, local and global."""
    size, needed = int(p["group_size"]), whole(p["threshold"], int(p["group_size"]))
    local = d9_falls_short(size, needed, rate_without) - d9_falls_short(size, needed, rate_with)
    return (1.0 - p["global_share"]) * local + p["global_share"] * averted


def d9_gain(at_risk, safety, costs, incomes):
    """dU: safety less expected costs plus incomes."""
    return at_risk * safety - sum(costs) + sum(incomes)


def d10_yes(gain):
    """A state consents where it gains."""
    return gain > 0


def d10_regrets(gain):
    """A party under review, or at the end of its notice, would rather be outside."""
    return gain < 0


def d10_enough(yes, voters, quota):
    """Whether the yes votes reach the quota."""
    return yes >= quota * voters - 1e-9


def d11_rebate(purse, members, burned):
    """What each member receives of last month's fines."""
    return 0.0 if burned or members == 0 else purse / members


def d11_expected_rebate(kept, sanction, burned):
    """What a member expects to receive where a share `kept` of members contributes."""
    return 0.0 if burned else (1.0 - kept) * sanction


def d12_voice(voices, gains, government, elite):
    """V of a state: its society's weighted mean, and its elite."""
    society = sum(w * g for w, g in zip(voices, gains, strict=True)) / sum(voices)
    return (1.0 - elite) * society + elite * government


def d15_added_risk(size, since):
    """What a shock so many months ago has left on the risk."""
    return size * 0.5 ** (since / HALF_LIFE) if since >= 0 else 0.0


def d18_kept(rate, month):
    """Share of their means that governments keep under power diffusion."""
    return (1.0 - rate) ** (month / 12)
