"""How worlds of many actors are tied: as evenly as if all chose among all, in linear time, and one more moves few."""

import numpy as np
import pytest
from scipy import stats

from agents import KINDS
from model import luck, tie_layers
from model.random_world import states_table
from model.tie_layers import (
    AT_HAND,
    BROADCAST,
    CHANNELS,
    COMPATRIOT,
    COMPATRIOTS,
    Arcs,
    broadcast_ties,
    domestic_ties,
    first_at_hand,
)
from tests.unit.worlds import world

KEY = np.uint64(luck.stream(1, luck.TIE, 4))


def as_set(a, b, keep=slice(None)) -> set:
    return set(zip(a[keep].tolist(), b[keep].tolist(), strict=True))


def as_if_free(choosers: int, among: int, number: int) -> np.ndarray:
    """How often each is chosen where everyone chooses so many among all, evenly; shape (among,)."""
    rng = np.random.default_rng(1)
    return np.bincount(rng.random((choosers, among)).argpartition(number)[:, :number].ravel(), minlength=among)


class Media:
    """The media ties of a world whose broadcasters are many times those at hand."""

    def __init__(self) -> None:
        w = world("random", actors=8_000)
        self.rows, self.host = w.rows, w.host
        self.internet = states_table(w.n_states, 1)["internet"].to_numpy()
        self.broadcasters = np.flatnonzero(np.array([kind.broadcasts for kind in KINDS])[w.rows["kind"]])
        self.a, self.b, _ = broadcast_ties(self.rows, self.internet, self.host, 1, 1.0)
        self.each = len(self.a) / len(self.broadcasters)  # listeners of a broadcaster

    def with_one_more(self, like: int, name: str) -> tuple[set, int]:
        """The ties among the actors there were, and how many listen to a newcomer of the same kind as `like`."""
        newcomer, n = self.rows[[like]].copy(), len(self.rows)
        newcomer["id"] = luck.named(name)
        rows, host = np.concatenate([self.rows, newcomer]), np.append(self.host, self.host[like])
        a, b, _ = broadcast_ties(rows, self.internet, host, 1, 1.0)
        return as_set(a, b, (a < n) & (b < n)), int((b == n).sum())


@pytest.fixture(scope="module")
def media() -> Media:
    found = Media()
    assert len(found.broadcasters) > 4 * AT_HAND
    return found


def test_one_broadcaster_more_moves_about_twice_as_many_ties_as_it_has_listeners(media):
    old, told = as_set(media.a, media.b), []
    for k in range(20):
        new, listeners = media.with_one_more(media.broadcasters[k], f"newcomer {k}")
        told.append((listeners, len(old - new), len(new - old)))
    listeners, gone, fresh = np.mean(told, axis=0)
    assert listeners == pytest.approx(media.each, rel=0.5)
    assert fresh < 2 * media.each  # those who had it as the last one at hand choose another
    assert gone == pytest.approx(listeners + fresh)
    assert np.max(told) < 0.003 * len(old)


def test_one_listener_more_moves_nobody(media):
    quiet = [KINDS[k].follows_media and not KINDS[k].broadcasts for k in media.rows["kind"]]
    assert media.with_one_more(quiet.index(True), "a newcomer")[0] == as_set(media.a, media.b)


def test_listeners_spread_over_broadcasters_as_if_each_chose_among_all(media):
    listeners, each = np.unique(media.a, return_counts=True)
    assert (each == CHANNELS).all()
    found = np.bincount(media.b, minlength=len(media.rows))[media.broadcasters]
    assert found.sum() == len(media.b)
    free = as_if_free(len(listeners), len(found), CHANNELS)
    assert found.var() == pytest.approx(free.var(), rel=0.1)
    assert stats.ks_2samp(found, free).pvalue > 0.01


def test_media_ties_weigh_as_declared_and_go_abroad_as_often_as_by_chance(media):
    home = media.rows["home"]
    a, b, weight = broadcast_ties(media.rows, media.internet, media.host, 1, 0.3)
    abroad = home[a] != home[b]
    assert (weight == np.where(abroad, 0.3 * BROADCAST, BROADCAST)).all()
    at_home = np.bincount(home[media.broadcasters] + 1, minlength=home.max() + 2)[home[a] + 1]
    share = (at_home / len(media.broadcasters)).mean()
    assert (~abroad).mean() == pytest.approx(share, abs=4 * np.sqrt(share / len(a)))


def nation(size: int) -> np.ndarray:
    """A government and its society of this size."""
    rows = np.zeros(size + 1, world("random", actors=60).rows.dtype)
    rows["id"] = [luck.named(f"actor {i}") for i in range(size + 1)]
    return rows


def compatriots(rows: np.ndarray) -> set:
    a, b, weight = domestic_ties(rows, 1)
    return as_set(a, b, weight == COMPATRIOT)


def test_in_a_large_nation_compatriots_are_chosen_as_if_among_all_and_one_more_moves_few():
    size, rows = 3_000, nation(3_001)
    before, after = compatriots(rows[:-1]), compatriots(rows)
    assert len(before - after) < 10 * COMPATRIOTS
    assert len({pair for pair in after - before if size + 1 not in pair}) < 10 * COMPATRIOTS
    found = np.bincount([a for a, _ in before], minlength=size + 1)[1:]
    free = as_if_free(size, size, COMPATRIOTS) + COMPATRIOTS  # chosen by others, and those it chose
    assert found.mean() == pytest.approx(free.mean(), rel=0.01)
    assert found.var() == pytest.approx(free.var(), rel=0.1)


@pytest.mark.parametrize("size", [1, 2, 3, 100, AT_HAND])
def test_where_there_are_few_everyone_chooses_among_all(size):
    who, ring = np.arange(40, dtype=np.uint64), np.arange(30, 30 + size, dtype=np.uint64)
    arcs = Arcs(np.zeros(40, int), np.full(40, size), np.arange(40) % (size + 1))
    chosen = first_at_hand(who, arcs, ring, CHANNELS, KEY)
    for i in range(40):
        others = [k for k in range(size) if ring[k] != who[i]]
        others.sort(key=lambda k, i=i: luck.pair_uniform(KEY, who[i], ring[k]))
        assert [k for k in chosen[i].tolist() if k >= 0] == others[:CHANNELS]


@pytest.mark.parametrize("size", [0, 1, 100, 1_000, 4_000])
def test_nobody_is_compared_with_more_than_are_at_hand(monkeypatch, size):
    compared, keep = [], tie_layers.keep_earliest
    monkeypatch.setattr(tie_layers, "keep_earliest", lambda *draw: compared.append(draw) or keep(*draw))
    who, ring = np.arange(3, dtype=np.uint64), np.arange(10, 10 + size, dtype=np.uint64)
    arcs = Arcs(np.zeros(3, int), np.full(3, size), np.zeros(3, int))
    first_at_hand.py_func(who, arcs, ring, CHANNELS, KEY)
    assert len(compared) == 3 * min(size, AT_HAND)
