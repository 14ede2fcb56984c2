"""`prior`: what the arms do over all declared uncertainties that are worlds."""

from pathlib import Path
from typing import Annotated

from experiments.ask import options
from experiments.play.where import read_where

Points = Annotated[str, options.option("N", "Number of plausible points; each meets one random seed.")]
Actors = Annotated[str, options.option("N", "Actors in the world.", default="200 on random, 1000 on earth")]
Months = Annotated[str, options.option("T", "Length of every run in months.", default="each point's own, 180 to 300")]


def prior(
    world: options.World = "random",
    points: Points = "128",
    actors: Actors = "",
    steps: Months = "",
    out: options.Out = "out/prior",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    json: options.Json = False,
) -> int:
    """Share of plausible points at which each arm is better, inert, harmful, fragile, or ruins somebody."""
    from experiments.show.answer import Answer, end
    from experiments.studies.prior.answer import answer
    from experiments.studies.prior.findings import as_json
    from experiments.studies.prior.question import read_prior
    from experiments.studies.prior.table import print_findings

    asked, where = read_prior(world, points, actors, steps), read_where(workers, scheduler)
    found, results = answer(asked, Path(out), where)
    told = Answer(results.folder, None, results.failed, lambda: as_json(found), lambda: print_findings(found))
    return end(told, json, open_=False)
