"""The player of diagnostics: one run, watched by every instrument that needs the actors themselves."""

import numpy as np

from experiments.ask.case import Case
from experiments.play.players import Memory, player
from experiments.play.row import Row
from experiments.play.world import play
from experiments.studies.diagnose.cascades import cascade_sizes
from experiments.studies.diagnose.flows import between_whole_and_members, sampled
from experiments.studies.diagnose.hysteresis import HOLDS, LEVELS, area, cooperation_under, loop
from experiments.studies.diagnose.influence import Watch, slopes
from model.westphalia import Westphalia

WAYS = ("whole_to_members", "members_to_whole")


@player("closely")
def closely(case: Case, memory: Memory) -> Row:  # noqa: ARG001
    """The measures of one run, its avalanches' sizes, and its loops of hysteresis."""
    told = case.arguments
    world, institutions, steps, settings = (told[name] for name in ("world", "institutions", "steps", "settings"))
    conduct, watch = [], Watch()

    def look(model: Westphalia) -> None:
        conduct.append(model.rows["strategy"] > 0)
        watch.see(model.issues[0])

    record = play(world, institutions, case.seed, steps, settings, watch=look)
    ties, contributing = record.issue.world, np.array(conduct, np.int8)
    outcomes = flows(contributing, sampled(np.arange(len(ties.rows)), case.seed))
    outcomes |= slopes(watch.mean(ties.n_states), record.issue)
    series = {"avalanche": cascade_sizes(contributing, ties.ties.start, ties.ties.to).astype(float)}
    for hold, name in zip(HOLDS, ("", "_slow"), strict=True):
        found = loop(cooperation_under(world, institutions, case.seed, settings, hold), LEVELS)
        outcomes[f"loop_area{name}"] = area(found, LEVELS)
        series |= {f"up{name}": found.up, f"down{name}": found.down}
    return Row(outcomes, series)


def flows(contributing: np.ndarray, members: np.ndarray) -> dict[str, float]:
    """Transfer entropy both ways, with its level by chance; not known in runs of a year or less."""
    if len(contributing) <= 12:
        return {}
    both = zip(WAYS, between_whole_and_members(contributing, members), strict=True)
    return {f"{way}{end}": x for way, flow in both for end, x in zip(("", "_chance", "_p"), flow, strict=True)}
