"""Luck: even, independent by purpose, month, seed and person, and the same everywhere and for ever."""

import numpy as np
import pytest
from scipy import stats

from model import luck

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
PEOPLE = np.arange(20_000, dtype=np.uint64)
PINNED = {
    "key": 7760261570089663287,
    "uniform": 0.1590083626882317,
    "pair": 0.009759481033474904,
    "normal": -0.8333404296445391,
    "name": 16838045248663134257,
}
PURPOSES = [name for name in vars(luck) if name.isupper() and not name.startswith("_")]


def key(seed=1, purpose=luck.REVISE, step=0):
    return np.uint64(luck.stream(seed, purpose, step))


def draws(**where):
    return luck.uniforms(key(**where), PEOPLE)


def test_every_purpose_has_a_number_of_its_own():
    numbers = [getattr(luck, name) for name in PURPOSES]
    assert len(numbers) >= 20
    assert len(set(numbers)) == len(numbers)


def test_the_first_edition_keeps_its_streams():
    assert [luck.purpose(name) for name in ("groups", "revise", "forum")] == [0, 7, 25]


@pytest.mark.parametrize("name", [f"a plug-in's own {n}" for n in range(20)])
def test_any_name_is_a_purpose_with_a_stream_of_its_own(name):
    """Fails where a hash is beyond int64, as that of every other name is."""
    own = luck.uniforms(np.uint64(luck.stream(1, luck.purpose(name), 1)), PEOPLE)
    assert stats.kstest(own, "uniform").pvalue > 0.001
    assert abs(np.corrcoef(own, draws(step=1))[0, 1]) < 0.03


@pytest.mark.parametrize("purpose", [luck.GROUPS, luck.REVISE, luck.TRAIT])
@pytest.mark.parametrize("seed", [0, 1, 2**32 + 1])
def test_draws_are_even_over_people(seed, purpose):
    u = draws(seed=seed, purpose=purpose)
    assert u.min() >= 0
    assert u.max() < 1
    assert stats.kstest(u, "uniform").pvalue > 1e-3
    assert stats.chisquare(np.histogram(u, 64, (0, 1))[0]).pvalue > 1e-3


def test_draws_are_even_over_months_for_one_person():
    u = [luck.uniform(key(step=month), np.uint64(7)) for month in range(4000)]
    assert stats.kstest(u, "uniform").pvalue > 1e-3


def test_draws_are_even_over_pairs():
    u = [luck.pair_uniform(key(), np.uint64(a), np.uint64(b)) for a in range(70) for b in range(70)]
    assert stats.kstest(u, "uniform").pvalue > 1e-3


def test_normal_draws_are_standard_normal():
    assert stats.kstest(luck.normals(key(), PEOPLE), "norm").pvalue > 1e-3


@pytest.mark.parametrize("other", [{"purpose": luck.MUTATE}, {"step": 1}, {"seed": 2}, {"seed": 2**32 + 1}])
def test_another_purpose_month_or_seed_is_independent(other):
    here, there = draws(), draws(**other)
    assert not (here == there).any()
    assert abs(stats.pearsonr(here, there).statistic) < 4 / np.sqrt(len(PEOPLE))
    table = np.histogram2d(here, there, 8, ((0, 1), (0, 1)))[0]
    assert stats.chi2_contingency(table).pvalue > 1e-3


def test_no_two_purposes_share_a_key():
    keys = {int(key(seed, purpose, step)) for seed in range(5) for purpose in range(20) for step in range(50)}
    assert len(keys) == 5 * 20 * 50


def test_neighbouring_people_are_independent():
    u = draws()
    assert abs(stats.pearsonr(u[:-1], u[1:]).statistic) < 4 / np.sqrt(len(u))


def test_a_pair_is_ordered():
    ab = np.array([luck.pair_uniform(key(), np.uint64(a), np.uint64(a + 1)) for a in range(2000)])
    ba = np.array([luck.pair_uniform(key(), np.uint64(a + 1), np.uint64(a)) for a in range(2000)])
    assert not (ab == ba).any()
    assert abs(stats.pearsonr(ab, ba).statistic) < 4 / np.sqrt(2000)


def test_a_persons_draw_does_not_depend_on_the_company():
    some = np.array([5, 17, 3], np.uint64)
    assert luck.uniforms(key(), some).tolist() == draws()[[5, 17, 3]].tolist()
    assert luck.uniforms(key(), some[::-1]).tolist() == luck.uniforms(key(), some)[::-1].tolist()


# -- the same for ever: SplitMix64 in whole numbers, and figures written down --


def mixed(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def by_hand(seed, purpose, step, *who):
    z = mixed((seed + GOLDEN) & MASK)
    for number in (purpose, step, *who):
        z = mixed((z + GOLDEN * (number + 1)) & MASK)
    return z


@pytest.mark.parametrize(("seed", "purpose", "step"), [(0, 0, 0), (1, 9, 119), (2**63 - 1, 19, 100_000)])
def test_draws_are_those_of_splitmix64(seed, purpose, step):
    k = key(seed, purpose, step)
    assert int(k) == by_hand(seed, purpose, step)
    for who in (0, 1, 2**64 - 1):
        assert luck.uniform(k, np.uint64(who)) == (by_hand(seed, purpose, step, who) >> 11) / 2**53
        pair = luck.pair_uniform(k, np.uint64(who), np.uint64(3))
        assert pair == (by_hand(seed, purpose, step, who, 3) >> 11) / 2**53


def test_the_figures_of_the_first_release_stay():
    assert mixed(GOLDEN) == 0xE220A8397B1DCDAF  # the first output of SplitMix64 from 0 (Vigna's reference)
    assert int(luck.mixed(np.uint64(GOLDEN))) == 0xE220A8397B1DCDAF
    assert int(key(1, luck.REVISE, 0)) == PINNED["key"]
    assert luck.uniform(key(), np.uint64(0)) == PINNED["uniform"]
    assert luck.pair_uniform(key(), np.uint64(1), np.uint64(2)) == PINNED["pair"]
    assert luck.normal(key(), np.uint64(0)) == pytest.approx(PINNED["normal"], rel=1e-14)


def test_a_name_is_the_same_number_everywhere():
    assert luck.named("state:Kiribati:87") == PINNED["name"]
    assert luck.named("state:Kiribati:87") != luck.named("state:Kiribati:88")
