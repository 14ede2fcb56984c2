"""`run`: one arm, one random seed."""

from pathlib import Path

from experiments.ask import options
from experiments.ask.case import Wanted
from experiments.ask.question import SEED, Question, read_arms, read_settings, read_steps
from experiments.commands.parameters import WithParameters
from experiments.play.where import Where
from model.params import BadInput

COMMAND = WithParameters


def run(
    arm: options.Arm = "hybrid",
    seed: options.Seed = "1",
    world: options.World = "earth",
    steps: options.Steps = "240",
    settings: options.Settings = [],  # noqa: B006
    preset: options.Preset = "own",
    actors: options.Actors = False,
    out: options.Out = "out/run",
    scheduler: options.Scheduler = "",
    outcomes: options.Outcomes = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play one run, and compare its outcomes with the same world and random seed without institutions."""
    given, chosen, months = read_settings(settings, preset), int(SEED.check(seed)), read_steps(steps)
    arms = read_arms(arm)
    if len(arms) > 1:
        raise BadInput("arm", arm, "one arm; compare takes several")
    question = Question("run", world, arms, (chosen,), months, given)

    from experiments.ask.outcomes import played_for, read_outcomes
    from experiments.judge.summary import run_as_json
    from experiments.show.answer import end
    from experiments.show.tables import print_run
    from experiments.studies.compare.answer import compared

    shown = read_outcomes(outcomes)
    wanted = Wanted(played_for(shown), actors=actors)
    found = compared(question, wanted, Path(out), Where(1, scheduler))
    answer = found.answer(
        lambda: run_as_json(question, found.families), lambda: print_run(question, found.summary, shown)
    )
    return end(answer, json, open_)
