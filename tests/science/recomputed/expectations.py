"""What voters expect of conduct and of the world's threshold (D7a, D8, D9)."""

from math import comb, erf, sqrt, tanh

CUT = (0.05, 0.95)  # thresholds of the world lie between these, where uncertain (D7a)
GROUNDED = 12  # months bound after which a member's conduct is evidence (D8)
ENOUGH = 10  # unbound actors of the same kind and region that make an outside rate (D8)


def normal_below(x, mean, spread):
    return 0.5 * (1.0 + erf((x - mean) / (spread * sqrt(2.0))))


def d7a_below(threshold, mean, spread):
    """P(the world's threshold <= this), for a normal distribution cut to CUT."""
    low, high = (normal_below(end, mean, spread) for end in CUT)
    if high - low < 1e-12:  # the mean lies so far outside that the nearer end is certain
        return float(threshold >= nearest(mean) * (1.0 - 1e-12))
    here = min(CUT[1], max(CUT[0], threshold))
    return (normal_below(here, mean, spread) - low) / (high - low)


def nearest(mean):
    """The value within the cut that is nearest."""
    return min(CUT[1], max(CUT[0], mean))


def d7a_drawn(u, mean, spread):
    """The world's threshold at this draw in [0, 1): the quantile of the cut distribution; as given without spread."""
    if spread == 0:
        return mean
    if d7a_below(CUT[0], mean, spread) == 1.0 or d7a_below(CUT[1] - 1e-9, mean, spread) == 0.0:
        return nearest(mean)
    low, high = CUT
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if d7a_below(middle, mean, spread) < u else (low, middle)
    return (low + high) / 2


def d7a_misses(contributed, mean, spread):
    """G: the chance that this expected contribution (a share of all means) misses the threshold."""
    if spread == 0:
        return 1.0 if contributed < mean * (1.0 - 1e-12) else 0.0
    return 1.0 - d7a_below(contributed, mean, spread)


def d8_pull(sanction, cost, misfit):
    """l: what contributing brings a member, as a share of its endowment."""
    return sanction - cost - misfit


def d8_rest_point(pull, beta, mutation):
    """Where imitation and mutation balance: (1-mu) x(1-x) tanh(beta l/2) + mu (1-2x) = 0.

    The root in [0, 1] of that quadratic, in a form that loses no digits: 1/2 + A / (2 (sqrt(A^2 + 4 mu^2) + 2 mu)).
    """
    strength = (1.0 - mutation) * tanh(beta * pull / 2.0)
    if strength == 0:
        return 0.5
    return 0.5 + strength / (2.0 * (sqrt(strength**2 + 4.0 * mutation**2) + 2.0 * mutation))


def d8_updated(prior, seen, months, prior_months):
    """What evidence makes of it: `seen` is the conduct of grounded members (None without any), months beyond 12."""
    weight = max(0, months)
    if seen is None or weight + prior_months == 0:
        return prior
    return (prior_months * prior + weight * seen) / (prior_months + weight)


def d8_grounded(conduct, months_bound):
    """Conduct of those members who have been bound long enough to count."""
    return [x for x, months in zip(conduct, months_bound, strict=True) if months >= GROUNDED]


def d8_outside(alike, home):
    """p0: the year's mean of unbound actors of the same kind and region, if there are ten, else the home's."""
    return sum(alike) / len(alike) if len(alike) >= ENOUGH else home


def d8_trusted(by_text, trust, reputation):
    """A good name stands in for part of what the text makes one expect."""
    return (1.0 - trust) * by_text + trust * reputation


def d9_falls_short(members, needed, rate):
    """P(Bin(members, rate) < needed)."""
    return sum(comb(members, k) * rate**k * (1.0 - rate) ** (members - k) for k in range(min(needed, members + 1)))


def d9_safety(global_share, local, world):
    """Chance of loss averted; each of the two is (chance without, chance with)."""
    return (1.0 - global_share) * (local[0] - local[1]) + global_share * (world[0] - world[1])


def d9_gain(at_risk, cost, rates, misfit, sanction, money):
    """dU: `at_risk` is perceived risk times safety, `rates` (inside, outside), `money` net of dues, rebate, club."""
    inside, outside = rates
    return at_risk - (inside - outside) * cost - inside * misfit - (1.0 - inside) * sanction + money
