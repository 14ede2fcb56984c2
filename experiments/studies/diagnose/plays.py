"""Plays an arm under one luck while every instrument that needs the actors themselves looks on."""

from functools import partial

import numpy as np

from experiments.ask.question import Question
from experiments.play.progress import progress
from experiments.play.run import Family, Run, lost, play
from experiments.play.runner import Task, play_seeds
from experiments.studies.diagnose.cascades import cascade_sizes
from experiments.studies.diagnose.flows import between_whole_and_members, sampled
from experiments.studies.diagnose.hysteresis import HOLDS, LEVELS, area, cooperation_under, loop
from experiments.studies.diagnose.influence import Watch, slopes
from model.westphalia import Westphalia

#: What is told of every run, beside its avalanches and its loop.
MEASURES = (
    "whole_to_members", "whole_to_members_chance", "whole_to_members_p",
    "members_to_whole", "members_to_whole_chance", "members_to_whole_p",
    "influence_weight", "influence_nearness", "loop_area", "loop_area_slow",
)  # fmt: skip


def play_all(question: Question, seeds: tuple[int, ...], workers: int) -> dict[int, Family]:
    """Every arm of the question under some of its lucks, looked at closely."""
    task = Task(question.world, seeds, tuple(question.arms), partial(looked_at, question))
    with progress("playing", len(seeds)) as done:
        return play_seeds(task, workers, done)


def looked_at(question: Question, seed: int) -> Family:
    """All arms under one luck; a run that raises is kept as its error."""
    family: Family = {}
    for arm, institutions in question.arms.items():
        try:
            family[arm] = measured(question, institutions, seed)
        except Exception as error:
            family[arm] = lost(error)
    return family


def measured(question: Question, institutions: tuple[str, ...], seed: int) -> Run:
    """The measures of one run, its avalanches' sizes, and its loop."""
    conduct, watch = [], Watch()

    def look(model: Westphalia) -> None:
        conduct.append(model.rows["strategy"] > 0)
        watch.see(model.issues[0])

    record = play(question.world, institutions, seed, question.steps, question.settings, watch=look)
    world, contributing = record.issue.world, np.array(conduct, np.int8)
    outcomes = flows(contributing, sampled(np.arange(len(world.rows)), seed))
    outcomes |= slopes(watch.mean(world.n_states), record.issue)
    series = {"avalanche": cascade_sizes(contributing, world.ties.start, world.ties.to).astype(float)}
    for hold, name in zip(HOLDS, ("", "_slow"), strict=True):
        found = loop(cooperation_under(question.world, institutions, seed, question.settings, hold), LEVELS)
        outcomes[f"loop_area{name}"] = area(found, LEVELS)
        series |= {f"up{name}": found.up, f"down{name}": found.down}
    return Run(outcomes, series)


def flows(contributing: np.ndarray, members: np.ndarray) -> dict[str, float]:
    """Transfer entropy both ways, with its level by chance; not known in runs of a year or less."""
    if len(contributing) <= 12:
        return {}
    both = zip(("whole_to_members", "members_to_whole"), between_whole_and_members(contributing, members), strict=True)
    return {f"{way}{end}": x for way, flow in both for end, x in zip(("", "_chance", "_p"), flow, strict=True)}
