"""`compare`: the same world and the same luck under several arms, side by side."""

from experiments.ask import options
from experiments.ask.question import Question, read_arms, read_seeds, read_settings, read_steps, read_workers
from experiments.commands.parameters import WithParameters

COMMAND = WithParameters


def compare(
    world: options.World = "earth",
    arms: options.Arms = options.DEFAULT_ARMS,
    seeds: options.Seeds = "20",
    steps: options.Steps = "240",
    settings: options.Settings = [],  # noqa: B006
    preset: options.Preset = "own",
    out: options.Out = "out/compare",
    workers: options.Workers = "",
    outcomes: options.Outcomes = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play arms on the same worlds with the same luck: a table with intervals, a figure, and data."""
    given, processes = read_settings(settings, preset), read_workers(workers)
    question = Question("compare", world, read_arms(arms), read_seeds(seeds), read_steps(steps), given)

    from experiments.judge.summary import as_json
    from experiments.show.answer import answer, read_outcomes, tell
    from experiments.show.tables import print_summary

    shown = read_outcomes(outcomes)
    found = answer(question, out, processes)
    told = (lambda a: as_json(a.summary)) if json else None
    return tell(found, told, lambda a: print_summary(a.question, a.summary, shown), open_)
