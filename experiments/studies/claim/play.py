"""What claims measure of a run: no more outcomes than they ask for, since thousands of runs are asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar

import numpy as np

from experiments.ask.arms import ARMS
from experiments.ask.case import Value
from experiments.play.kept import Kept
from experiments.play.world import play
from experiments.studies.claim import WORLDS, Measurement
from model.game import enforcement
from model.governance import Institution
from model.governance.formal_body import FormalBody
from model.governance.local_institution import LocalInstitution
from model.issue import Issue
from model.outcomes import OUTCOMES
from model.record import Record
from model.westphalia import Westphalia


def all_lucks(world: str, points: Iterable[Mapping[str, Value]], seeds: int) -> Iterator[Measurement]:
    """Every point with each of the lucks 1 to `seeds`."""
    return (Measurement(world, k, seed, point) for k, point in enumerate(points) for seed in range(1, seeds + 1))


def whole(run: Record, outcome: str) -> float:
    """An outcome of a whole run that needs no other run."""
    return Kept((outcome,)).of(run, {})[outcome]


def played(
    case: Measurement,
    institutions: Iterable[str | type[Institution]],
    observed: Iterable[str] = (),
    watch: Callable[[Westphalia], None] | None = None,
    changed: Mapping[str, Value] = {},
) -> Record:
    """One run at the case's settings, some of them changed."""
    settings = {**WORLDS[case.world], **case.settings, **changed}
    steps = int(settings.pop("steps", case.steps))
    measured = {name: OUTCOMES[name] for name in observed}
    return play(case.world, institutions, case.seed, steps, settings, watch=watch, outcomes=measured)


def late_welfare(case: Measurement, arm: str, changed: Mapping[str, Value] = {}) -> float:
    """Mean welfare of the last 60 months under an arm."""
    return float(played(case, ARMS[arm], changed=changed).welfare(True).mean())


def treaty_of(issue: Issue) -> FormalBody:
    """The formal body of a run that has one."""
    return next(body for body in issue.institutions if isinstance(body, FormalBody))


def globally_enforced(case: Measurement, trigger: float, observed: Iterable[str] = ()) -> Record:
    """One run under a single institution of all actors, which a share of them must sponsor."""
    institution = type("Sponsored", (GlobalEnforcement,), {"trigger": trigger})
    return played(case, (institution,), observed)


class GlobalEnforcement(LocalInstitution):
    """The global institution of Vasconcelos, Santos & Pacheco 2013: a local institution whose group is everyone.

    It fines every free-rider in the world once a share `trigger` of all actors sponsors it, and one policy binds all.
    """

    trigger: ClassVar[float]

    def act(self) -> None:
        rows, p = self.issue.rows, self.issue.p
        groups = self.issue.agreements.row[: len(self.issue.groups.failed)]
        sponsors, contributors = (rows["strategy"] == 2).sum(), rows["strategy"] > 0
        groups["fine"], groups["reward"] = enforcement(sponsors, self.needed(), p["local_fine"], p["reward_share"])
        groups["in_force"], groups["monitoring"] = sponsors >= self.needed(), 1.0
        groups["policy"] = rows["optimum"][contributors].mean() if contributors.any() else 0.0

    def needed(self) -> int:
        """Sponsors without whom nobody is fined."""
        return max(1, int(np.ceil(self.trigger * len(self.issue.rows) - 1e-9)))
