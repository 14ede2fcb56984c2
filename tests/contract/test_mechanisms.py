"""Ideas of the founding essays that no other test shows alone: each is at work in the model, and can be seen to be."""

from collections.abc import Callable

import numpy as np
import pytest

from agents.actor import advantage, fermi
from agents.affected_community import AffectedCommunity
from agents.city import City
from agents.civil_society import CivilSociety
from agents.cultural_body import CulturalBody
from agents.firm import Firm
from agents.knowledge_body import KnowledgeBody
from agents.state import State
from experiments.ask.arms import ARMS
from experiments.play.world import play
from model.earth import lend_soft_power
from model.outcomes.achievement import global_achievement
from model.outcomes.diplomacy import norm_consensus_time
from model.westphalia import Westphalia

ALL_REVISE = {"revision_rate": 1, "mutation": 0, "shock_step": 0, "homophily": 0}


def learners(chosen: Callable[[Westphalia], np.ndarray], soft_power: float = 1.0, **settings: float) -> np.ndarray:
    """Who would take up what the chosen alone do, and thrive by, in one month; bool, shape (actors,)."""
    model = Westphalia("earth", (), 1, ALL_REVISE | settings)
    rows, models = model.rows, chosen(model)
    rows["strategy"] = models
    rows["society"] = rows["payoff"] = np.where(models, 9.0, 0.0)
    rows["soft_power"] = np.where(models, soft_power, 1.0)
    model.decide()
    return (rows["plan"] > 0) & ~models


def most_urban(model: Westphalia) -> int:
    rows = model.rows
    return int(np.bincount(rows["home"][rows["kind"] == City.code]).argmax())


def cities_abroad(model: Westphalia) -> np.ndarray:
    """All cities but those of the state that has most; nobody follows a city through the media."""
    return (model.rows["kind"] == City.code) & (model.rows["home"] != most_urban(model))


@pytest.mark.parametrize(("openness", "learn"), [(1.0, True), (0.0, False)])
def test_societies_learn_from_one_another_directly_where_borders_are_open(openness: float, learn: bool) -> None:
    took_up = learners(cities_abroad, openness=openness)
    home = Westphalia("earth").rows["home"]
    assert took_up[home == most_urban(Westphalia("earth"))].any() == learn


def test_who_has_soft_power_is_heeded_more() -> None:
    def firms(model: Westphalia) -> np.ndarray:
        return np.asarray(model.rows["kind"] == Firm.code)

    kind = Westphalia("earth").rows["kind"]
    plain, admired = learners(firms), learners(firms, soft_power=4.0)
    for heeding in (State, City, CivilSociety):
        mine = kind == heeding.code
        assert admired[mine].sum() > 1.2 * plain[mine].sum() > 0, heeding.label


def test_each_tie_abroad_of_a_university_or_a_club_lends_its_government_soft_power() -> None:
    rows = Westphalia("earth").rows.copy()
    kind, home = rows["kind"], rows["home"]
    clubs, universities = kind == CulturalBody.code, kind == KnowledgeBody.code
    s = int(np.intersect1d(home[clubs & (home >= 0)], home[universities])[0])
    club, university = (int(np.flatnonzero(which & (home == s))[0]) for which in (clubs, universities))
    abroad = np.flatnonzero((kind == City.code) & (home != s))[:3]
    lend_soft_power(rows, (np.array([club, university, university]), abroad, np.ones(3)), 0.05)
    assert rows["soft_power"][s] == pytest.approx(1.15)
    assert (np.delete(rows["soft_power"][kind == State.code], s) == 1).all()
    lend_soft_power(rows, (np.array([club, university, university]), abroad, np.zeros(3)), 0.05)
    assert rows["soft_power"][s] == 1  # ties that are not let through lend nothing


def test_nearly_everyone_works_with_its_own_kind_abroad_and_with_another() -> None:
    world = Westphalia("earth").world
    ties, kind = world.layers["transnational"], world.rows["kind"]
    alike = kind[ties.sources] == kind[ties.to]
    for whom in (alike, ~alike):
        tied = np.bincount(ties.sources[whom], minlength=len(kind)) > 0
        assert tied[world.n_states :].mean() > 0.95


def test_affected_communities_and_islanders_stand_to_lose_most() -> None:
    model = Westphalia("earth", settings={"risk": 0.1})  # no risk is then cut off at 1
    rows, states = model.rows, model.world.states
    at_home = rows["home"] >= 0
    against_home = rows["risk"][at_home] / rows["risk"][rows["home"][at_home]]
    affected = rows["kind"][at_home] == AffectedCommunity.code
    assert against_home[affected] == pytest.approx(2)
    assert against_home[~affected] == pytest.approx(1)
    maldives, germany = (int(np.flatnonzero(states["code"] == code)[0]) for code in ("MDV", "DEU"))
    assert rows["risk"][maldives] == pytest.approx(2 * rows["risk"][germany])


@pytest.mark.parametrize("own", [0.0, 0.4, 1.0])
def test_a_government_weighs_its_own_gain_against_its_nations(own: float) -> None:
    """By a parameter of its own: the elite weight is a matter of votes (D7)."""
    issue = Westphalia("random", (), 1, {"actors": 60, "own_gain_weight": own, "elite_weight": 0.9}).issues[0]
    me, other, p = issue.rows[0], issue.rows[1], issue.p
    me["endowment"], other["endowment"] = 0.5, 3.0  # mere wealth counts for nothing
    me["payoff"], other["payoff"] = 0.5, 0.6  # elites would gain
    me["society"], other["society"] = 0.5, 0.3  # and the nation would lose
    gain = own * 0.1 + (1 - own) * -0.2
    assert advantage(me, other) == pytest.approx(0.1)
    assert State.appraise(me, other, 0.5, p) == pytest.approx(fermi(gain, p["imitation_strength"]))


@pytest.mark.parametrize("rule", ["naming_game", "best_response"])
def test_a_committed_minority_brings_the_world_to_a_common_standard(rule: str) -> None:
    def months(committed: float) -> float:
        norm = {"actors": 200, "norm_dynamics": rule, "norm_memory": 5, "norm_committed": committed}
        return norm_consensus_time(play("random", (), 1, 120, norm), False)

    assert 1 < months(0.3) < 120
    assert np.isnan(months(0.0))


def test_actors_that_no_state_is_home_to_add_their_means_to_the_worlds() -> None:
    """51 of 1,000 have a twentieth of all means (D1a): where the world needs no more, they alone avert its loss."""
    model = Westphalia("earth", (), 1, {"global_threshold": 0.045, "global_uncertainty": 0})
    model.rows["strategy"] = model.rows["plan"] = model.rows["home"] < 0
    model.step()
    assert global_achievement(model.issues[0]) == 1


def test_a_treaty_keeps_its_reluctant_parties_where_few_of_them_ever_give_notice() -> None:
    """Persons bound in the last five of ten years, by the chance that such a party gives notice (D10b)."""

    def left_out(propensity: float) -> float:
        reluctant = {
            "actors": 60, "quota": 0.3, "ratification_hazard": 0.5, "procedure_hazard": 1, "exit_notice": 3, "term": 12,
            "shock_step": 0, "exit_propensity": propensity,
        }  # fmt: skip
        return float(play("random", ARMS["top_down"], 1, 120, reluctant).series["exclusivity"][-60:].mean())

    assert left_out(0.0002) < 0.15
    assert left_out(1) > 0.3


def test_the_hybrid_regime_has_a_treaty_an_organ_and_what_grows_from_below() -> None:
    eager = {
        "actors": 120, "heterogeneity": 0.05, "treaty_fine": 0.6, "meeting_interval": 3, "ratification_hazard": 0.5,
        "proposal_rate": 0.1, "subcommittee_interval": 1, "risk": 0.4, "shock_step": 0,
        "procedure_hazard": 1, "quota": 0.3,
    }  # fmt: skip
    at_work = set()

    def look(model: Westphalia) -> None:
        issue = model.issues[0]
        bound = {x.name for x in issue.institutions if (issue.agreements.binding[x.slot] >= 0).any()}
        local = issue.agreements.row["in_force"][: len(issue.rows)].any()
        at_work.update(bound | ({"local_institution"} if local else set()))

    play("random", ARMS["hybrid"], 3, 60, eager, watch=look)
    assert at_work == {"formal_body", "subcommittee", "coalitions", "local_institution"}
