"""The laboratory as a Mesa model: what somebody who knows Mesa expects of it is there."""

import mesa
import numpy as np
import pytest

from agents import ACTOR, KINDS, Actor
from agents.city import City
from agents.state import State
from model.build import build
from model.params import BadInput
from model.westphalia import Westphalia

SETTINGS = {"actors": 60, "initial_cooperation": 0.3}


def made(institutions=("local_institution", "coalitions"), **settings) -> Westphalia:
    return Westphalia("random", institutions, 5, SETTINGS | settings)


@pytest.fixture
def model() -> Westphalia:
    return made()


def test_it_is_a_mesa_model_of_mesa_agents(model):
    assert isinstance(model, mesa.Model)
    assert all(issubclass(kind, Actor) and issubclass(Actor, mesa.Agent) for kind in KINDS)


def test_a_step_is_a_month_and_time_goes_on(model):
    for month in (1, 2, 3):
        model.step()
        assert model.time == model.steps == model.issues[0].month == month
    model.run_for(2)
    assert model.time == model.issues[0].month == 5


def test_what_somebody_has_scheduled_happens_at_its_time_among_the_steps(model):
    months = []

    def look() -> None:
        months.append((model.time, model.issues[0].month))

    model.step()
    model.schedule_event(look, at=2.5)
    model.schedule_event(look, at=4)  # the step of that month comes first
    for _ in range(4):
        model.step()
    assert months == [(2.5, 2), (4, 4)]
    assert model.time == model.steps == model.issues[0].month == model._default_schedule.execution_count == 5


def test_handles_are_made_when_asked_for_and_not_before(model):
    model.step()
    assert len(model._all_agents) == 0
    one = model.actor(7)
    assert 1 <= len(model._all_agents) <= 60
    assert model.actor(7) is one
    assert len(model.agents) == 60
    assert model.actor(7) is one


def test_there_is_one_agent_for_each_row_and_of_its_kind(model):
    agents = list(model.agents)
    assert sorted(a.row for a in agents) == list(range(60))
    assert all(type(a) is KINDS[model.rows["kind"][a.row]] for a in agents)
    assert all(a.model is model for a in agents)
    assert [model.world.names[a.row] for a in agents] == [a.name for a in agents]


def test_agents_are_known_by_type_without_being_asked_for_first(model):
    by_type = made().agents_by_type
    assert set(by_type) == {KINDS[code] for code in np.unique(model.rows["kind"])}
    assert len(by_type[State]) == model.world.n_states == 12
    assert set(made().agent_types) == set(by_type)


def test_an_agents_number_does_not_depend_on_who_was_asked_for_first():
    here, there = made(), made()
    there.actor(31)
    assert {a.row: a.unique_id for a in here.agents} == {a.row: a.unique_id for a in there.agents}


def test_every_trait_is_read_from_the_row_and_written_to_it(model):
    actor = model.actor(20)
    for name in ACTOR.names:
        assert getattr(actor, name) == model.rows[name][20]
        assert not isinstance(getattr(actor, name), np.generic)
    actor.endowment, actor.strategy = 3.25, 1
    assert model.rows["endowment"][20] == 3.25
    assert model.rows["strategy"][20] == 1
    model.rows["soft_power"][20] = 9.0
    assert actor.soft_power == 9.0


def test_what_is_no_trait_is_an_attribute_of_the_agent_as_usual(model):
    actor = model.actor(3)
    actor.nickname = "x"
    assert actor.nickname == "x"
    assert not hasattr(actor, "unheard_of")
    with pytest.raises(AttributeError, match="unheard_of"):
        _ = actor.unheard_of


def test_what_is_written_through_a_handle_changes_what_follows():
    plain, touched = made(), made()
    for actor in touched.agents:
        actor.strategy = 1
    for _ in range(3):
        plain.step()
        touched.step()
    assert touched.agents.agg("strategy", np.count_nonzero) > plain.agents.agg("strategy", np.count_nonzero)
    assert touched.rows["payoff"].sum() != plain.rows["payoff"].sum()


def test_asking_for_handles_changes_nothing():
    plain, watched = made(), made()
    for _ in range(12):
        plain.step()
        watched.step()
        watched.agents.get("payoff")
    assert plain.rows.tobytes() == watched.rows.tobytes()


def test_an_agent_set_gets_sets_selects_groups_and_adds_up(model):
    agents, rows = model.agents, model.rows
    row = np.array([a.row for a in agents])
    assert agents.get("endowment") == rows["endowment"][row].tolist()
    assert agents.get(["row", "home"]) == [[int(r), int(rows["home"][r])] for r in row]
    assert agents.agg("endowment", sum) == pytest.approx(rows["endowment"].sum())
    assert len(agents.select(agent_type=City)) == (rows["kind"] == City.code).sum()
    rich = agents.select(lambda a: a.endowment > 1)
    assert sorted(a.row for a in rich) == np.flatnonzero(rows["endowment"] > 1).tolist()
    agents.set("bias", 0.5)
    assert (rows["bias"] == 0.5).all()
    groups = agents.groupby("kind")
    assert {k: len(g) for k, g in groups} == dict(zip(*np.unique(rows["kind"], return_counts=True), strict=True))
    assert groups.agg("endowment", max)[State.code] == rows["endowment"][:12].max()
    assert [a.row for a in agents.sort("payoff", ascending=True)] == sorted(row, key=lambda r: rows["payoff"][r])


@pytest.mark.parametrize("order", ["do", "shuffle_do"])
def test_all_agents_deciding_alone_in_any_order_plan_as_the_sweep_does(order):
    swept, alone = made(revision_rate=1), made(revision_rate=1)
    for m in (swept, alone):
        for _ in range(4):
            m.step()
        m.rows["plan"] = 9
    swept.decide()
    getattr(alone.agents, order)("step")
    assert set(alone.rows["plan"]) <= {0, 1, 2}
    assert alone.rows["plan"].tolist() == swept.rows["plan"].tolist()


def test_a_single_agents_step_plans_for_itself_alone(model):
    model.step()
    model.rows["plan"] = 9
    model.actor(17).step()
    assert np.flatnonzero(model.rows["plan"] != 9).tolist() == [17]


def test_neighbours_are_those_it_is_tied_to(model):
    actor = model.actor(30)
    assert [a.row for a in actor.neighbors] == model.world.ties.of(30)
    assert all(isinstance(a, Actor) and a.model is model for a in actor.neighbors)


def cooperation(model) -> float:
    return float((model.rows["strategy"] > 0).mean())


def test_a_data_collector_follows_model_and_agents(model):
    collector = mesa.DataCollector(
        model_reporters={"cooperation": cooperation, "time": "time"},
        agent_reporters={"strategy": "strategy", "payoff": lambda a: a.payoff},
        agenttype_reporters={State: {"society": "society"}},
    )
    seen = []
    for _ in range(4):
        collector.collect(model)
        seen.append((cooperation(model), model.rows["strategy"].sum(), model.rows["payoff"].sum()))
        model.step()
    frame = collector.get_model_vars_dataframe()
    assert frame["cooperation"].tolist() == [s[0] for s in seen]
    assert frame["time"].tolist() == [0, 1, 2, 3]
    each = collector.get_agent_vars_dataframe().groupby("Step")
    assert each["strategy"].sum().tolist() == [s[1] for s in seen]
    np.testing.assert_allclose(each["payoff"].sum(), [s[2] for s in seen])
    assert len(collector.get_agenttype_vars_dataframe(State)) == 4 * 12


def test_a_model_takes_a_world_that_was_built_before(model):
    again = Westphalia(build("random", 5, model.settings), ("local_institution", "coalitions"), 5, SETTINGS)
    for m in (model, again):
        m.step()
    assert again.rows.tobytes() == model.rows.tobytes()


def test_models_on_one_world_do_not_touch_each_other(model):
    other = made()
    model.step()
    assert other.rows.tobytes() == made().rows.tobytes()
    assert not np.shares_memory(other.rows, model.rows)
    assert (model.world.rows["strategy"] == 0).all()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"world": "mars"}, r"^world=mars: allowed earth random$"),
        ({"institutions": ["court"]}, r"^institution=court: allowed alliance brics coalitions formal_body "),
        ({"settings": {"risk": 2}}, r"^risk=2: allowed 0\.\.1$"),
        ({"settings": {"risks": 1}}, r"^parameter=risks: allowed risk cost "),
    ],
)
def test_bad_input_is_said_in_one_line(given, said):
    with pytest.raises(BadInput, match=said):
        Westphalia(**({"world": "random", "settings": SETTINGS} | given))
