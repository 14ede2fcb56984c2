"""Consent to local institutions: closed forms and limits, without an engine."""

import pytest

from . import expectations
from . import local_rules as d


def averted(global_share, inside, outside):
    """Safety in groups of four that need three."""
    local = [expectations.d9_falls_short(4, 3, rate) for rate in (outside, inside)]
    return expectations.d9_safety(global_share, local, (0.0, 0.0))


def test_each_group_counts_alike_in_the_policy():
    assert d.d17_policy([[0.2], [0.0, 0.4, 0.8]]) == pytest.approx(0.3)


def test_rewards_take_from_fines():
    assert d.d17_fine(0.3, 0.0) == 0.3
    assert d.d17_fine(0.3, 1.0) == 0.0
    fined, rewarded = (d.d17_rest_point(f, 0.3 - f, 0.1, 0.0, (10.0, 0.01)) for f in (0.3, 0.0))
    assert fined == pytest.approx(rewarded)


def test_who_gains_nothing_in_safety_loses_what_conforming_costs():
    assert d.d17_gain(0.0, 0.1, (1.0, 0.0), 0.02, 0.3, 0.0) == pytest.approx(-0.12)


def test_full_compliance_among_four_averts_the_local_share_of_a_certain_loss():
    safety = averted(0.3, 1.0, 0.0)
    assert safety == pytest.approx(0.7)
    assert d.d17_gain(0.3 * safety, 0.1, (1.0, 0.0), 0.0, 0.3, 0.0) == pytest.approx(0.11)


def test_one_who_contributes_anyway_gains_all_that_the_others_change():
    safety = averted(0.0, 1.0, 0.25)
    assert d.d17_gain(0.3 * safety, 0.1, (1.0, 1.0), 0.0, 0.3, 0.0) == pytest.approx(0.3 * safety)
    assert safety == pytest.approx(1 - 4 * 0.25**3 * 0.75 - 0.25**4)
