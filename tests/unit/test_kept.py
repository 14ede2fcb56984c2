"""Only what is asked for is played and measured, and it is the same number as when everything is."""

import numpy as np
import pytest

from experiments.ask.case import Wanted, world_case
from experiments.ask.outcomes import PLACEBO, outcome_columns
from experiments.play import world
from experiments.play.kept import ALL
from experiments.play.players import Memory, play_case
from experiments.play.row import Rows
from experiments.play.world import play
from model.settings import checked

ARMS = {"mine": ("formal_body", "coalitions", "local_institution"), "nobody": ()}
SETTINGS = checked(
    {"actors": 60, "shock_step": 30, "risk": 0.8, "norm_dynamics": "naming_game", "norm_committed": 0.3, "quota": 0.3}
)
ASKED = ("random", ARMS, 1, 60, SETTINGS)


def play_family(
    at: str, arms: dict[str, tuple[str, ...]], seed: int, steps: int, settings: object, *more: object
) -> Rows:
    """The arms one after the other in one worker; `more` are the outcome columns and the worker's memory."""
    columns, memory = (*more, Memory()) if len(more) == 1 else more or ((), Memory())
    wanted = Wanted(tuple(columns))
    cases = {a: world_case((at, steps, settings), names, seed, {"arm": a}, wanted) for a, names in arms.items()}
    return {arm: play_case(case, memory) for arm, case in cases.items()}


@pytest.fixture(scope="module")
def everything() -> dict[str, dict[str, float]]:
    return {arm: run.outcomes for arm, run in play_family(*ASKED).items()}


def test_everything_is_what_the_model_measures(everything: dict[str, dict[str, float]]) -> None:
    none, mine = (play("random", arm, 1, 60, SETTINGS) for arm in ((), ARMS["mine"]))
    assert list(everything["mine"]) == outcome_columns()
    for column, value in ALL.of(mine, none).items():
        np.testing.assert_equal(everything["mine"][column], value)


@pytest.mark.parametrize("column", outcome_columns())
def test_an_outcome_asked_for_alone_is_the_same(column: str, everything: dict[str, dict[str, float]]) -> None:
    """Fails where an outcome of the whole run reads a series that it does not declare to read."""
    alone = play_family(*ASKED, (column,))
    for arm in ARMS:
        assert alone[arm].error == ""
        np.testing.assert_equal(alone[arm].outcomes[column], everything[arm][column])
        assert len(alone[arm].series) <= 4


def test_most_outcomes_are_defined_here(everything: dict[str, dict[str, float]]) -> None:
    assert np.mean([np.isfinite(value) for value in everything["mine"].values()]) > 0.8


@pytest.mark.parametrize(
    ("columns", "plays"),
    [(("cooperation",), 1), (("adverse_share",), 2), ((PLACEBO,), 3), ((), 3), (("return_time",), 1)],
)
def test_references_are_played_only_where_something_is_held_against_them(
    columns: tuple[str, ...], plays: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = counted(monkeypatch)
    play_family("random", {"mine": ARMS["mine"]}, 1, 5, SETTINGS, columns)
    assert len(played) == plays


def test_points_that_differ_in_institutions_alone_share_a_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    played, shared = counted(monkeypatch), (("adverse_share",), Memory())
    arms = {"mine": ARMS["mine"]}
    families = [play_family("random", arms, 1, 30, SETTINGS | {"quota": q}, *shared) for q in (0.3, 0.9)]
    assert len(played) == 3
    apart = play_family("random", arms, 1, 30, SETTINGS | {"quota": 0.9}, ("adverse_share",))
    assert families[1]["mine"].outcomes == pytest.approx(apart["mine"].outcomes, rel=0, abs=0, nan_ok=True)
    play_family("random", arms, 1, 30, SETTINGS | {"risk": 0.1}, *shared)
    assert len(played) == 3 + 2 + 2


def test_all_is_all() -> None:
    assert ALL.placebo
    assert ALL.paired
    assert [column for column, _, _ in ALL.measured] == outcome_columns()[:-1]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    played: list[object] = []
    observed = world.observed

    def counting(*given: object) -> object:
        played.append(given)
        return observed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(world, "observed", counting)
    return played
