"""`compare`: the same world and the same luck under several arms, side by side."""

from experiments import options
from experiments.commands.parameters import WithParameters
from experiments.options import DEFAULT_ARMS
from experiments.question import Question, read_arms, read_seeds, read_settings, read_workers

COMMAND = WithParameters


def compare(
    world: options.World = "earth",
    arms: options.Arms = DEFAULT_ARMS,
    seeds: options.Seeds = "20",
    steps: options.Steps = "240",
    settings: options.Settings = [],  # noqa: B006
    out: options.Out = "out/compare",
    workers: options.Workers = "",
    outcomes: options.Outcomes = "",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Play arms on the same worlds with the same luck: a table with intervals, a figure, and data."""
    from experiments.answer import answer

    asked = Question("compare", world, read_arms(arms), read_seeds(seeds), steps, read_settings(settings))
    return answer(asked, out, read_workers(workers), outcomes, json, open_)
