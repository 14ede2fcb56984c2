"""A question is read from words and valid as a whole, or refused with the field, the value and what is allowed."""

import pytest

from experiments.ask.arms import ARMS
from experiments.ask.question import (
    Question,
    read_arms,
    read_pairs,
    read_seeds,
    read_settings,
    read_steps,
    read_workers,
)
from model.params import DEFAULTS, BadInput

SMALL = {"actors": 60}


def asked(**changes: object) -> Question:
    whole = {
        "command": "compare",
        "world": "random",
        "arms": dict(ARMS),
        "seeds": (1, 2),
        "steps": 12,
        "settings": SMALL,
    }
    return Question(**(whole | changes))  # type: ignore[arg-type]


def test_arms_are_shipped_ones_or_made_of_institutions() -> None:
    arms = read_arms("none, top_down,mine=formal_body + local_institution,bare=")
    assert arms == {
        "none": (),
        "top_down": ("formal_body",),
        "mine": ("formal_body", "local_institution"),
        "bare": (),
    }


@pytest.mark.parametrize(
    "text",
    ["foo", "", "none,", "none,none", "none=formal_body", "mine=coalitions,mine=", "Mine=coalitions", "a b=", "x" * 30],
)
def test_an_arm_unknown_doubled_or_misnamed_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"^arms?=.*: allowed "):
        read_arms(text)


def test_settings_are_read_whole() -> None:
    assert read_settings(["risk=.4", "quota = 0.5", "risk=0.6"]) == DEFAULTS | {"risk": 0.6, "quota": 0.5}
    assert read_pairs(["N=4"]) == {"N": "4"}


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("risk", "set=risk: allowed name=value"),
        ("risk=2", "risk=2: allowed 0..1"),
        ("risk=high", "risk=high: allowed 0..1"),
        ("risk=nan", "risk=nan: allowed 0..1"),
        ("risk=", "risk=: allowed 0..1"),
        ("vetoes=1.5", "vetoes=1.5: allowed 0..5"),
        ("ties=rope", "ties=rope: allowed small_world"),
        ("ruin=1", "parameter=ruin: allowed risk "),
    ],
)
def test_a_bad_setting_is_refused(pair: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_settings([pair])
    assert str(refused.value).startswith(said)


def test_seeds_count_from_one() -> None:
    assert read_seeds("3") == (1, 2, 3)


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "many", "", "1e9"])
@pytest.mark.parametrize("read", [read_seeds, read_steps])
def test_numbers_out_of_range_are_refused(read: object, number: str) -> None:
    with pytest.raises(BadInput, match=r"=.*: allowed 1\.\.100000"):
        read(number)  # type: ignore[operator]


def test_workers_are_the_cores_if_not_said() -> None:
    assert read_workers("") >= 1
    assert read_workers("3") == 3
    with pytest.raises(BadInput, match="workers=0"):
        read_workers("0")


def test_a_question_keeps_everything_checked_and_complete() -> None:
    question = asked(settings={"actors": "60", "risk": ".5"}, arms={"mine": ["local_institution", "coalitions"]})
    assert question.settings == DEFAULTS | {"actors": 60, "risk": 0.5}
    assert question.changed == {"actors": 60, "risk": 0.5}
    assert question.arms == {"mine": ("coalitions", "local_institution")}  # in the model's order: a set has none


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"world": "mars"}, "world=mars: allowed earth random"),
        ({"arms": {"mine": ("crown",)}}, "institution=crown: allowed "),
        ({"arms": {}}, "arms=: allowed "),
        ({"seeds": ()}, "seeds=0: allowed 1..100000"),
        ({"seeds": (-1,)}, "seed=-1: allowed 0..999999"),
        ({"steps": 0}, "steps=0: allowed 1..100000"),
        ({"settings": {"ruin": 1}}, "parameter=ruin: allowed "),
        ({"world": "earth"}, "actors=60: allowed 195.."),  # what the one world holds, another may not
    ],
)
def test_no_invalid_question_can_be_made(changes: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        asked(**changes)
    assert str(refused.value).startswith(said)
