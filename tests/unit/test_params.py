"""The one table of parameters: complete, consistent, and strict about what it is given."""

import re

import numpy as np
import pytest

from agents import KINDS
from model.params import DEFAULTS, PARAMETERS, BadInput
from model.settings import as_row, checked, settings_type

NUMBERS = [q for q in PARAMETERS.values() if not q.choices]
#: DEFINITIONS B, "Defaults", D11, D13, D15, and odd.md 7
DECIDED = {
    "risk": 0.3, "global_share": 0.3, "global_threshold": 0.5, "group_size": 4, "threshold": 0.75,
    "imitation_strength": 10, "revision_rate": 0.2, "mutation": 0.01, "initial_cooperation": 0.1, "heterogeneity": 0.25,
    "local_heterogeneity": 0.05, "drift": 0, "mismatch_cost": 1, "vetoes": 0, "quota": 0.67,
    "ratification_hazard": 0.05, "meeting_interval": 12, "exit_notice": 12, "coalition_dues": 0.002,
    "elite_weight": 0.3, "nsa_weight": 1, "shock_step": 120, "shock_size": 0.3, "shock_defection": 0.3, "cost": 0.1,
    "homophily": 0, "local_trigger": 0.25, "sponsor_cost": 0.03, "local_fine": 0.3, "reward_share": 0,
    "treaty_fine": 0.3, "monitoring": 0.9, "treaty_dues": 0.01, "burn_fines": 0, "crowding_out": 0,
    "threshold_noise": 0, "bind_all": 0, "actors": 1000,
}  # fmt: skip


@pytest.mark.parametrize("q", PARAMETERS.values(), ids=lambda q: q.name)
def test_every_parameter_says_what_it_is_and_where_from(q):
    assert re.fullmatch(r"[a-z][a-z_]*", q.name)
    assert q.label
    assert q.source
    assert q.group
    assert q.role in ("lever", "uncertainty", "design")
    assert q.unit or q.choices


@pytest.mark.parametrize("q", PARAMETERS.values(), ids=lambda q: q.name)
def test_every_default_is_allowed_and_its_own_kind_of_value(q):
    assert q.check(q.default) == q.default
    assert type(q.check(str(q.default))) is type(q.default)
    if not q.choices:
        assert q.low < q.high


@pytest.mark.parametrize("name", DECIDED)
def test_the_defaults_are_those_that_were_decided(name):
    assert PARAMETERS[name].default == DECIDED[name]


@pytest.mark.parametrize("q", NUMBERS, ids=lambda q: q.name)
@pytest.mark.parametrize("value", ["low", "high", float("nan"), float("inf"), "much", None, "", [1]])
def test_a_bad_value_is_named_with_the_range(q, value):
    given = {"low": q.low - 0.5, "high": q.high + 0.5}.get(value if isinstance(value, str) else "", value)
    with pytest.raises(BadInput) as error:
        checked({q.name: given})
    assert str(error.value).startswith(f"{q.name}={given}: allowed {q.low:g}..{q.high:g}")


@pytest.mark.parametrize("q", [q for q in NUMBERS if q.integer], ids=lambda q: q.name)
def test_a_whole_number_is_asked_for_where_one_is_meant(q):
    with pytest.raises(BadInput, match=r"\(a whole number\)"):
        checked({q.name: q.low + 0.5})
    assert checked({q.name: str(q.low)})[q.name] == q.low


def test_a_number_too_large_to_compare_is_refused_in_the_same_words():
    with pytest.raises(BadInput, match=r"allowed 10\.\.1e\+06"):
        checked({"actors": 10**400})


def test_a_name_out_of_several_must_be_one_of_them():
    assert checked({"ties": "blocks"})["ties"] == "blocks"
    with pytest.raises(BadInput) as error:
        checked({"ties": "lattice"})
    assert str(error.value) == "ties=lattice: allowed small_world scale_free random blocks"


def test_an_unknown_parameter_is_named_with_all_that_are_known():
    with pytest.raises(BadInput) as error:
        checked({"risks": 0.3})
    assert str(error.value).startswith("parameter=risks: allowed ")
    allowed, near = str(error.value).split("allowed ")[1].split(" (")
    assert allowed.split() == list(PARAMETERS)
    assert near == "did you mean risk?)"


def test_bad_input_is_a_value_error():
    assert issubclass(BadInput, ValueError)


def test_what_is_not_given_keeps_its_default():
    assert checked({}) == DEFAULTS
    assert checked({"risk": "0.5"}) == DEFAULTS | {"risk": 0.5}


def test_a_row_holds_every_number_under_its_name_and_no_words():
    row = as_row(checked({"risk": 0.4, "vetoes": 3}))
    assert row.shape == (1,)
    assert row["risk"][0] == 0.4
    assert row["vetoes"][0] == 3
    assert set(settings_type().names) == {q.name for q in NUMBERS} | {"kind_without_rules"}
    for q in NUMBERS:
        if q.name not in ("risk", "vetoes"):
            assert row[q.name][0] == q.default
        assert row[q.name].dtype == (np.int64 if q.integer else np.float64)


def test_kinds_without_rules_are_the_bits_of_their_codes():
    for given in ("nobody", "city", "city+firm"):
        bits = int(as_row(checked({"kind_without_rules": given}))["kind_without_rules"][0])
        assert [kind.label for kind in KINDS if bits >> kind.code & 1] == [x for x in given.split("+") if x != "nobody"]
