"""Only what is asked for is played and measured, and it is the same number as when everything is."""

import numpy as np
import pytest

from experiments.ask.case import Wanted, world_case
from experiments.ask.outcomes import MATTER, outcome_columns, outcome_of, played_for
from experiments.play import world
from experiments.play.kept import ALL, Kept
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
    alone = [column for column in outcome_columns() if not outcome_of(column).needs]
    for column, value in Kept(tuple(alone)).of(mine, {}).items():
        np.testing.assert_equal(everything["mine"][column], value)
    assert everything["nobody"]["welfare_mean"] == none.mean("welfare_mean", False)


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
    [
        (("cooperation",), 1),
        (("response",), 2),  # the run, and its calm twin
        (("loss_area",), 4),  # and none with and without the shock
        (("worst_off",), 2),
        (("inert",), 4),  # two lucks of each
        (("inert_placebo",), 5),  # the run, and four lucks of none
        (("harmed",), 6),
        (MATTER, 6),
        (played_for(MATTER), 6),
        ((), 8),
    ],
)
def test_references_are_played_only_where_something_is_held_against_them(
    columns: tuple[str, ...], plays: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = counted(monkeypatch)
    play_family("random", {"mine": ARMS["mine"]}, 1, 5, SETTINGS | {"shock_step": 3}, columns)
    assert len(played) == plays


def test_arms_share_what_they_are_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    played = counted(monkeypatch)
    arms = {"nobody": (), "a": ("coalitions",), "b": ("formal_body",), "c": ("local_institution",)}
    play_family("random", arms, 1, 5, SETTINGS, MATTER)
    assert len(played) == 2 * 3 + 4  # each arm twice; none under its four lucks, two of which are those of `nobody`
    play_family("random", arms, 1, 5, SETTINGS | {"shock_step": 3}, ())
    assert len(played) == 10 + 3 * 3 + 5
    play_family("random", arms, 1, 5, SETTINGS | {"shock_step": 0}, ())
    assert len(played) == 24 + 10  # without a shock, every run is its own calm twin


def test_points_that_differ_in_institutions_alone_share_a_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    played, shared = counted(monkeypatch), (("harmed",), Memory())
    arms = {"mine": ARMS["mine"]}
    families = [play_family("random", arms, 1, 30, SETTINGS | {"quota": q}, *shared) for q in (0.3, 0.9)]
    assert len(played) == 2 + 2 + 4
    apart = play_family("random", arms, 1, 30, SETTINGS | {"quota": 0.9}, ("harmed",))
    assert families[1]["mine"].outcomes == pytest.approx(apart["mine"].outcomes, rel=0, abs=0, nan_ok=True)
    play_family("random", arms, 1, 30, SETTINGS | {"risk": 0.1}, *shared)
    assert len(played) == 8 + 6 + 6


def test_all_is_all() -> None:
    assert len(ALL.needs) == 7
    assert [column for column, _, _ in ALL.measured] == outcome_columns()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    played: list[object] = []
    observed = world.observed

    def counting(*given: object) -> object:
        played.append(given)
        return observed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(world, "observed", counting)
    return played
