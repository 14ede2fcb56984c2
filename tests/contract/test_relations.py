"""Ties that are paid for, that grow with the media, and that close up within blocs."""

import numpy as np
import pytest

from agents import KINDS
from model.outcomes import OUTCOMES
from model.relations import STRONGEST, TIE_PRICE, close_ranks
from model.statistics import modularity
from model.westphalia import Westphalia

SMALL = {"actors": 300, "shock_step": 0}


def issue_with(**settings):
    return Westphalia("random", ("coalitions",), 1, SMALL | settings).issues[0]


def test_by_default_ties_are_the_worlds_own() -> None:
    issue = issue_with()
    issue.relate()
    assert issue.relations.ties is issue.world.ties


def test_the_layers_add_up_to_the_whole() -> None:
    world = issue_with().world
    assert sum(world.weight_in(layer) for layer in world.layers) == pytest.approx(world.ties.weight)


@pytest.mark.parametrize("circle", ["cities", "organisations", "people"])
def test_a_programme_strengthens_ties_abroad_of_its_own_circle(circle: str) -> None:
    issue = issue_with(tie_subsidy=0.5, subsidised=circle)
    world, moved = issue.world, issue.relations.ties.weight - issue.world.ties.weight
    kinds = [KINDS[k].circle for k in world.rows["kind"]]
    both = np.array([kinds[i] == circle == kinds[j] for i, j in zip(world.ties.sources, world.ties.to, strict=True)])
    assert moved == pytest.approx(0.5 * world.weight_in("transnational") * both)
    assert moved.sum() > 0


def test_circles_are_told_apart_and_all_of_them_are_less_than_everything() -> None:
    issue = issue_with(tie_subsidy=1.0)
    parts = [issue.relations.exchanges(circle).sum() for circle in ("cities", "organisations", "people")]
    assert min(parts) > 0
    assert sum(parts) < issue.relations.exchanges("all").sum()


def test_governments_pay_for_the_ties_of_their_own_societies() -> None:
    issue = issue_with(tie_subsidy=0.5)
    issue.relate()
    world, outlay = issue.world, issue.rows["outlay"]
    s = int(np.argmax(outlay))
    at_home = world.rows["home"][world.ties.sources] == s
    assert outlay[s] == pytest.approx(TIE_PRICE * 0.5 * world.weight_in("transnational")[at_home].sum())
    assert (outlay[world.n_states :] == 0).all()


def test_attention_to_the_media_grows_by_the_year_and_nothing_else_does() -> None:
    issue = issue_with(media_growth=0.1)
    issue.month = 24
    issue.relate()
    grown = issue.relations.ties.weight - issue.world.ties.weight
    assert grown == pytest.approx(0.1 * 2 * issue.world.weight_in("media"))
    assert grown.sum() > 0


def test_partners_draw_closer_and_blocs_drift_apart() -> None:
    start, to = np.array([0, 3, 4, 5, 6], np.uint32), np.array([1, 2, 3, 0, 0, 0], np.uint32)
    closeness, blocs = np.ones(6), np.array([7, 7, 8, -1], np.int32)
    close_ranks(start, to, closeness, blocs, 0.1)
    assert closeness == pytest.approx([1.1, 1 / 1.1, 1, 1.1, 1 / 1.1, 1])
    for _ in range(200):
        close_ranks(start, to, closeness, blocs, 0.1)
    assert closeness == pytest.approx([STRONGEST, 1 / STRONGEST, 1, STRONGEST, 1 / STRONGEST, 1])


def test_blocs_that_close_up_change_what_is_attended_to_and_the_world_stays() -> None:
    model = Westphalia("random", ("coalitions",), 1, SMALL | {"tie_closure": 0.5, "proposal_rate": 0.3, "risk": 0.6})
    before = model.world.ties.weight.copy()
    for _ in range(24):
        model.step()
    moved = model.issues[0].relations.ties.weight
    assert (moved > before).any()
    assert (moved < before).any()
    assert (model.world.ties.weight == before).all()
    issue = model.issues[0]
    alone = issue.blocs() < 0
    blocs = np.where(alone, len(issue.agreements.row) + np.arange(len(alone)), issue.blocs()).astype(np.int64)
    at_first = modularity(*model.world.ties, blocs, int(blocs.max()) + 1)
    assert OUTCOMES["bloc_modularity"].monthly(issue) > at_first + 0.01
