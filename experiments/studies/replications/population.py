"""Shared by the four games of collective risk: a well-mixed population lives until its averages are known.

Half of the starts begin with nobody contributing and half with everybody, so that a population that is slow to leave a
state (metastable at beta = 5, Z = 100) shows as disagreement between starts, that is, as standard error. Time doubles,
and only the latest half counts, until the error was small twice running (a first small error may be luck: to stop at it
would understate the error) or the budget of updates is spent. An error is never smaller than what the start still shows
in the figure, nor than one visit too many or too few to the state from which a start comes (`doubts`): where such
visits are rare, starts that agree may all have missed them.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.studies.replications.case import SEED, Measured, no_more, symbol
from model import luck
from model.params import BadInput
from model.well_mixed import GAME, STRATEGIES, blank_fates, live, states_in

FIRST = 1 << 16  # updates of each start in the first round
ENOUGH = 0.0017  # standard error that ends a run: a third of the tightest tolerance (.005)
CONTROL = (
    SEED,
    symbol("updates", 600_000_000, 1000, 10**11, "most updates of all starts together"),
    symbol("starts", 16, 4, 1000, "populations that live side by side"),
)
PLAY = (
    symbol("N", 4, 2, 20, "actors in a group"),
    symbol("M", 3, 1, 20, "contributors that a group needs"),
    symbol("c", 0.1, 0, 1, "cost, share of the endowment"),
    symbol("r", 0.2, 0, 1, "risk"),
    symbol("beta", 5.0, 0, 100, "strength of imitation"),
    symbol("mu", 0.01, 1e-6, 1, "mutation"),
)


def group_limits(values: Mapping[str, Any]) -> None:
    """A group needs no more contributors than it has members, and has no more members than there are actors."""
    no_more(values, "M", "N")
    no_more(values, "N", "Z")


def trigger_limits(values: Mapping[str, Any]) -> None:
    """No more sponsors are needed than there may be, where the scheme asks for them at all."""
    group_limits(values)
    if values["scheme"] == "local":
        no_more(values, "n_local", "N")
    if values["scheme"] == "global":
        no_more(values, "n_global", "Z")


def class_limits(values: Mapping[str, Any]) -> None:
    """There are poor as well as rich; one alone has nobody of its own class to learn from."""
    group_limits(values)
    if values["ZR"] >= values["Z"]:
        raise BadInput("ZR", values["ZR"], f"0..{values['Z'] - 1}, below Z={values['Z']}")


def game(N: int, needed: float, c: float, r: float, beta: float, mu: float, **more: Any) -> np.ndarray:
    """The parameters of one game (GAME record, shape (1,)); enforcement is off unless a trigger is given."""
    out = np.zeros(1, GAME)
    out["group"], out["needed"], out["cost"], out["risk"] = N, needed, c, r
    out["strength"], out["mutation"], out["strategies"], out["trigger"] = beta, mu, 2, np.inf
    for name, value in more.items():
        out[name] = value
    return out


def averages(games: np.ndarray, sizes: np.ndarray, seed: int, updates: int, starts: int) -> dict[str, Measured]:
    """Long-run means over the starts of success, enforcement and shares, with standard errors."""
    strategies = int(games["strategies"][0])
    fates = blank_fates(states_in(sizes, strategies))
    populations = [_begun(sizes, start, strategies) for start in range(starts)]
    figures = _figures_of_states(fates, sizes, strategies)
    area = {key: np.zeros(starts) for key in figures()}
    spent, span, small = 0, FIRST, 0
    while True:
        samples = []
        for start, counts in enumerate(populations):
            fates.visits[:] = 0
            key = np.uint64(luck.stream(seed, luck.REVISE, spent * starts + start))
            live(counts, games, sizes, span, key, fates)
            samples.append(figures())
        spent += span
        errors = {}
        for key, total in area.items():
            sample = np.array([s[key] for s in samples])
            total += span * sample
            errors[key] = max(sample.std(ddof=1) / np.sqrt(starts), *doubts(sample, total, spent, span, strategies))
        small = small + 1 if max(errors.values()) <= ENOUGH else 0
        if small == 2 or 2 * spent * starts > updates:
            return {k: Measured(float(np.mean([s[k] for s in samples])), float(errors[k])) for k in errors}
        span = spent


def doubts(sample: np.ndarray, area: np.ndarray, spent: int, span: int, strategies: int) -> tuple[float, float]:
    """What disagreement between the starts does not tell of the error of their mean.

    Half of what the strategy at the start still makes of the figure, and what one more visit to where a start comes
    from would make of the mean: a start's figure summed over all its time, less the mean for as long, is what its stay
    there was worth, and a later visit is worth the same.

    :param sample: figure of each start over the latest `span` updates; area: its sum over all `spent` updates
    """
    from_each = [np.arange(len(sample)) % strategies == s for s in range(strategies)]
    means = [sample[those].mean() for those in from_each]
    stays = [area[those].mean() - spent * sample.mean() for those in from_each]
    return (max(means) - min(means)) / 2, max(map(abs, stays)) / (span * len(sample))


def _begun(sizes: np.ndarray, start: int, strategies: int) -> np.ndarray:
    """All actors with one strategy, which rotates with the start."""
    counts = np.zeros((2, STRATEGIES), np.int64)
    counts[:, start % strategies] = sizes
    return counts


def _figures_of_states(fates: Any, sizes: np.ndarray, strategies: int) -> Any:
    """A reader of the visits: each figure as the mean over the states visited."""
    rich, poor = int(sizes[0]), int(sizes[1])
    shape = (rich + 1, poor + 1) * (strategies - 1)
    digits = np.stack(np.unravel_index(np.arange(int(np.prod(shape))), shape))
    counts = np.zeros((len(fates.visits), 2, STRATEGIES))
    counts[:, 0, 1], counts[:, 1, 1] = digits[0], digits[1]
    if strategies == STRATEGIES:
        counts[:, 0, 2], counts[:, 1, 2] = digits[2], digits[3]
    counts[:, :, 0] = sizes - counts[:, :, 1] - counts[:, :, 2]
    total = rich + poor

    def read() -> dict[str, float]:
        seen = np.flatnonzero(fates.visits)
        weight, here = fates.visits[seen] / fates.visits.sum(), counts[seen]
        mean = {
            "eta_G": weight @ (here * fates.success[seen]).sum((1, 2)) / total,
            "eta_I": weight @ (here * fates.active[seen]).sum((1, 2)) / total,
            "C": weight @ here[:, :, 1].sum(1) / total,
            "P": weight @ here[:, :, 2].sum(1) / total,
            "coop_poor": weight @ here[:, 1, 1:].sum(1) / poor,
        }
        mean["coop"] = mean["C"] + mean["P"]
        return mean | ({"coop_rich": weight @ here[:, 0, 1:].sum(1) / rich} if rich else {})

    return read


def picked(figures: dict[str, Measured], *names: str) -> dict[str, Measured]:
    return {name: figures[name] for name in names}
