"""Large worlds are played in ranges of rows by threads, with the same bits."""

import numpy as np
import pytest

from experiments.ask.arms import ARMS
from model import threads
from model.westphalia import Westphalia


def played(monkeypatch, number: int, settings: dict) -> Westphalia:
    """A hybrid run that may use so many threads, in a world that counts as wide."""
    monkeypatch.setattr(threads, "WIDE", 1)
    monkeypatch.setattr(threads, "most", lambda: number)
    model = Westphalia("random", ARMS["hybrid"], 3, settings)
    for _ in range(30):
        model.step()
    return model


@pytest.mark.parametrize("settings", [{}, {"threshold_noise": 0.2, "crowding_out": 0.3, "local_fine": 0.3}])
def test_two_threads_have_the_bits_of_one(monkeypatch, settings):
    settings = settings | {"actors": 307, "shock_step": 0}
    one, two = (played(monkeypatch, number, settings) for number in (1, 2))
    assert not one.issues[0].wide
    assert two.issues[0].wide
    assert one.rows.tobytes() == two.rows.tobytes()
    assert one.issues[0].agreements.row.tobytes() == two.issues[0].agreements.row.tobytes()


def test_ranges_are_all_rows_once():
    for rows, number in ((10, 3), (7, 2), (5, 5)):
        found = threads.ranges(rows, number)
        assert np.concatenate([np.arange(*one) for one in found]).tolist() == list(range(rows))


def test_the_number_of_threads_can_be_limited(monkeypatch):
    monkeypatch.setenv(threads.VARIABLE, "1")
    assert threads.most() == 1
    assert not threads.is_wide(10 * threads.WIDE)
