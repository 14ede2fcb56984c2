"""An expectation is judged by the whole interval of the paired difference, and said in one sentence."""

import numpy as np
import pytest

from experiments.judge.estimate import Estimate
from experiments.play.row import Row
from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Variant, Varied
from experiments.studies.scenario.findings import Finding, estimates, figure, figures, findings, sentence, values_at
from experiments.studies.scenario.run import Played, questions

HERE, THERE = Place("one", 0.9), Place("one", 0.5)
ASKED = Scenario(
    "Is it so?",
    {"one": Variant(("formal_body",)), "other": Variant(("coalitions",), {"review_rate": 0.2})},
    ("cooperation", "response", "commitment_half_life"),
    Expectation("more is more", "Nobody 2000", (Contrast("cooperation", HERE, THERE),)),
    "a test",
    Varied("quota", (0.5, 0.9), "two values"),
    settings={"actors": 60, "shock_step": 100},
    world="random",
    seeds=3,
    steps=160,
)


def played(**values: tuple[float, ...]) -> Played:
    """Outcomes by seed at HERE; elsewhere all 0."""

    def run(place: Place, seed: int) -> Row:
        blank = {
            "cooperation": 0.0,
            "response": 0.0,
            "commitment_half_life": 5.0,
            "exclusivity": 0.5,
            "loss_area": 1.0,
        }
        return Row(blank | ({name: given[seed - 1] for name, given in values.items()} if place == HERE else {}))

    at = questions(ASKED)
    return Played(ASKED, at, {place: {seed: run(place, seed) for seed in (1, 2, 3)} for place in at})


@pytest.mark.parametrize(
    ("difference", "verdict"),
    [
        ((0.2, 0.1, 0.3), "as expected"),
        ((-0.2, -0.3, -0.1), "the opposite of what was expected"),
        ((0.1, -0.1, 0.3), "undetermined"),
        ((0.1, 0.0, 0.2), "undetermined"),
        ((0.0, 0.0, 0.0), "no difference at all"),
        ((np.nan, np.nan, np.nan), "cannot be told"),
    ],
)
def test_the_verdict_takes_the_whole_interval(difference: tuple[float, float, float], verdict: str) -> None:
    assert Finding(ASKED.expectation.contrasts[0], Estimate(*difference, 3)).verdict == verdict


def test_differences_are_paired_by_seed() -> None:
    found = findings(played(cooperation=(0.1, 0.2, 0.3)))[0].difference
    assert found.value == pytest.approx(0.2)
    assert found.high - found.low == pytest.approx(2 * 4.302653 * 0.1 / np.sqrt(3), rel=1e-5)


def test_the_sentence_says_what_was_measured() -> None:
    assert sentence(played(cooperation=(0.3, 0.3001, 0.2999))) == (
        "Cooperation 0.30 higher (95 % interval 0.30 to 0.30) at quota 0.9 than at 0.5 under one: as expected."
    )
    assert "0.30 lower" in sentence(played(cooperation=(-0.3, -0.3001, -0.2999)))
    assert sentence(played()) == "Cooperation at quota 0.9 and at 0.5 under one: no difference at all."
    missing = sentence(played(cooperation=(np.nan, np.nan, 0.1)))
    assert missing == "Cooperation at quota 0.9 and at 0.5 under one: cannot be told, defined in 1 of 3 pairs of runs."


def test_a_time_beyond_the_run_counts_to_its_end_and_not_at_all_without_anything_to_time() -> None:
    here = played(response=(10, np.nan, 20), commitment_half_life=(10, np.nan, np.nan), exclusivity=(0.5, 0.5, 1.0))
    assert list(values_at(here, HERE, "response")) == [10, 60, 20]
    np.testing.assert_array_equal(values_at(here, HERE, "commitment_half_life"), [10, 160, np.nan])
    assert estimates(here)["response"][HERE].value == 30
    without_a_shock = played(response=(np.nan,) * 3)
    without_a_shock.questions[HERE].settings["shock_step"] = 0
    assert np.isnan(values_at(without_a_shock, HERE, "response")).all()


def test_figures_have_the_digits_that_matter() -> None:
    assert [figure(x) for x in (160.12, 12.34, 0.123, 0.0123, -0.5)] == ["160", "12.3", "0.12", "0.012", "−0.50"]
    assert figure(0.00046) == "0.00046"
    assert figures(0.0004, -0.0076, 0.0077) == ["0.0004", "−0.0076", "0.0077"]
    assert figures(0.42, 0.021, 0.82) == ["0.42", "0.02", "0.82"]
    assert figures(0.4, 0.0011, 0.8) == ["0.40", "0.0011", "0.80"], "above 0 must not read 0"


def test_settings_come_from_preset_scenario_variant_and_value_the_later_winning() -> None:
    assert ASKED.settings_at(Place("other", 0.9)) == {"actors": 60, "shock_step": 100, "review_rate": 0.2, "quota": 0.9}
    assert ASKED.own == {"quota", "review_rate"}
    assert ASKED.places == (Place("one", 0.5), HERE, Place("other", 0.5), Place("other", 0.9))
