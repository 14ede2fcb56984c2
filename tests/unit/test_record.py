"""Treaties of the record in the engine: counted from adoption, declared with reasons, and played."""

from pathlib import Path

import numpy as np
import pytest

from experiments.ask.case import Case
from experiments.play.players import Memory
from experiments.studies.record.pipeline import at_stake, course, settings_of, years_to
from experiments.studies.record.player import treaty
from experiments.studies.record.treaties import ALL, PARTIES, SIX, declared, observed, treaties
from model.build import build
from model.governance.formal_body import FormalBody
from model.params import BadInput

POINT = {"ratification_hazard": 0.03, "cost": 0.01, "mismatch_cost": 0.2}
INF = float("inf")


# -- years are counted from adoption --


def test_years_are_counted_from_a_scripted_history() -> None:
    history = np.array([0, 24, 25, 60, 20, 55, 99])  # parties at the end of months 1 to 7; some leave and come back
    assert years_to(history, 25) == pytest.approx(3 / 12)
    assert years_to(history, 55) == pytest.approx(4 / 12)
    assert years_to(history, 100) == INF
    assert years_to(np.array([], int), 1) == INF
    assert years_to(np.array([30]), 25) == pytest.approx(1 / 12)


def everyone(body: FormalBody, states: np.ndarray, *_: object) -> np.ndarray:
    return np.ones(len(states))


def test_the_clock_starts_at_adoption_and_ends_at_the_last_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FormalBody, "willing", everyone)
    monkeypatch.setattr(FormalBody, "consent", everyone)
    point = POINT | {"ratification_hazard": 0.2, "procedure_hazard": 1, "readiness_spread": 0, "peer_pull": 0}
    at_once = course(treaties()["paris"], point, 3)
    expected = 195 * (1 - 0.8 ** np.arange(1, len(at_once.parties) + 1))
    assert np.abs(at_once.parties - expected).max() < 25  # four standard deviations of so many throws
    assert at_once.parties[-1] >= 180 > at_once.parties[-2]
    assert at_once.unwilling == 0
    monkeypatch.setattr(FormalBody, "passes", lambda body, *_: body.issue.month >= 36)
    late = course(treaties()["paris"], point, 3)
    assert 20 < late.parties[0] < 60  # one month's ratifications, not three years'


def test_a_text_that_is_never_adopted_is_never_a_treaty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.studies.record.pipeline.MONTHS", 30)
    monkeypatch.setattr(FormalBody, "willing", lambda _, states, *__: -np.ones(len(states)))
    parties, unwilling = course(treaties()["kyoto"], POINT, 1)
    assert not len(parties)
    assert unwilling == 1


def test_what_the_oecd_has_at_stake_scales_its_exposure_alone() -> None:
    world = build("earth", 1, settings_of(treaties()["paris"], POINT))
    less = at_stake(world, 0.25)
    code = world.states["code"]
    norway, kenya = int((code == "NOR").argmax()), int((code == "KEN").argmax())
    changed = less.rows["exposure"] / world.rows["exposure"]
    assert (changed[world.rows["home"] == norway] == 0.25).all()
    assert (changed[world.rows["home"] == kenya] == 1).all()
    assert (changed[world.rows["home"] < 0] == 1).all()
    assert at_stake(world, 1) is world


def test_a_treaty_is_a_case_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.studies.record.pipeline.MONTHS", 24)
    monkeypatch.setattr(FormalBody, "passes", lambda *_: True)
    told = {"treaty": "basel", "point": POINT}
    first, again = (treaty(Case("treaty", told, 1), Memory()) for _ in range(2))
    assert set(first.outcomes) == {*(f"years_to_{n}" for n in PARTIES), "unwilling"}
    assert np.isnan(first.outcomes["years_to_180"])  # not within two years
    np.testing.assert_array_equal(first.series["parties"], again.series["parties"])
    assert len(first.series["parties"]) == 24


# -- what is declared --


def test_every_declared_figure_has_a_reason() -> None:
    assert all(len(one.reason) > 15 for one in declared())
    assert {one.treaty for one in declared()} == {ALL, *SIX}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("versailles,quota,0.5", "treaty=versailles: allowed all unfccc"),
        ("paris,quota,1.5", "quota=1.5: allowed 0.01..1"),
        ("paris,burden,-1", "burden=-1: allowed 0..10"),
        ("paris,speed,0.1", "setting=speed: allowed risk cost threshold"),
        ("paris,preset,moon", "preset=moon: allowed own climate"),
    ],
)
def test_a_bad_row_is_refused(row: str, said: str, tmp_path: Path) -> None:
    table = tmp_path / "treaties.csv"
    table.write_text(f"treaty,setting,value,reason\n{row},no reason\n")
    with pytest.raises(BadInput) as refused:
        declared(table)
    assert str(refused.value).startswith(said)


def test_the_number_that_brings_it_into_force_is_that_of_the_text() -> None:
    needed = {name: int(np.ceil(195 * float(t.settings["entry_quota"]) - 1e-9)) for name, t in treaties().items()}
    assert needed == {
        "unfccc": 50, "kyoto": 55, "basel": 20, "paris": 55, "rights_of_the_child": 20, "migrant_workers": 20
    }  # fmt: skip


def test_the_record_is_whole_and_rises() -> None:
    for years in observed().values():
        assert list(years) == list(PARTIES)
        assert sorted(years.values()) == list(years.values())
    assert observed()["migrant_workers"][100] == INF
