"""Payoffs as shares of the own endowment, means, persons, what binds and what it costs.

Written from the text of DEFINITIONS alone: D0, D1a, D3, D7, D11, D12, D14, D14a, D18. Numbers in, numbers out.
"""

LEAST_KEPT = 0.1  # of what a government began with, whatever passes to others (D18)
PRICE_OF_TAILORING = 0.5  # zeta: monitoring lost where every pledge differs (D14, assumed)


def d0_payoff(kept, conduct, charges, incomes):
    """A month's payoff as a share of the own endowment: what was not lost, own conduct, money out, money in."""
    return kept + conduct - sum(charges) + sum(incomes)


def d0_kept(risk, shield, lost):
    """What is left of one endowment when the share `lost` of what is at risk failed."""
    return 1.0 - risk * (1.0 - shield) * lost


def d0_contribution(cost, discount):
    """Cost of contributing, the same share for rich and poor, less what the holder of a norm does not pay."""
    return cost * (1.0 - discount)


def d1a_proportional(weights):
    """Means on the world `random`: in proportion to endowment, adding up to 1."""
    whole = sum(weights)
    return [weight / whole for weight in weights]


def d1a_of_state(state_means, shares):
    """Means of a state's actors: its share of the named quantity, split; `shares` has (kind's, how many)."""
    whole = sum(share / count for share, count in shares)
    return [state_means * share / count / whole for share, count in shares]


def d1a_transnational(kind_means, all_means):
    """Means of a transnational actor: the mean of its kind at home, of everybody where none of the kind has a home."""
    return sum(kind_means) / len(kind_means) if kind_means else sum(all_means) / len(all_means)


def d1a_persons(population, actors):
    """How many people each actor of a state stands for."""
    return population / actors


def d1a_contributed(means, strategies):
    """What the world contributes: the sum of the means of those who do."""
    return sum(m for m, x in zip(means, strategies, strict=True) if x > 0)


def d3_fine(local_fines, groups, formal, crowding_out, others):
    """Expected fine of withholding: local fines averaged over the own groups and crowded out, then all others' fines.

    Never below 0, and no part of it either: crowding-out takes at most all of the local fine.
    """
    return sum(local_fines) / groups * d3_uncrowded(formal, crowding_out) + sum(max(0.0, fine) for fine in others)


def d3_uncrowded(formal, crowding_out):
    """What is left of local enforcement under so many formal bodies."""
    return max(0.0, 1.0 - crowding_out * formal)


def d7_elites(perceived, insulation):
    """Perceived risk of a government: those who decide are less hurt than those they decide for."""
    return (1.0 - insulation) * perceived


def d11_collected(fine, endowment):
    """What a fine brings: a share of the payer's endowment."""
    return fine * endowment


def d11_rebate(purse, members, burned):
    """What each member receives, as a share of its own endowment, in proportion to endowments: alike for all."""
    whole = sum(members)
    return 0.0 if burned or not whole else purse / whole


def d12_compliance(endowments, conduct):
    """What was contributed of what there is at home, or among members."""
    return sum(b * x for b, x in zip(endowments, conduct, strict=True)) / sum(endowments)


def d14_policy(policy, optimum, tailoring):
    """A party's own obligation, between the text's and what fits it."""
    return (1.0 - tailoring) * policy + tailoring * optimum


def d14_monitoring(monitoring, tailoring):
    """Pledges that differ are harder to compare."""
    return monitoring * (1.0 - tailoring * PRICE_OF_TAILORING)


def d14a_enters(parties, means, entry_quota, entry_means):
    """Whether enough states, with enough of the means, are parties; `parties` is True or False for each state."""
    count = sum(parties)
    held = sum(m for m, inside in zip(means, parties, strict=True) if inside)
    return count >= entry_quota * len(parties) - 1e-9 and held / sum(means) >= entry_means - 1e-9


def d18_kept(rate, month):
    """Share of means, soft power and voice that governments keep under power diffusion."""
    return max(LEAST_KEPT, (1.0 - rate) ** (month / 12))
