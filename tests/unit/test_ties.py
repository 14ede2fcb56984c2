"""Ties as compressed lists, what is inverse to them, and the stakes groups drawn from them (DEFINITIONS D1)."""

import numpy as np
import pytest
from scipy import stats

from model import luck
from model.groups import groups_of
from model.ties import Ties, both_ways, inverse, joined, merged, ties

KEY = np.uint64(luck.stream(3, luck.GROUPS, 0))


def pairs(*rows):
    a, b, w = zip(*rows, strict=True)
    return np.array(a), np.array(b), np.array(w, float)


def random_pairs(n, m, seed):
    rng = np.random.default_rng(seed)
    return rng.integers(0, n, m), rng.integers(0, n, m), rng.uniform(0.1, 2, m)


def as_dict(t: Ties) -> dict:
    return {
        (i, int(t.to[k])): float(t.weight[k])
        for i in range(len(t.start) - 1)
        for k in range(t.start[i], t.start[i + 1])
    }


def members(groups, ids) -> dict[int, list[int]]:
    """Ids of the members by id of the head, in the order of the list."""
    return {
        int(ids[g]): [int(ids[j]) for j in groups.to[groups.start[g] : groups.start[g + 1]]] for g in range(len(ids))
    }


# -- lists --


def test_a_compressed_list_holds_each_pair_once_with_its_weights_added_up():
    t = ties(4, pairs((0, 1, 0.5), (2, 0, 1.0), (0, 1, 0.25), (0, 3, 2.0)))
    assert as_dict(t) == {(0, 1): 0.75, (0, 3): 2.0, (2, 0): 1.0}
    assert t.of(0) == [1, 3]
    assert t.of(1) == t.of(3) == []


def test_nobody_is_tied_to_itself_nor_by_a_tie_without_weight():
    assert as_dict(ties(3, pairs((1, 1, 1.0), (0, 2, 0.0), (0, 1, 1.0)))) == {(0, 1): 1.0}
    assert len(ties(3, pairs((1, 1, 1.0))).to) == 0


def test_a_compressed_list_agrees_with_a_plain_sum_over_pairs():
    a, b, w = random_pairs(30, 400, 1)
    expected: dict = {}
    for i, j, x in zip(a.tolist(), b.tolist(), w.tolist(), strict=True):
        if i != j:
            expected[i, j] = expected.get((i, j), 0.0) + x
    found = as_dict(ties(30, (a, b, w)))
    assert found == pytest.approx(expected)
    assert list(found) == sorted(expected)


def test_both_ways_and_several_layers_add_up():
    layers = both_ways(pairs((0, 1, 1.0))), joined([pairs((1, 0, 0.5)), pairs((1, 2, 2.0))])
    t = merged(3, (ties(3, layer) for layer in layers))
    assert as_dict(t) == {(0, 1): 1.0, (1, 0): 1.5, (1, 2): 2.0}


def test_the_inverse_tells_the_groups_of_each_member():
    start, to = np.array([0, 3, 5, 6], np.uint32), np.array([0, 2, 4, 4, 0, 1], np.uint32)
    own_start, own = inverse(start, to, 5)
    groups = [own[own_start[i] : own_start[i + 1]].tolist() for i in range(5)]
    assert groups == [[0, 1], [2], [0], [], [0, 1]]


# -- groups --


@pytest.fixture(scope="module")
def crowd():
    return ties(60, both_ways(random_pairs(60, 240, 2))), np.arange(100, 160, dtype=np.uint64)


@pytest.mark.parametrize("size", [2, 4, 12])
def test_each_actor_heads_one_group_of_itself_and_distinct_ties(crowd, size):
    t, ids = crowd
    groups = groups_of(t, ids, size, KEY)
    for g in range(60):
        head, *others = groups.to[groups.start[g] : groups.start[g + 1]].tolist()
        assert head == g
        assert len(others) == len(set(others)) == min(size - 1, len(t.of(g)))
        assert set(others) <= set(t.of(g))
    for i in range(60):
        mine = groups.own[groups.own_start[i] : groups.own_start[i + 1]].tolist()
        assert mine == [g for g in range(60) if i in groups.to[groups.start[g] : groups.start[g + 1]]]


def test_who_has_no_ties_heads_a_group_of_one():
    groups = groups_of(ties(3, pairs((0, 1, 1.0), (1, 0, 1.0))), np.arange(3, dtype=np.uint64), 4, KEY)
    assert groups.to[groups.start[2] : groups.start[3]].tolist() == [2]


def test_groups_go_with_ids_and_not_with_places_in_the_list(crowd):
    t, ids = crowd
    order = np.random.default_rng(5).permutation(60)  # the actor now in row k was in row order[k]
    row = np.argsort(order)
    shuffled = ties(60, pairs(*((row[i], row[j], w) for (i, j), w in as_dict(t).items())))
    before = members(groups_of(t, ids, 4, KEY), ids)
    after = members(groups_of(shuffled, ids[order], 4, KEY), ids[order])
    assert after == before


def test_a_stranger_to_all_changes_nobodys_group(crowd):
    t, ids = crowd
    rows = [(i, j, w) for (i, j), w in as_dict(t).items()]
    before = members(groups_of(t, ids, 4, KEY), ids)
    more = ties(62, pairs(*((i + 1, j + 1, w) for i, j, w in rows), (0, 61, 1.0), (61, 0, 1.0)))
    longer = np.concatenate([[7], ids, [999]]).astype(np.uint64)
    after = members(groups_of(more, longer, 4, KEY), longer)
    assert {head: after[head] for head in before} == before
    assert after[7] == [7, 999]


def test_a_new_tie_changes_the_group_of_its_own_end_alone(crowd):
    t, ids = crowd
    rows = [(i, j, w) for (i, j), w in as_dict(t).items()]
    more = ties(61, pairs(*rows, (60, 4, 1.0), (4, 60, 50.0)))
    longer = np.append(ids, np.uint64(999))
    before, after = members(groups_of(t, ids, 4, KEY), ids), members(groups_of(more, longer, 4, KEY), longer)
    changed = {head for head in before if after[head] != before[head]}
    assert changed == {104}
    assert set(after[104]) - {999} <= set(before[104])


def test_ties_are_drawn_in_proportion_to_their_weight():
    n, weight = 6000, [1.0, 2.0, 5.0]
    rows = [(i, n + k, w) for i in range(n) for k, w in enumerate(weight)]
    groups = groups_of(ties(n + 3, pairs(*rows)), np.arange(n + 3, dtype=np.uint64), 2, KEY)
    chosen = np.bincount(groups.to[1 : 2 * n : 2] - n, minlength=3)
    assert stats.chisquare(chosen, n * np.array(weight) / sum(weight)).pvalue > 1e-3


def test_another_seed_draws_other_groups(crowd):
    t, ids = crowd
    other = np.uint64(luck.stream(4, luck.GROUPS, 0))
    assert members(groups_of(t, ids, 4, KEY), ids) != members(groups_of(t, ids, 4, other), ids)
