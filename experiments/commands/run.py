"""`run`: one arm, one luck."""

from experiments.ask import options
from experiments.ask.question import SEED, Question, read_arms, read_settings, read_steps
from experiments.commands.parameters import WithParameters
from model.params import BadInput

COMMAND = WithParameters


def run(
    arm: options.Arm = "hybrid",
    seed: options.Seed = "1",
    world: options.World = "earth",
    steps: options.Steps = "240",
    settings: options.Settings = [],  # noqa: B006
    preset: options.Preset = "own",
    out: options.Out = "out/run",
    outcomes: options.Outcomes = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play one run, with its outcomes against the same world and luck under none."""
    given, luck, months, arms = (
        read_settings(settings, preset),
        int(SEED.check(seed)),
        read_steps(steps),
        read_arms(arm),
    )
    if len(arms) > 1:
        raise BadInput("arm", arm, "one arm; compare takes several")
    question = Question("run", world, arms, (luck,), months, given)

    from experiments.judge.summary import run_as_json
    from experiments.show.answer import answer, read_outcomes, tell
    from experiments.show.tables import print_run

    shown = read_outcomes(outcomes)
    told = (lambda a: run_as_json(a.question, a.families)) if json else None
    return tell(answer(question, out, 1), told, lambda a: print_run(a.question, a.summary, shown), open_)
