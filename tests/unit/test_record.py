"""The treaty pipeline against the record: counted, censored, fitted and told rightly, and blind to what it predicts."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.__main__ import main
from experiments.ask.case import Case
from experiments.judge.estimate import Estimate
from experiments.play import players
from experiments.play.players import Memory
from experiments.play.row import Row
from experiments.play.where import Where
from experiments.studies.record import protocol
from experiments.studies.record.calibration import Fit, box, fit, in_cube, in_units, medians
from experiments.studies.record.findings import near, side
from experiments.studies.record.pipeline import course, settings_of, years_to
from experiments.studies.record.protocol import (
    FITTED,
    FREE,
    HORIZON,
    PARTIES,
    PREDICTED,
    misfit,
    off_by,
    rival,
    verdict,
)  # fmt: skip
from experiments.studies.record.treaties import ALL, declared, observed, treaties
from model.governance.formal_body import FormalBody
from model.params import PARAMETERS, BadInput
from tests.unit.recording import POINT, TINY, follows_the_figures, years_of

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
    point = POINT | {"ratification_hazard": 0.2}
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
    from experiments.studies.record.pipeline import at_stake
    from model.build import build

    world = build("earth", 1, settings_of(treaties()["paris"], POINT))
    less = at_stake(world, 0.25)
    code = world.states["code"]
    norway, kenya = int((code == "NOR").argmax()), int((code == "KEN").argmax())
    changed = less.rows["exposure"] / world.rows["exposure"]
    assert (changed[world.rows["home"] == norway] == 0.25).all()
    assert (changed[world.rows["home"] == kenya] == 1).all()
    assert (changed[world.rows["home"] < 0] == 1).all()
    assert at_stake(world, 1) is world


# -- the misfit --


def test_the_misfit_of_known_numbers() -> None:
    one = {"a": {25: 2.0, 55: 4.0}}
    assert misfit(one, one) == 0
    assert misfit(one, {"a": {25: 4.0, 55: 4.0}}) == pytest.approx(np.log(2) ** 2 / 2)
    assert misfit(one, {"a": {25: 1.0, 55: 8.0}}) == pytest.approx(np.log(2) ** 2)
    assert off_by(misfit(one, {"a": {25: 6.0, 55: 12.0}})) == pytest.approx(3)
    with pytest.raises(KeyError):
        misfit(one, {"a": {25: 2.0}})


def test_censoring_on_either_side() -> None:
    never = {"a": {180: INF}}
    assert misfit(never, {"a": {180: INF}}) == 0
    assert misfit(never, {"a": {180: HORIZON + 5}}) == 0  # after today: as the record
    assert misfit(never, {"a": {180: HORIZON / 2}}) == pytest.approx(np.log(2) ** 2)
    assert misfit({"a": {180: HORIZON / 3}}, never) == pytest.approx(np.log(3) ** 2)


def test_the_rival_and_the_verdict() -> None:
    fitted = {"a": dict.fromkeys(PARTIES, 2.0), "b": dict.fromkeys(PARTIES, 8.0)}
    assert rival(fitted) == pytest.approx(dict.fromkeys(PARTIES, 4.0))
    assert [verdict(Estimate(2, low, high, 9), 3) for low, high in ((1, 2), (4, 5), (2, 4))] == [
        "better",
        "worse",
        "no better and no worse",
    ]


def run(years: float) -> Row:
    return Row({f"years_to_{n}": years for n in PARTIES} | {"unwilling": 0.5}, {"parties": np.array([0.0, 30.0])})


def test_the_median_of_runs_of_which_some_never_get_there() -> None:
    assert medians({"a": [run(x) for x in (1.0, INF, 3.0)]})["a"][25] == 3.0
    assert medians({"a": [run(x) for x in (1.0, INF, INF)]})["a"][25] == INF
    assert medians({"a": [run(x) for x in (1.0, 2.0, INF, INF)]})["a"][25] == 2.0


def test_the_interval_of_a_misfit_is_over_seeds() -> None:
    exact = {name: [Row({f"years_to_{n}": observed()[name][n] for n in PARTIES})] * 5 for name in PREDICTED}
    assert side(exact, PREDICTED).misfit[:3] == (0, 0, 0)
    mixed = {name: runs[:3] + [run(0.1)] * 2 for name, runs in exact.items()}
    found = side(mixed, PREDICTED)
    assert found.misfit.low == found.misfit.value == 0 < found.misfit.high
    assert found.misfit.value == misfit({n: observed()[n] for n in PREDICTED}, medians(mixed))
    assert found.rival == pytest.approx(2.0, abs=0.5)  # as the record has it, whatever the engine


# -- the fit --


def test_designs_stay_in_the_cube_and_in_their_box() -> None:
    corner = box(16, 0.25, np.array([0.0, 0.5, 1.0]), 1)
    assert corner.min() >= 0
    assert corner.max() <= 1
    assert (corner.max(axis=0) - corner.min(axis=0) < 0.25).all()
    assert (corner[:, 0] < 0.25).all()
    assert (corner[:, 2] > 0.75).all()
    u = np.array([0.1, 0.5, 0.9])
    np.testing.assert_allclose(in_cube(in_units(u)), u)
    assert in_units(np.zeros(3)) == pytest.approx({f.name: f.low for f in FREE})
    assert in_units(np.ones(3)) == pytest.approx({f.name: f.high for f in FREE})


def test_the_fit_finds_the_figures_that_made_the_record(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(players.PLAYERS, "treaty", follows_the_figures)
    true = {"ratification_hazard": 0.02, "cost": 0.03, "mismatch_cost": 0.04}
    record = {name: years_of(name, true).outcomes for name in FITTED}
    known = {name: {n: years[f"years_to_{n}"] for n in PARTIES} for name, years in record.items()}
    point, lack = fit(known, protocol.FULL, Where(1), tmp_path).best
    for name, value in true.items():
        assert point[name] == pytest.approx(value, rel=0.3), name
    assert lack < 0.05


def test_the_fit_never_sees_the_predicted_three(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: set[str] = set()

    def spy(case: Case, memory: Memory) -> Row:
        seen.add(case.arguments["treaty"])
        return follows_the_figures(case, memory)

    monkeypatch.setitem(players.PLAYERS, "treaty", spy)
    found = fit({name: observed()[name] for name in FITTED}, TINY, Where(1), tmp_path / "fit")
    assert seen == set(FITTED)
    assert not set(FITTED) & set(PREDICTED)
    assert not set(TINY.fit_seeds) & set(TINY.test_seeds)
    changed = observed() | {name: dict.fromkeys(PARTIES, 9.9) for name in PREDICTED}
    monkeypatch.setattr("experiments.studies.record.answer.observed", lambda: changed)
    monkeypatch.setattr(protocol, "QUICK", TINY)
    assert main(["record", "--quick", "--out", str(tmp_path / "out"), "--workers", "1", "--json"]) == 0
    told = json.loads((tmp_path / "out" / "record.json").read_text())
    assert {name: one["best"] for name, one in told["free"].items()} == found.best[0]


def test_the_range_of_what_fits_nearly_as_well() -> None:
    tried = [(dict.fromkeys((f.name for f in FREE), x), lack) for x, lack in ((1.0, 2.0), (2.0, 2.1), (9.0, 3.0))]
    assert near(Fit(tried))["cost"] == (1.0, 2.0)


def test_a_run_that_fails_is_not_fitted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(case: Case, memory: Memory) -> Row:
        return Row(error="ValueError: lost") if case.arguments["treaty"] == "kyoto" else run(1.0)

    monkeypatch.setitem(players.PLAYERS, "treaty", fails)
    with pytest.raises(RuntimeError, match="kyoto, seed 1: ValueError: lost"):
        fit({name: observed()[name] for name in FITTED}, TINY, Where(1), tmp_path)


# -- what is declared --


def test_every_declared_figure_has_a_reason_and_none_is_free() -> None:
    assert all(len(one.reason) > 15 for one in declared())
    assert not {one.setting for one in declared()} & {f.name for f in FREE}
    assert {one.treaty for one in declared()} == {ALL, *FITTED, *PREDICTED}
    for f in FREE:
        assert PARAMETERS[f.name].low <= f.low < f.high <= PARAMETERS[f.name].high


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("versailles,quota,0.5", "treaty=versailles: allowed all unfccc"),
        ("paris,quota,1.5", "quota=1.5: allowed 0.01..1"),
        ("paris,burden,-1", "burden=-1: allowed 0..10"),
        ("paris,cost,0.1", "setting=cost: allowed risk threshold"),
        ("paris,preset,moon", "preset=moon: allowed own climate"),
    ],
)
def test_a_bad_row_is_refused(row: str, said: str, tmp_path: Path) -> None:
    table = tmp_path / "treaties.csv"
    table.write_text(f"treaty,setting,value,reason\n{row},no reason\n")
    with pytest.raises(BadInput) as refused:
        declared(table)
    assert str(refused.value).startswith(said)


def test_the_quota_is_that_of_the_text() -> None:
    needed = {name: int(np.ceil(195 * float(t.settings["quota"]) - 1e-9)) for name, t in treaties().items()}
    assert needed == {
        "unfccc": 50, "kyoto": 55, "basel": 20, "paris": 55, "rights_of_the_child": 20, "migrant_workers": 20
    }  # fmt: skip


def test_the_record_is_whole_and_rises() -> None:
    for years in observed().values():
        assert list(years) == list(PARTIES)
        assert sorted(years.values()) == list(years.values())
    assert observed()["migrant_workers"][100] == INF
