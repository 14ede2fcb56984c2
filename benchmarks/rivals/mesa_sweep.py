"""The twin as `mesa.batch_run` wants it: a model that is made from its parameters alone."""

from functools import cache
from typing import Any

import mesa

from benchmarks import common
from benchmarks.rivals.mesa_twin import Twin


@cache
def parts(actors: int, seed: int) -> Any:
    """Ties, groups and start of a world. Ours builds it in every run; the twin is given it."""
    issue = common.ours(actors, seed).issues[0]
    return issue.relations.ties, issue.groups, common.start(issue)


class Swept(Twin):
    """The twin with one figure collected each month."""

    def __init__(self, actors: int, place: int, rng: Any = None) -> None:  # noqa: ARG002  # batch_run passes it
        super().__init__(*parts(actors, place), common.GAME)
        self.datacollector = mesa.DataCollector({"cooperation": lambda model: model.share()})

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)
