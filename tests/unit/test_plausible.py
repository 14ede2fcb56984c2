"""Which points are worlds, by hand and over the whole stream."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.studies.prior.plausible import CHARGES, MISFIT, PARTNERS, RISK, broken, charges, drawn, worlds
from experiments.studies.prior.ranges import ranges
from model.params import DEFAULTS, PARAMETERS


def at(**settings):
    return {**DEFAULTS, **settings}


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ({}, ""),  # the default world is one
        ({"risk": 0.1, "cost": 0.1}, RISK),
        ({"risk": 0.11, "cost": 0.1, "heterogeneity": 0.3}, ""),  # .0925 at most .11
        ({"risk": 0.5, "mismatch_cost": 2.0, "heterogeneity": 0.4, "local_heterogeneity": 0.3}, ""),  # .5 exactly
        ({"risk": 0.49, "mismatch_cost": 2.0, "heterogeneity": 0.4, "local_heterogeneity": 0.3}, MISFIT),
        ({"treaty_fine": 0.4}, CHARGES),  # 1.07
        ({"social_sanction": 0.1}, ""),  # no norm, no shame
        ({"social_sanction": 0.1, "norm_dynamics": "threshold"}, CHARGES),  # 1.07
        ({"outsider_sanction": 0.1}, CHARGES),
    ],
)
def test_a_point_is_a_world_or_breaks_a_condition_that_is_named(point, found):
    assert broken(at(**point)) == found


def test_all_charges_are_added_up():
    assert PARTNERS == 20
    assert charges(at()) == pytest.approx(0.3 + 0.3 + 0.3 + 0.01 + 20 * 0.002 + 2 * 0.01)  # .97


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), number=st.integers(1, 8), more=st.integers(1, 8))
def test_every_point_kept_is_a_world_and_more_points_begin_with_the_same(seed, number, more):
    few, dropped = worlds(drawn(ranges(), DEFAULTS, seed), number)
    many, _ = worlds(drawn(ranges(), DEFAULTS, seed), number + more)
    assert many[:number] == few
    assert all(broken(at(**point)) == "" for point in many)
    stream = list(islice(drawn(ranges(), DEFAULTS, seed), number + sum(dropped.values())))
    assert [point for point, breaks in stream if not breaks] == few


def test_every_value_of_the_stream_is_allowed_and_within_its_range():
    for point, _ in islice(drawn(ranges(), DEFAULTS, 1), 200):
        for factor in ranges():
            assert factor.check(point[factor.name]) == point[factor.name]


def test_every_range_is_of_a_declared_parameter_with_a_reason():
    names = [factor.name for factor in ranges()]
    assert len(set(names)) == len(names)
    assert set(names) - set(PARAMETERS) == {"steps"}


def test_a_logarithmic_range_has_as_many_below_its_geometric_mean_as_above():
    (exits,) = (factor for factor in ranges() if factor.name == "exit_propensity")
    assert exits.value(0.5) == pytest.approx((0.0002 * 1) ** 0.5)
    assert exits.share(exits.value(0.3)) == pytest.approx(0.3)
    assert (exits.value(0), exits.value(1)) == pytest.approx((0.0002, 1))
