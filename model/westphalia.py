"""The laboratory as a Mesa model: one step is ten lines that a student can read."""

import weakref
from collections.abc import Iterable, Mapping
from typing import Any

import mesa
import numpy as np

from agents import KINDS, Actor
from agents.compiled.direct import LARGE, let_go
from model.build import build
from model.governance import INSTITUTIONS, Institution
from model.issue import Issue
from model.kinds import check_kinds
from model.parameter import unknown
from model.presets import coupling_matrix
from model.settings import agenda, checked
from model.world import World


class Westphalia(mesa.Model):
    """States and the actors beneath and across them, on one world with one luck, under a set of institutions.

    `world` is a name ("earth", "random") or a World; `institutions` names from `model.governance.INSTITUTIONS`, or
    classes; `settings` any of `model.params.PARAMETERS`. With `one_by_one` every actor decides through its own Mesa
    handle instead of in the sweep: slower, and the same bits. Raises BadInput for a name or value that is not allowed.
    """

    def __init__(
        self,
        world: World | str = "earth",
        institutions: Iterable[str | type[Institution]] = (),
        seed: int = 1,
        settings: Mapping[str, object] | None = None,
        *,
        replica: int = 0,
        one_by_one: bool = False,
    ) -> None:
        super().__init__(rng=int(seed))
        check_kinds()
        self.settings = checked(settings or {})
        self.world = world if isinstance(world, World) else build(world, int(seed), self.settings)
        self.one_by_one = one_by_one
        self._handles: list[Actor] = []
        kinds, problems = found(institutions), agenda(self.settings)
        self.issues = [Issue(self.world, own, int(seed), kinds, replica, k) for k, own in enumerate(problems)]
        if self.rows.nbytes > LARGE // 4:  # or no argument of a loop is large
            weakref.finalize(self, let_go)
        self.step = self._next_month  # type: ignore[method-assign]
        self._couple([str(own["preset"]) for own in problems], float(self.settings["coupling"]))

    def _couple(self, names: list[str], strength: float) -> None:
        """Every issue knows the others, and how far the failure of each feeds its own risk."""
        for issue, weights in zip(self.issues, coupling_matrix(names, strength), strict=True):
            pairs = zip(self.issues, weights, strict=True)
            issue.others = [(other, float(weight)) for other, weight in pairs if other is not issue]

    def step(self) -> None:
        """One month."""
        for issue in self.issues:
            issue.month += 1
            issue.environment.move(issue.strain())  # 1 shocks and drift, and what the issues do to one another
        for issue in self.issues:
            issue.count_success()  # 2 whose group succeeds
            issue.act("local")  # 3 local institutions see the same conduct as the payoffs
            issue.pay()  # 4 payoffs, sanctions, dues
            issue.act("formal")  # 5 agenda, vote, ratification, review, withdrawal
            issue.act("organ")  # 6 organs between the formal and the informal
        self.decide()  # 7 actors look around and reconsider
        for issue in self.issues:
            issue.norms.act(issue.relations.ties)  # 8 norms spread
            issue.act("coalition")  # 9 coalitions form, admit, leave, dissolve
            issue.carry_out()  # 10 plans become conduct, and are remembered; ties and names change
            issue.relate()

    def _next_month(self) -> None:
        """A step on Mesa's clock. Where nothing else is due it moves on the one event that it would make anew."""
        usual, events = self._default_schedule, self._event_list._events
        due = usual._current_event
        if len(events) == 1 and events[0] is due and due.time == self.time + 1 and not usual._paused:  # type: ignore[has-type]
            self.time = due.time
            due.time += 1.0
            usual._execution_count += 1
            self._do_step()
        else:
            self._wrapped_step()

    def decide(self) -> None:
        """All actors make their plans: in one compiled sweep, or each through its own handle."""
        if self.one_by_one:
            self.agents.do("step")
        else:
            for issue in self.issues:
                issue.decide()

    def look_anew(self) -> None:
        """Attention is worked out again: somebody changed an actor by hand."""
        self.issues[0].watched = -1

    def revise(self, row: int) -> None:
        """The plan of one actor alone."""
        for issue in self.issues:
            issue.decide(row)

    # -- the actors as Mesa sees them --

    @property
    def rows(self) -> np.ndarray:
        """The actors' rows on the first issue."""
        return self.issues[0].rows

    def actor(self, row: int) -> Actor:
        """The handle of one actor. All are made when the first is asked for: 200 bytes and some microseconds each."""
        if not self._handles:
            self._handles = [KINDS[kind](self, i) for i, kind in enumerate(self.rows["kind"])]
        return self._handles[row]

    @property
    def agents(self) -> Any:
        """All actors as a Mesa AgentSet."""
        self._ask()
        return self._all_agents

    @property
    def agents_by_type(self) -> Any:
        """The actors of each kind as Mesa AgentSets."""
        self._ask()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The kinds of actor that there are."""
        return list(self.agents_by_type)

    def _ask(self) -> None:
        if hasattr(self, "issues"):  # Mesa asks before there is anyone
            self.actor(0)


def found(wanted: Iterable[str | type[Institution]]) -> list[type[Institution]]:
    """The institutions of these names, in the order of their registration, then classes; raises BadInput for a name."""
    wanted = list(wanted)
    names = [name for name in wanted if isinstance(name, str)]
    for name in names:
        if name not in INSTITUTIONS:
            raise unknown("institution", name, INSTITUTIONS)
    unnamed = [kind for kind in wanted if not isinstance(kind, str)]
    return [kind for name, kind in INSTITUTIONS.items() if name in names] + unnamed
