"""Power, channels, blocs, burdens and norms: the outcomes of diplomacy by hand, and the levers that move them."""

from types import SimpleNamespace

import igraph
import numpy as np
import pytest

from agents import ACTOR, KINDS
from agents.state import State
from model.agreement import AGREEMENT
from model.norms import NEW
from model.outcomes import OUTCOMES, diplomacy
from model.record import Record
from model.statistics import modularity
from model.westphalia import Westphalia


def issue(coalition=(), weights=(), **columns):
    """Just what the outcomes read: rows, one coalition institution, weights in decisions."""
    rows = np.zeros(len(next(iter(columns.values()))), ACTOR)
    for name, values in columns.items():
        rows[name] = values
    made = SimpleNamespace(stage="coalition", slot=0, decision_weights=lambda: [np.array(w) for w in weights])
    book = SimpleNamespace(row=np.zeros(9, AGREEMENT), binding=np.array([coalition or [-1] * len(rows)]))
    return SimpleNamespace(rows=rows, institutions=[made], agreements=book, blocs=lambda: book.binding[0])


def test_concentration_is_the_sum_of_squared_shares():
    assert diplomacy.capability_concentration(issue(endowment=[1, 1, 2], soft_power=[2, 2, 2])) == 0.375


def test_capability_without_any_weight_in_a_decision_is_unheard():
    there = issue(weights=[[0.5, 0, 0], [0, 0.1, 0]], endowment=[1, 1, 2], soft_power=[1, 1, 3])
    assert diplomacy.unheard_capability(there) == 0.75
    assert diplomacy.unheard_capability(issue(endowment=[1, 1], soft_power=[1, 1])) == 1


def test_variance_and_mixture_are_taken_within_coalitions():
    s = State.code
    there = issue(coalition=[5, 5, 5, 7, 7, -1], optimum=[0, 1, 2, 4, 4, 99], kind=[s, s, s + 1, s + 1, s + 1, s])
    assert diplomacy.coalition_variance(there) == pytest.approx(2 / 5)
    assert diplomacy.mixed_partnership(there) == pytest.approx(2 / 4)
    nobody = issue(optimum=[0.0, 1.0], kind=[0, 1])
    assert np.isnan([diplomacy.coalition_variance(nobody), diplomacy.mixed_partnership(nobody)]).all()


def test_members_who_withhold_go_unnoticed_by_the_chance_that_nobody_looks():
    there = issue(coalition=[5, 5, 7, 8], strategy=[0, 1, 0, 0])
    there.agreements.row["monitoring"][[5, 7, 8]] = 0.9, 0.5, 0.1
    there.agreements.row["in_force"][[5, 7]] = 1
    assert diplomacy.undetected_share(there) == pytest.approx(0.3)


def test_a_decision_burdens_all_members():
    there = issue(coalition=[5, 5], strategy=[0, 0])
    assert np.isnan(diplomacy.decision_burden(there))
    there.agreements.row["levy"][[5, 7]], there.agreements.row["members"][[5, 7]] = 0.01, [2, 4]
    assert diplomacy.decision_burden(there) == pytest.approx(0.03)


def test_modularity_is_igraphs():
    world = Westphalia("random", (), 3, {"actors": 60}).world
    ties, blocs = world.layers["domestic"], np.arange(60) % 7
    source = np.repeat(np.arange(60), np.diff(ties.start.astype(int)))
    graph = igraph.Graph(n=60, edges=list(zip(source.tolist(), ties.to.tolist(), strict=True)), directed=True)
    assert modularity(*ties, blocs, 7) == pytest.approx(graph.modularity(blocs.tolist(), weights=ties.weight.tolist()))


def test_blocs_are_the_coalitions_and_everyone_else_stands_alone():
    model = Westphalia("random", ("coalitions",), 3, {"actors": 60, "proposal_rate": 0.3, "heterogeneity": 0.05})
    here = model.issues[0]
    assert np.isnan(diplomacy.bloc_modularity(here))
    for _ in range(12):
        model.step()
    blocs = here.blocs().astype(np.int64)
    blocs[blocs < 0] = 1000 + np.flatnonzero(blocs < 0)
    assert diplomacy.bloc_modularity(here) == pytest.approx(modularity(*model.world.ties, blocs, 2000))


def test_births_and_turnover_are_counted():
    model = Westphalia("random", ("coalitions",), 3, {"actors": 60, "proposal_rate": 0.3, "heterogeneity": 0.05})
    record, born, bound = Record(model.issues[0], 24, OUTCOMES), 0, 0
    book = model.issues[0].agreements
    for _ in range(24):
        before = model.issues[0].institutions[0].tally[2]
        model.step()
        record.observe()
        born += model.issues[0].institutions[0].tally[2] - before
        bound += (book.binding >= 0).sum()
    assert diplomacy.coalitions_born(record, False) == born / 2 > 0
    ended, cut_off = record.spells()
    assert diplomacy.turnover(record, False) == pytest.approx(len(ended) / (ended.sum() + cut_off.sum()))
    assert ended.sum() + cut_off.sum() <= bound  # a month of membership is seen at its end


def test_the_norm_is_told_when_it_is_at_stake_and_its_consensus_when_it_comes():
    off = Record(Westphalia("random", (), 3, {"actors": 60}).issues[0], 3, OUTCOMES)
    assert np.isnan(off.series["norm_share"][0])
    tale = SimpleNamespace(series={"norm_share": np.array([0.1, 0.5, 0.9, 0.8])})
    assert diplomacy.norm_consensus_time(tale, False) == 2
    assert np.isnan(diplomacy.norm_consensus_time(SimpleNamespace(series={"norm_share": np.zeros(4)}), False))


# -- levers --


def test_power_passes_from_governments_to_others_and_none_is_lost():
    model = Westphalia("random", (), 3, {"actors": 60, "power_diffusion": 0.1})
    states, before = model.world.governments, model.rows.copy()
    for _ in range(24):
        model.step()
    for trait in ("means", "voice", "soft_power"):
        assert model.rows[trait][states] == pytest.approx(before[trait][states] * 0.81)
        assert model.rows[trait].sum() == pytest.approx(before[trait].sum())
    assert (model.rows["endowment"] == before["endowment"]).all()  # wealth stays where it is (D18)
    again = Westphalia(model.world, (), 3, {"actors": 60, "power_diffusion": 0.1}).rows
    assert again.tobytes() == before.tobytes()  # the next run begins as this one did


@pytest.mark.parametrize("kind", [kind.label for kind in KINDS])
def test_norm_entrepreneurs_are_of_the_kind_that_was_said(kind):
    settings = {"norm_dynamics": "naming_game", "norm_entrepreneurs": kind, "norm_committed": 1}
    rows = Westphalia("earth", (), 3, settings).rows
    assert ((rows["committed"] > 0) == (rows["kind"] == [k.label for k in KINDS].index(kind))).all()
    assert (rows["norm"][rows["committed"] > 0] == NEW).all()


def test_as_many_are_committed_whoever_they_are():
    def committed(whom: str) -> int:
        settings = {"norm_dynamics": "naming_game", "norm_entrepreneurs": whom, "norm_committed": 0.05}
        return sum((Westphalia("earth", (), seed, settings).rows["committed"] > 0).sum() for seed in (1, 2, 3))

    for whom in ("all", "firm", "bridges"):
        assert committed(whom) == pytest.approx(150, abs=45)  # 3.8 standard deviations


def test_bridges_have_ties_to_both_camps():
    settings = {"norm_dynamics": "naming_game", "norm_entrepreneurs": "bridges", "norm_committed": 1}
    model = Westphalia("earth", (), 3, settings)
    committed, ties, bent = model.rows["committed"] > 0, model.world.ties, model.rows["home_bent"]

    def towards(i: int, side: int) -> float:
        mine = slice(ties.start[i], ties.start[i + 1])
        return float(ties.weight[mine][np.sign(bent[ties.to[mine]]) == side].sum())

    to_the_lesser = np.array([min(towards(i, -1), towards(i, 1)) for i in range(len(bent))])
    assert to_the_lesser[committed].min() > to_the_lesser[~committed].max() - 1e-9
    assert 0.1 <= committed.mean() < 0.2
