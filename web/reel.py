"""Films packed for the browser: one header in JSON, one deflated body of plain arrays (read by `reel.js`).

Layout: 4 bytes header length (little endian), the header, then zlib. Arrays follow one another, each padded to four
bytes so that the browser can look at them without copying. Histories are stored as the change since the month
before: most actors keep their strategy most months, so the body shrinks to about a tenth.
"""

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

LAND = Path(__file__).parents[1] / "model" / "data" / "land.json"
TIE_LAYER = "state"  # trade and shared memberships
TIES_SHOWN = 300
_DEGREE = 100  # land is drawn to a hundredth of a degree, which fits 16 bits


def pack(meta: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Header and arrays as one block of bytes."""
    plain = {name: np.ascontiguousarray(a, a.dtype.newbyteorder("<")) for name, a in arrays.items()}
    listed = [{"name": name, "type": a.dtype.str[1:], "shape": a.shape} for name, a in plain.items()]
    header = json.dumps({"meta": meta, "arrays": listed}, separators=(",", ":")).encode()
    body = b"".join(a.tobytes().ljust(-(-a.nbytes // 4) * 4, b"\0") for a in plain.values())
    return len(header).to_bytes(4, "little") + header + zlib.compress(body)


def pack_films(stage: Any, films: Mapping[str, Any], meta: Mapping[str, Any]) -> bytes:
    """A stage and its films (see web.film) with what the page says about them."""
    outcomes = list(next(iter(films.values())).series)
    arrays = _places(stage) | {"series": np.stack([[f.series[o] for o in outcomes] for f in films.values()])}
    for arm, film in films.items():
        arrays[f"cooperation:{arm}"] = changes(np.round(np.nan_to_num(film.cooperation) * 255).astype(np.uint8))
        arrays[f"conduct:{arm}"] = changes((film.strategy | film.bound << 2).astype(np.uint8))
    names = {
        "states": list(stage.state_name),
        "actors": list(stage.actor_name),
        "kinds": list(stage.kind_names),
        "shock": stage.shock_month,
        "outcomes": outcomes,
    }
    return pack({**names, **meta}, arrays)


def pack_land() -> bytes:
    """The coast lines behind the states; nothing where the data is absent, and the page draws a graticule."""
    if not LAND.exists():
        return b""
    rings = [np.asarray(ring, float) for ring in json.loads(LAND.read_text(encoding="utf-8"))]
    points = np.round(np.concatenate(rings) * _DEGREE).astype(np.int16)
    return pack({"degree": _DEGREE}, {"points": points, "lengths": np.array([len(r) for r in rings], np.uint32)})


def changes(history: np.ndarray) -> np.ndarray:
    """Each month as what differs from the month before (exclusive or): mostly zeros, which deflate well."""
    return np.concatenate([history[:1], history[1:] ^ history[:-1]])


def _places(stage: Any) -> dict[str, np.ndarray]:
    """Where states, actors and the strongest ties between states are, and which actor is each state's government."""
    pairs, weights = stage.ties[TIE_LAYER]
    strongest = np.argsort(-weights, kind="stable")[:TIES_SHOWN]
    return {
        "state_place": np.stack([stage.state_lon, stage.state_lat], 1).astype(np.float32),
        "state_size": stage.state_size,
        "government": _governments(stage),
        "actor_place": np.stack([stage.actor_lon, stage.actor_lat], 1).astype(np.float32),
        "actor_kind": stage.actor_kind,
        "actor_home": stage.actor_home,
        "tie_pair": pairs[strongest].astype(np.uint32),
        "tie_weight": weights[strongest].astype(np.float32),
    }


def _governments(stage: Any) -> np.ndarray:
    """Row of the actor that speaks for each state: the first of its home, as worlds list governments first."""
    homes, first = np.unique(stage.actor_home, return_index=True)
    row_of = dict(zip(homes.tolist(), first.tolist(), strict=True))
    return np.array([row_of[s] for s in range(len(stage.state_name))], np.uint32)
