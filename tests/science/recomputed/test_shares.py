"""Shares, means and obligations: closed forms and limits, without an engine."""

import pytest

from . import shares as d


def test_a_payoff_is_the_same_share_for_rich_and_poor():
    kept = d.d0_kept(risk=0.3, shield=0.0, lost=1.0)
    assert d.d0_payoff(kept, -d.d0_contribution(0.1, 0.0), (0.01,), (0.02,)) == pytest.approx(0.61)
    assert d.d0_kept(0.3, 1.0, 1.0) == 1.0
    assert d.d0_contribution(0.1, 1.0) == 0.0


def test_means_add_up_to_one_and_a_state_keeps_its_share():
    assert d.d1a_proportional([1.0, 3.0]) == [0.25, 0.75]
    assert sum(d.d1a_of_state(0.2, [(0.5, 1), (0.3, 2), (0.3, 2)])) == pytest.approx(0.2)
    assert d.d1a_transnational([0.1, 0.3], []) == pytest.approx(0.2)
    assert d.d1a_persons(1e6, 4) == 250_000
    assert d.d1a_contributed([0.2, 0.3, 0.5], [0, 1, 2]) == 0.8


def test_no_fine_is_below_zero_however_many_bodies_crowd_it_out():
    assert d.d3_fine([0.3, 0.3], 2, formal=1, crowding_out=0.5, others=[]) == pytest.approx(0.15)
    assert d.d3_fine([0.3], 1, formal=2, crowding_out=1.0, others=[]) == 0.0
    assert d.d3_fine([0.3], 3, formal=0, crowding_out=1.0, others=[0.2, 0.1]) == pytest.approx(0.4)


def test_an_insulated_government_sees_no_risk_and_another_all_of_it():
    assert d.d7_elites(0.4, 1.0) == 0.0
    assert d.d7_elites(0.4, 0.0) == 0.4


def test_fines_handed_back_are_all_that_came_in():
    members = [0.25, 1.0, 4.0]
    purse = d.d11_collected(0.3, 1.0)
    share = d.d11_rebate(purse, members, burned=False)
    assert sum(share * b for b in members) == pytest.approx(purse)
    assert d.d11_rebate(purse, members, burned=True) == 0.0
    assert d.d11_rebate(purse, [], burned=False) == 0.0


def test_compliance_counts_by_endowment():
    assert d.d12_compliance([1.0, 3.0], [1.0, 0.0]) == 0.25
    assert d.d12_compliance([2.0, 2.0], [1.0, 0.0]) == 0.5


def test_tailoring_fits_at_the_price_of_monitoring():
    assert d.d14_policy(0.4, 0.1, 0.0) == 0.4
    assert d.d14_policy(0.4, 0.1, 1.0) == 0.1
    assert d.d14_monitoring(0.9, 0.0) == 0.9
    assert d.d14_monitoring(0.9, 1.0) == pytest.approx(0.45)
    for nu in (0.25, 0.5):  # misfit falls with the square
        assert (d.d14_policy(0.4, 0.1, nu) - 0.1) ** 2 == pytest.approx((1 - nu) ** 2 * 0.09)


def test_entry_takes_heads_and_means():
    parties, means = [True, True, False, False], [0.5, 0.1, 0.3, 0.1]
    assert d.d14a_enters(parties, means, 0.5, 0.6)
    assert not d.d14a_enters(parties, means, 0.5, 0.7)
    assert not d.d14a_enters(parties, means, 0.75, 0.0)
    assert d.d14a_enters([False] * 4, means, 0.0, 0.0)


def test_diffusion_stops_at_a_tenth():
    assert d.d18_kept(0.0, 1200) == 1.0
    assert d.d18_kept(0.2, 12) == pytest.approx(0.8)
    assert d.d18_kept(0.2, 1200) == 0.1
