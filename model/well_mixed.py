"""The limiting case in which everyone meets everyone: new groups each time, one actor revising at a time.

The same stake, conduct, enforcement, failure, imitation and mutation rules as on a network (`model.game`,
`agents.actor`, `model.revision`), averaged over all groups with hypergeometric weights instead of summed over explicit
ones. Santos & Pacheco 2011; Vasconcelos et al. 2013, 2014; Sun et al. 2021.

A population has two wealth classes (0 rich, 1 poor; a homogeneous one is all poor) and three strategies (0 withhold, 1
contribute, 2 contribute and sponsor); its state is the count of each, int64 shape (2, 3).
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row, fermi, likeness
from agents.compiled import compiled
from model import luck
from model.compiled import loop
from model.game import conduct, enforcement, fails, log_choose, stake
from model.revision import other_strategy

CLASSES, STRATEGIES = 2, 3
LOCAL, GLOBAL = 0, 1

GAME = np.dtype(
    [
        ("group", np.int64),  # N, actors in a group
        ("needed", np.float64),  # endowment that a group's contributors must have between them
        ("endowment", np.float64, (CLASSES,)),
        ("cost", np.float64),  # share of the own endowment
        ("risk", np.float64),
        ("strength", np.float64),  # beta
        ("mutation", np.float64),
        ("homophily", np.float64),
        ("strategies", np.int64),  # 2, or 3 where sponsoring is open
        ("sponsor_cost", np.float64),
        ("budget", np.float64),  # of enforcement
        ("reward_share", np.float64),
        ("trigger", np.float64, (2,)),  # sponsors that activate enforcement: in the group, in the population
    ],
    align=True,
)


class Fates(NamedTuple):
    """What each kind of actor meets in each state of the population, filled in when a state is first visited."""

    payoff: np.ndarray  # shape (states, classes, strategies)
    success: np.ndarray  # share of its groups that meet the threshold
    active: np.ndarray  # share of its groups under enforcement
    visits: np.ndarray  # updates spent in the state


def blank_fates(states: int) -> Fates:
    shape = (states, CLASSES, STRATEGIES)
    return Fates(np.full(shape, np.nan), np.zeros(shape), np.zeros(shape), np.zeros(states, np.int64))


@compiled
def state_of(counts: np.ndarray, sizes: np.ndarray, strategies: int) -> int:
    """One number for a state of the population."""
    index = counts[0, 1] * (sizes[1] + 1) + counts[1, 1]
    if strategies == STRATEGIES:
        index = (index * (sizes[0] + 1) + counts[0, 2]) * (sizes[1] + 1) + counts[1, 2]
    return index


def states_in(sizes: np.ndarray, strategies: int) -> int:
    """How many numbers `state_of` can give."""
    return int(((sizes[0] + 1) * (sizes[1] + 1)) ** (strategies - 1))


@compiled
def fate(wealth: int, strategy: int, counts: np.ndarray, game: Row) -> tuple[float, float, float]:
    """Payoff, success and enforcement of one actor, averaged over all groups it could be in.

    Its N - 1 companions are drawn without replacement from the others: rich and poor contributors and sponsors, and
    those who withhold.
    """
    rc = counts[0, 1] - (wealth == 0 and strategy == 1)
    rs = counts[0, 2] - (wealth == 0 and strategy == 2)
    pc = counts[1, 1] - (wealth == 1 and strategy == 1)
    ps = counts[1, 2] - (wealth == 1 and strategy == 2)
    nobody = counts[0, 0] + counts[1, 0] - (strategy == 0)
    others = game.group - 1
    everyone = log_choose(rc + rs + pc + ps + nobody, others)
    sponsors_of_all = counts[0, 2] + counts[1, 2]
    mine = game.endowment[wealth]
    payoff = success = active = 0.0
    for a in range(min(rc, others) + 1):
        for b in range(min(rs, others - a) + 1):
            for d in range(min(pc, others - a - b) + 1):
                for e in range(min(ps, others - a - b - d) + 1):
                    rest = others - a - b - d - e
                    if rest > nobody:
                        continue
                    ways = log_choose(rc, a) + log_choose(rs, b) + log_choose(pc, d) + log_choose(ps, e)
                    weight = np.exp(ways + log_choose(nobody, rest) - everyone)
                    given = game.endowment[0] * (a + b) + game.endowment[1] * (d + e) + mine * (strategy > 0)
                    failed = fails(given, game.needed)
                    here, on = in_one_group(mine, strategy, failed, b + e + (strategy == 2), sponsors_of_all, game)
                    payoff += weight * here
                    success += weight * (1.0 - failed)
                    active += weight * on
    return payoff, success, active


@compiled
def in_one_group(
    endowment: float, strategy: int, failed: float, sponsors: float, sponsors_of_all: float, game: Row
) -> tuple[float, float]:
    """Payoff in one group and whether enforcement is active there: the rules of `model.game`."""
    fine, reward = enforcement(sponsors, game.trigger[LOCAL], game.budget, game.reward_share)
    on = sponsors >= game.trigger[LOCAL]
    if sponsors_of_all >= game.trigger[GLOBAL]:
        fine, reward = enforcement(sponsors_of_all, game.trigger[GLOBAL], game.budget, game.reward_share)
        on = True
    payoff = endowment * stake(game.risk, 0.0, failed, 0.0)
    payoff += conduct(strategy, game.cost * endowment, 0.0, game.sponsor_cost, fine, reward)
    return payoff, 1.0 if on else 0.0


@compiled
def remember_fates(state: int, counts: np.ndarray, game: Row, fates: Fates) -> None:
    """Work out a state's fates when it is met for the first time."""
    if not np.isnan(fates.payoff[state, 1, 0]):
        return
    for wealth in range(CLASSES):
        for strategy in range(game.strategies):
            if counts[wealth].sum() == 0:
                fates.payoff[state, wealth, strategy] = 0.0
                continue
            payoff, success, active = fate(wealth, strategy, counts, game)
            fates.payoff[state, wealth, strategy] = payoff
            fates.success[state, wealth, strategy] = success
            fates.active[state, wealth, strategy] = active


@compiled
def drawn_actor(mark: float, counts: np.ndarray) -> tuple[int, int]:
    """Class and strategy of the actor at `mark` in [0, Z)."""
    for wealth in range(CLASSES):
        for strategy in range(STRATEGIES):
            mark -= counts[wealth, strategy]
            if mark < 0:
                return wealth, strategy
    return CLASSES - 1, 0


@compiled
def drawn_model(draw: float, wealth: int, strategy: int, counts: np.ndarray, homophily: float) -> tuple[int, int]:
    """Class and strategy of another actor, those of the other class noticed less (Vasconcelos et al. 2014)."""
    total = 0.0
    for k in range(CLASSES):
        total += likeness(homophily, k != wealth) * (counts[k].sum() - (k == wealth))
    mark = draw * total
    for k in range(CLASSES):
        for s in range(STRATEGIES):
            mark -= likeness(homophily, k != wealth) * (counts[k, s] - (k == wealth and s == strategy))
            if mark < 0:
                return k, s
    return wealth, strategy


@loop
def live(counts: np.ndarray, games: np.ndarray, sizes: np.ndarray, updates: int, key: np.uint64, fates: Fates) -> None:
    """Let the population live for so many updates, one reviser each; writes `counts` and `fates.visits`."""
    game = games[0]
    total = sizes.sum()
    state = state_of(counts, sizes, game.strategies)
    remember_fates(state, counts, game, fates)
    for update in range(updates):
        fates.visits[state] += 1
        own = luck.mixed(key + np.uint64(update) * np.uint64(0x9E3779B97F4A7C15))
        wealth, before = drawn_actor(luck.uniform(own, np.uint64(0)) * total, counts)
        after = before
        draw = luck.uniform(own, np.uint64(1))
        if draw < game.mutation:
            after = other_strategy(before, game.strategies, draw / game.mutation)
        else:
            k, s = drawn_model(luck.uniform(own, np.uint64(2)), wealth, before, counts, game.homophily)
            gain = fates.payoff[state, k, s] - fates.payoff[state, wealth, before]
            if s != before and luck.uniform(own, np.uint64(3)) < fermi(gain, game.strength):
                after = s
        if after != before:
            counts[wealth, before] -= 1
            counts[wealth, after] += 1
            state = state_of(counts, sizes, game.strategies)
            remember_fates(state, counts, game, fates)
