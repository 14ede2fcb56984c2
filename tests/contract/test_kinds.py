"""Every kind of actor, found by registration: it has rules of its own, and the sweep and its handle obey them alike."""

import re
import sys

import numpy as np
import pytest

from agents import ACTOR, KINDS, Actor
from agents.state import State
from model import luck
from model.params import PARAMETERS
from model.settings import settings_type
from model.westphalia import Westphalia

RULES = ("attention", "appraise", "perceive")
EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")
LIVELY = {
    "actors": 160, "heterogeneity": 0.05, "treaty_fine": 0.6, "meeting_interval": 2, "ratification_hazard": 0.5,
    "proposal_rate": 0.1, "risk": 0.5, "shock_step": 24, "homophily": 0.3, "perception_noise": 0.5,
}  # fmt: skip
BRISK = {"revision_rate": 1.0, "mutation": 0.1, "cost": 0.3, "imitation_strength": 4}
MONTHS = 36


def each_kind(test):
    return pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)(test)


def lively(**given) -> Westphalia:
    return Westphalia("random", EVERYTHING, 3, LIVELY | given.pop("settings", {}), **given)


# -- one rule, two speeds --


def test_a_crowd_decides_bit_for_bit_as_each_would_alone():
    sweep, alone = lively(), lively(one_by_one=True)
    bound = set()
    for month in range(1, MONTHS + 1):
        sweep.step()
        alone.step()
        assert sweep.rows.tobytes() == alone.rows.tobytes(), month
        for here, there in zip(sweep.issues[0].agreements, alone.issues[0].agreements, strict=True):
            assert here.tobytes() == there.tobytes(), month
        bound |= {
            x.name for x in sweep.issues[0].institutions if (sweep.issues[0].agreements.binding[x.slot] >= 0).any()
        }
    assert bound == {"formal_body", "coalitions", "subcommittee"}
    assert set(np.unique(sweep.rows["kind"])) == {kind.code for kind in KINDS}
    assert set(np.unique(sweep.rows["strategy"])) == {0, 1, 2}


class Sweepless:
    """Plans of one month, derived anew in plain Python from the rules as the classes state them."""

    def __init__(self, model: Westphalia) -> None:
        issue = model.issues[0]
        self.rows, self.p = issue.rows.view(np.recarray), issue.settings.view(np.recarray)[0]
        self.ties, self.dice, self.strategies = model.world.ties, issue.dice(), issue.strategies

    def chance(self, rules, me, other, surround) -> float:
        return rules.appraise.__wrapped__(me, other, surround, self.p)

    def plan(self, i: int, rules: type[Actor]) -> tuple[int, bool]:
        """What actor i plans under the rules of this kind, and whether it looked at another to do so."""
        me, p = self.rows[i], self.p
        if luck.uniform(self.dice.revise, me.id) >= p.revision_rate:
            return int(me.strategy), False
        draw = luck.uniform(self.dice.mutate, me.id)
        if draw < p.mutation:
            others = [s for s in range(self.strategies) if s != me.strategy]
            return others[int(draw / p.mutation * len(others))], False
        start, end = self.ties.start[i], self.ties.start[i + 1]
        others = self.ties.to[start:end]
        pairs = zip(others, self.ties.weight[start:end], strict=True)
        weight = np.array([rules.attention.__wrapped__(me, self.rows[j], w, p) for j, w in pairs])
        if weight.sum() <= 0:
            return int(me.strategy), False
        surround = weight[self.rows.strategy[others] > 0].sum() / weight.sum()
        mark = luck.uniform(self.dice.model, me.id) * weight.sum()
        other = self.rows[others[np.searchsorted(np.cumsum(weight), mark, side="right")]]
        taken = luck.uniform(self.dice.copy, me.id) < self.chance(rules, me, other, surround)
        return int(other.strategy if taken else me.strategy), True


@pytest.fixture(scope="module")
def months() -> dict[str, np.ndarray]:
    """For every row and month: its kind, the sweep's plan, the plan by its own rules, and by the default rules."""
    model, out = lively(settings=BRISK), []
    decide = model.decide

    def compare() -> None:
        hand = Sweepless(model)
        decide()
        for i, row in enumerate(model.rows):
            own, looked = hand.plan(i, KINDS[row["kind"]])
            out.append((row["kind"], row["plan"], own, hand.plan(i, Actor)[0], looked))

    model.decide = compare
    for _ in range(14):
        model.step()
    return dict(zip(("kind", "sweep", "own", "default", "looked"), np.array(out).T, strict=True))


@each_kind
def test_the_sweep_plans_by_the_kinds_own_rules(months, kind):
    mine = months["kind"] == kind.code
    assert (months["looked"][mine] > 0).sum() > 20
    assert (months["sweep"][mine] == months["own"][mine]).all()
    assert len(set(months["own"][mine])) > 1


@each_kind
def test_without_its_own_rules_the_kind_would_act_otherwise(months, kind):
    mine = months["kind"] == kind.code
    assert (months["sweep"][mine] != months["default"][mine]).any()


@each_kind
def test_the_sweep_perceives_risk_by_the_kinds_own_rule(kind):
    model = lively()
    for _ in range(6):
        model.step()
    rows, p = model.rows.view(np.recarray), model.issues[0].settings.view(np.recarray)[0]
    for row in rows[rows.kind == kind.code]:
        assert row.perceived_risk == pytest.approx(kind.perceive.__wrapped__(row, p), abs=1e-15)


# -- a rule of its own, not a constant of its own --


def probe(rng) -> np.record:
    """A row with every trait drawn at random."""
    row = np.zeros(1, ACTOR).view(np.recarray)
    for name in ACTOR.names:
        if ACTOR[name].kind == "f":
            row[name] = rng.uniform(0.05, 0.95)
    row.strategy, row.kind, row.rich, row.home = rng.integers([2, len(KINDS), 2, 9])
    return row[0]


def settings(rng) -> np.record:
    row = np.zeros(1, settings_type()).view(np.recarray)
    for name in row.dtype.names:
        if row.dtype[name].kind != "i":
            row[name] = rng.uniform(0.1, 0.9)
        elif not PARAMETERS[name].choices:
            row[name] = PARAMETERS[name].default
    row.imitation_strength = rng.uniform(1, 5)
    return row[0]


def reads(kind: type[Actor], rule: str) -> set[tuple[str, str]]:
    """What the rule depends on: (me, other or settings, field), found by changing one field at a time."""
    function, found = getattr(kind, rule).__wrapped__, set()
    for seed in range(6):
        rng = np.random.default_rng(seed)
        me, other, number, p = probe(rng), probe(rng), rng.uniform(0.2, 0.8), settings(rng)
        arguments = {"attention": (me, other, number, p), "appraise": (me, other, number, p), "perceive": (me, p)}[rule]
        plain = function(*arguments)
        for name, record in (("me", me), ("other", other), ("settings", p)):
            for field in record.dtype.names:
                kept = record[field]
                record[field] = (
                    1 - kept if field in ("strategy", "rich") else kept + 1 if field == "kind" else kept * 0.7
                )
                if function(*arguments) != plain:
                    found.add((name, field))
                record[field] = kept
        if len(arguments) == 4 and function(me, other, number * 0.7, p) != plain:
            found.add(("the tie" if rule == "attention" else "surround", ""))
    return found


@pytest.fixture(scope="module")
def signature() -> dict[type[Actor], dict[str, frozenset]]:
    return {kind: {rule: frozenset(reads(kind, rule)) for rule in RULES} for kind in (Actor, *KINDS)}


def own_rules(kind: type[Actor]) -> list[str]:
    return [rule for rule in RULES if getattr(kind, rule) is not getattr(Actor, rule)]


@each_kind
def test_each_kind_has_a_rule_that_is_its_own(kind):
    assert own_rules(kind)
    for rule in own_rules(kind):
        assert all(getattr(kind, rule) is not getattr(other, rule) for other in KINDS if other is not kind)


@each_kind
def test_each_kind_decides_by_other_things_than_the_default_and_than_every_other_kind(signature, kind):
    for other in (Actor, *KINDS):
        if other is not kind:
            assert signature[kind] != signature[other], other


@each_kind
def test_each_rule_of_its_own_gives_other_numbers_that_are_no_multiple_of_the_default(kind):
    for rule in own_rules(kind):
        own, default = [], []
        for seed in range(40):
            rng = np.random.default_rng(seed)
            me, other, number, p = probe(rng), probe(rng), rng.uniform(0.2, 0.8), settings(rng)
            arguments = (me, p) if rule == "perceive" else (me, other, number, p)
            own.append(getattr(kind, rule).__wrapped__(*arguments))
            default.append(getattr(Actor, rule).__wrapped__(*arguments))
        assert np.ptp(np.array(own) / np.array(default)) > 0.01, rule
        assert np.isfinite(own).all()
        if rule != "attention":
            assert 0 <= min(own) <= max(own) <= 1


@each_kind
def test_each_kind_names_its_source(kind):
    assert re.search(r"\b(1[89]|20)\d\d\b", sys.modules[kind.__module__].__doc__)
    assert kind.__doc__
    assert kind.label == kind.__module__.removeprefix("agents.")


@each_kind
def test_each_kind_lives_in_every_world(kind):
    for world in ("earth", "random"):
        rows = Westphalia(world, (), 1, {"actors": 1000 if world == "earth" else 160}).rows
        assert (rows["kind"] == kind.code).sum() > 2
    if kind is not State:
        assert kind.presence_share > 0 or kind.label == "city"
