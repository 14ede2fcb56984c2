"""The lecture figure: everything inside the slide, nothing on top of anything, and coinciding arms both seen."""

from itertools import combinations
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from experiments.ask.arms import ARMS
from experiments.ask.outcomes import outcome_columns
from experiments.ask.question import Question
from experiments.judge.summary import mean_of, summarise
from experiments.play.row import Row, Rows
from experiments.show.panels import band
from experiments.show.sheet import theme
from experiments.show.style import ARM_STYLE, styles
from experiments.studies.compare.figure import compare
from experiments.studies.compare.pictures import draw_all
from model.outcomes import OUTCOMES

MINE = {f"arm_of_my_own_{i}": ("coalitions",) for i in range(4)}
STEPS = 48
ODD = {
    "global_threshold": 0.6,
    "local_heterogeneity": 0.1,
    "ratification_hazard": 0.1,
    "treaty_fine": 0.2,
    "quota": 0.9,
}


@pytest.fixture(autouse=True)
def slide() -> None:
    """Whatever another test has drawn before: what stands where depends on the size of type."""
    theme()


def family(arms: object, seed: int) -> Rows:
    luck = np.random.default_rng(seed)
    monthly = [name for name, outcome in OUTCOMES.items() if outcome.monthly]

    def run(arm: str) -> Row:
        level = 0.1 if arm in ("none", "top_down") else 0.8  # two pairs of arms that coincide
        series = {name: np.full(STEPS + 1, level) + 0.01 * seed for name in monthly}
        if arm in ("none", "top_down"):
            series["representation_gap"] = np.full(STEPS + 1, np.nan)
        outcomes = dict.fromkeys(outcome_columns(), level + 0.01 * luck.random())
        return Row(outcomes | ({"exclusivity": 1.0} if arm in ("none", "top_down") else {}), series)

    return {arm: run(arm) for arm in {"none": (), **ARMS, **MINE}}


def drawn(arms: dict[str, tuple[str, ...]], seeds: int, settings: dict[str, object]) -> tuple[Question, Figure]:
    question = Question("compare", "random", arms, tuple(range(1, seeds + 1)), STEPS, {"actors": 60, **settings})
    families = {seed: family(arms, seed) for seed in question.seeds}
    return question, compare(question, families, summarise(question, families))


CASES = [(ARMS, 5, {"shock_step": 24}), (ARMS | MINE, 5, {"shock_step": 40} | ODD), ({"hybrid": ARMS["hybrid"]}, 1, {})]


@pytest.mark.parametrize(("arms", "seeds", "settings"), CASES)
def test_all_words_are_on_the_slide_and_apart(
    arms: dict[str, tuple[str, ...]], seeds: int, settings: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, figure = drawn(arms, seeds, settings)
    words = []
    draw = Text.draw

    def noted(self: Text, renderer: object) -> None:
        if self.get_visible() and self.get_text().strip():
            words.append((self.get_text(), self.get_window_extent(renderer)))
        draw(self, renderer)

    monkeypatch.setattr(Text, "draw", noted)
    figure.canvas.draw()
    assert len(words) > 40
    assert any("Never in force: top-down." in word for word, _ in words) == ("top_down" in arms)
    slide = figure.bbox
    assert not [word for word, box in words if min(box.x0, box.y0) < 0 or box.x1 > slide.x1 or box.y1 > slide.y1]
    for (one, box), (other, there) in combinations(words, 2):
        assert not box.shrunk(0.96, 0.7).overlaps(there.shrunk(0.96, 0.7)), f"{one!r} on {other!r}"


def test_arms_that_coincide_are_both_seen() -> None:
    looks = styles(ARMS | MINE)
    widths = [look.width for look in looks.values()]
    assert widths == sorted(widths, reverse=True)
    for over in list(looks.values())[1:]:
        assert over.dashes != ""  # what lies below shows through its gaps, or on both of its sides
    assert len({look.colour for look in looks.values()}) == len(looks)


def test_an_arm_looks_the_same_in_any_company() -> None:
    assert styles(["hybrid", "mine"])["hybrid"] == styles(ARMS)["hybrid"] == ARM_STYLE["hybrid"]


def test_a_band_is_the_interval_of_the_mean_month_by_month() -> None:
    series = np.random.default_rng(1).random((6, 4))
    series[:2, 3] = np.nan
    series[:4, 0] = np.nan
    found = band(series)
    for month in (1, 3):
        assert [line[month] for line in found] == pytest.approx(mean_of(series[:, month])[:3])
    assert np.isnan(found[0][0])  # fewer than half of the seeds have a value


def test_a_band_stays_within_what_the_outcome_can_be() -> None:
    series = np.array([[0.0, 0.9], [0.02, 1.0], [0.3, 1.0]])
    _, low, high = band(series)
    assert low[0] < 0
    assert high[1] > 1
    mean, low, high = band(series, (0, 1))
    assert (low >= 0).all()
    assert (high <= 1).all()
    assert ((low < mean) & (mean < high)).all()


def test_the_picture_fills_a_slide(tmp_path: Path) -> None:
    question = Question("compare", "random", dict(ARMS), (1, 2), STEPS, {"actors": 60})
    families = {seed: family(ARMS, seed) for seed in (1, 2)}
    path = draw_all(question, families, summarise(question, families), tmp_path / "figures")["compare"]
    assert matplotlib.image.imread(path).shape[:2] == (1080, 1920)
    assert path.with_suffix(".svg").read_text().startswith("<?xml")
