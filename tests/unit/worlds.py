"""Worlds, and what tells two of them apart."""

import hashlib

from model.build import build
from model.params import DEFAULTS
from model.world import World


def world(name="earth", seed=1, **settings) -> World:
    return build(name, seed, DEFAULTS | settings)


def fingerprint(w: World) -> str:
    layers = [column for t in (*w.layers.values(), w.ties, w.homes) for column in t]
    return hashlib.sha256(b"".join(a.tobytes() for a in (w.rows, w.place, w.veto_order, *layers))).hexdigest()
