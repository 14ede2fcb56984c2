"""What DEFINITIONS say of expectations, computed a second time with plain numpy and scipy."""

from math import ceil

import numpy as np
from scipy.optimize import brentq
from scipy.stats import binom, truncnorm

from model import luck
from model.governance.consent import CONSENT, OFFICE


def rest_point(pull, beta, mu) -> float:
    """D8: where imitation and mutation balance."""
    push = (1 - mu) * np.tanh(beta * pull / 2)
    return brentq(lambda x: push * x * (1 - x) + mu * (1 - 2 * x), 0, 1, xtol=1e-15)


def world_missed(share, p) -> float:
    """D7a: the chance that the world's threshold lies above what is contributed."""
    middle, spread = p["global_threshold"], p["global_uncertainty"]
    if not spread:
        return float(share < middle)
    return truncnorm.sf(share, (0.05 - middle) / spread, (0.95 - middle) / spread, middle, spread)


def own_groups(issue, i) -> list[np.ndarray]:
    """Members of each group in which actor i is."""
    start, to = issue.groups.start, issue.groups.to
    groups = [to[start[g] : start[g + 1]] for g in range(len(issue.rows))]
    return [members for members in groups if i in members]


def group_fails(issue, i, rates) -> float:
    """P(Bin(G, mean expected contribution in i's groups) < M)."""
    p = issue.p
    needed = ceil(p["threshold"] * p["group_size"])
    return binom.cdf(needed - 1, p["group_size"], np.mean([rates[m].mean() for m in own_groups(issue, i)]))


def obliged(issue, i, terms) -> float:
    """D14: the policy that a party has to carry out."""
    return (1 - terms["tailoring"]) * terms["policy"] + terms["tailoring"] * issue.rows[i]["reported"]


def misfit(issue, i, terms) -> float:
    return issue.p["mismatch_cost"] * (obliged(issue, i, terms) - issue.rows[i]["reported"]) ** 2


def complies(issue, i, terms) -> float:
    """D8, by the text alone."""
    p = issue.p
    pull = terms["fine"] * terms["monitoring"] - p["cost"] - misfit(issue, i, terms)
    return rest_point(pull, p["imitation_strength"], p["mutation"])


def with_evidence(issue, i, terms, seen) -> float:
    """D8, after the conduct `seen` of members bound for a year."""
    months, prior = issue.month - terms["founded"] - 12, issue.p["prior_months"]
    if np.isnan(seen) or months <= 0:
        return complies(issue, i, terms)
    return (prior * complies(issue, i, terms) + months * seen) / (prior + months)


def safety(issue, i, with_, without) -> float:
    """Chance of loss averted, in the own groups and in the world."""
    p, m = issue.p, issue.rows["means"]
    world = world_missed((m * without).sum(), p) - world_missed((m * with_).sum(), p)
    local = group_fails(issue, i, without) - group_fails(issue, i, with_)
    return (1 - p["global_share"]) * local + p["global_share"] * world


def gain(issue, i, terms, with_, without, dues, kept) -> float:
    """D9 as a share of the endowment (D0), `kept` being the mean compliance of the members."""
    p, me, c = issue.p, issue.rows[i], with_[i]
    fine = terms["fine"] * terms["monitoring"]
    return (
        me["perceived_risk"] * safety(issue, i, with_, without)
        - (c - without[i]) * p["cost"] - c * misfit(issue, i, terms)
        - dues - (1 - c) * fine + (1 - p["burn_fines"]) * (1 - kept) * fine + terms["club"]
    )  # fmt: skip


def vote(issue, s, gains) -> float:
    """V_s, D12: the government counts 1, the others their weight."""
    home, e = np.flatnonzero(issue.rows["home"] == s), issue.p["elite_weight"]
    weight = np.array([1.0] + [issue.p["nsa_weight"]] * (len(home) - 1))
    return (1 - e) * np.dot(weight, [gains[i] for i in home]) / weight.sum() + e * gains[s]


def of_home(issue, s, *about) -> float:
    """V_s where each actor at home expects `about`: terms, with_, without, dues, kept."""
    return vote(issue, s, {i: gain(issue, i, *about) for i in np.flatnonzero(issue.rows["home"] == s)})


def weighted(values, weights) -> float:
    return float(np.dot(values, weights) / np.sum(weights))


def term_of(issue, who) -> int:
    """D10: the term of office, begun at each actor's own time."""
    start = int(luck.uniform(np.uint64(luck.stream(issue.fortune, OFFICE, 0)), who) * issue.p["term"])
    return (issue.month + start) // int(issue.p["term"])


def draw(issue, who, terms) -> float:
    """D10: the luck of (agreement and text, actor) in a term of office."""
    text = np.uint64(luck.mixed(np.uint64((int(terms["name"]) + int(terms["written"])) % 2**64)))
    key = np.uint64(luck.stream(issue.fortune, CONSENT, term_of(issue, who)))
    return luck.pair_uniform(key, text, who)
