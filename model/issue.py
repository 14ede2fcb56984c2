"""One transnational problem as every actor meets it: conduct, stakes, agreements, institutions, month by month."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from model import luck, wide
from model.agreement import Agreements, no_agreements
from model.attention import Attention, attend, attention_to, moves_by_itself
from model.environment import Environment
from model.events import Book
from model.means import hand_over, share_out
from model.memory import blank_memory, home_conduct
from model.month import close, reconsider, succeed
from model.norms import Norms
from model.relations import Relations
from model.revision import Dice, plan, thrown
from model.scene import Scene
from model.society import bend
from model.stakes import settle_accounts
from model.standing import amplify, exchange, rename_some
from model.threads import in_ranges, is_wide
from model.world import World, voice_weights

OTHER_ISSUE = 1 << 40  # keeps the streams of a further issue apart from every seed and replica


class Issue(Scene):
    """State of one issue: rows (actors), groups (stakes), agreements, and the institutions at work on it.

    `replica` other than 0 gives other monthly luck on the same world (DEFINITIONS C).
    `place` is that on the agenda: a further issue has its own luck in all but who the actors are and how they are tied.
    """

    def __init__(
        self,
        world: World,
        settings: Mapping[str, Any],
        seed: int,
        institutions: Iterable[Any],
        replica: int = 0,
        place: int = 0,
    ) -> None:
        institutions = list(institutions)
        for kind in institutions:
            settings = kind.informs(settings)
        seed += OTHER_ISSUE * place
        super().__init__(world, settings, seed, people(world, settings, seed, place))
        self.replica = replica
        self.wide = is_wide(len(self.rows))
        self.book = Book(f"{place + 1}/" if place else "")
        self.local_consent = str(settings["local_consent"])
        self.memory = blank_memory(world, self.rows)
        self.bound = np.zeros((len(institutions), len(self.rows)), bool)
        self.notice = np.full((len(institutions), world.n_states), -1)  # month in which that of a pact's state ends
        self.others: list[tuple[Issue, float]] = []  # on the same agenda, and how far each feeds the risk of this one
        self.no_strain = np.zeros(len(self.rows))
        self.groups = world.groups_of_size(int(self.figures["group_size"]), self.seed)
        self.relations = Relations(self, str(settings["subsidised"]))
        self.attention = attention_to(self.relations.ties)
        self.attention_moves = self.relations.moves or bool(self.figures["power_diffusion"]) or moves_by_itself()
        self.watched = -1  # the month in which attention was last worked out
        self.agreements: Agreements = no_agreements(len(self.rows), len(institutions))
        self.environment = Environment(self)
        self.environment.settle(self.strain())
        self.norms = Norms(self, str(settings["norm_dynamics"]), str(settings["norm_entrepreneurs"]))
        self.global_failure = 0.0
        self.settle()
        self.institutions = [kind(self, slot) for slot, kind in enumerate(institutions)]
        self.at_work = {x.stage: [y for y in self.institutions if y.stage == x.stage] for x in self.institutions}
        self.unlike = [x for x in self.institutions if x.binds_by_rule]  # that bind others than their agreements say
        self.strategies = 3 if any(x.enables_sponsoring for x in self.institutions) else 2

    def settle(self) -> None:
        """The first month: a share contributes, each actor by its own luck (DEFINITIONS D5)."""
        start = luck.uniforms(self.lasting(luck.START), self.rows["id"])
        self.rows["strategy"] = self.rows["plan"] = start < self.figures["initial_cooperation"]
        self.rows["recent"] = self.rows["reputation"] = self.rows["strategy"]
        self.agreements.home[:] = self.agreements.outside[:] = home_conduct(self.rows, self.world.homes)
        self.count_success()
        self.pay()

    # -- the lines of a step, in their order (model.westphalia) --

    def count_success(self) -> None:
        about, needs = (self.rows, self.groups, self.settings), self.environment.world_needs
        if self.wide:
            self.global_failure = wide.count_success(*about, needs, self.key(luck.NOISE))
        else:
            self.global_failure = succeed(*about, needs, self.fortune, self.month)

    def pay(self) -> None:
        settle = wide.settle_accounts if self.wide else settle_accounts
        settle(self.rows, self.groups, self.agreements, self.world.homes, self.global_failure, self.settings)
        if self.figures["media_weight"]:
            amplify(self.rows, self.world.layers["media"], self.settings)

    def act(self, stage: str) -> None:
        for institution in self.at_work.get(stage, ()):
            institution.act()

    def dice(self) -> Dice:
        """This month's luck in revising."""
        return Dice(*map(np.uint64, thrown(self.fortune, self.month)))

    def decide(self, row: int | None = None) -> None:
        """Plans of all actors, or of one alone."""
        watch, about = self.look_around(), (self.strategies, self.settings)
        if row is not None:
            plan(row, row + 1, self.rows, watch, self.dice(), *about)
        elif self.wide:
            in_ranges(plan, len(self.rows), self.rows, watch, self.dice(), *about)
        else:
            reconsider(self.rows, watch, *about, self.fortune, self.month)

    def look_around(self) -> Attention:
        """Whom each actor watches this month."""
        if self.watched < 0 or (self.watched < self.month and self.attention_moves):
            attend(self.rows, self.relations.ties, self.settings, self.attention)
            self.watched = self.month
        return self.attention

    def carry_out(self) -> None:
        """Plans become conduct, and conduct is remembered: by the actors, and by those who saw it."""
        np.greater_equal(self.agreements.binding, 0, self.bound)
        for institution in self.unlike:
            self.bound[institution.slot] = institution.bound()
        about = (self.rows, self.memory, self.world.homes, self.agreements, self.bound)
        if self.wide:
            wide.carry_out(*about, self.month)
            in_ranges(rename_some, len(self.rows), self.rows, self.agreements, self.settings)
        else:
            close(*about, self.settings, self.month)

    def relate(self) -> None:
        """Ties strengthen and fade, and those of good name deal with one another."""
        self.relations.act(self.blocs() if self.figures["tie_closure"] else None)
        if self.figures["bilateral_gain"]:
            exchange(self.rows, self.relations.ties, self.settings)

    def strain(self) -> np.ndarray:
        """What the failure of other issues adds to the risk of this one, as a share of it; shape (actors,)."""
        if not self.others:
            return self.no_strain
        out = np.zeros(len(self.rows))
        for other, weight in self.others:
            out += weight * other.rows["failure"]
        return out

    def blocs(self) -> np.ndarray:
        """Row of the coalition that each actor is in, or -1; shape (actors,)."""
        for institution in self.institutions:
            if institution.stage == "coalition":
                return np.asarray(self.agreements.binding[institution.slot])
        return np.full(len(self.rows), -1, np.int32)


def people(world: World, settings: Mapping[str, Any], seed: int, place: int) -> np.ndarray:
    """The world's actors as this issue finds them: what fits each, how exposed it is, what it can give and say."""
    rows = world.rows.copy()
    if place:
        bend(rows, seed)
    if settings["exposed_by"] != "vulnerability":
        rows["exposure"] = world.exposure(str(settings["exposed_by"]))
    share_out(rows, world, str(settings["means_by"]))
    if settings["kind_without_means"] != "nobody":
        hand_over(rows, str(settings["kind_without_means"]))
    rows["voice"] = voice_weights(rows, settings)
    return rows
