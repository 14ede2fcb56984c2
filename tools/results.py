"""What counts as a result in a command's tables and JSON, and where two of them differ: for tools/golden.py.

Ids, versions, words, seconds and intervals are no results here, so that code may move as long as no number does.
"""

import hashlib
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

TOLERANCE = 1e-9  # relative, on other machines than the one of the golden

UNREAD = ("run_id", "model_version", "error")  # columns that are no result
ROW = ("arm", "seed")  # what rows are sorted by before all else
# Keys of the JSON that are no result: intervals, inputs, and where and how long.
DROPPED = {"low", "high", "within", "spared", "expected", "tolerance", "higher", "lower", "seconds", "out"}
ESTIMATE = {"mean", "value"}  # either is the estimate of an outcome or a difference


def unequal(kept: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """One line, `WHAT: old -> new`, for all that is kept and not the same now; what is new is not looked at."""
    for kind, names in kept.get("columns", {}).items():
        found = now["columns"][kind].split()
        yield from (f"column runs.{name}: kept -> missing" for name in names.split() if name not in found)
    exact = kept["platform"] == now["platform"]
    for part, prefix in (("figures", ""), ("hashes", "hash of ")) if exact else (("figures", ""),):
        for what, old in kept[part].items():
            new = now[part].get(what, "varies" if what in now["hashes"] else "missing")
            if not _same(old, new, exact):
                yield f"{prefix}{what}: {old} -> {new}"


def _same(old: object, new: object, exact: bool) -> bool:
    if exact or not (_is_number(old) and _is_number(new)):
        return old == new
    return math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=1e-15)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def columns_of(runs: pd.DataFrame) -> dict[str, str]:
    """The names of the numeric columns, which are compared, and of the choices, which only sort; each in one line."""
    results = [str(name) for name in runs if name not in (*UNREAD, *ROW)]
    numbers = [name for name in results if pd.api.types.is_numeric_dtype(runs[name])]
    return {"numbers": " ".join(numbers), "choices": " ".join(name for name in results if name not in numbers)}


def of_tables(runs: pd.DataFrame, series: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, Any]:
    """Hashes and means of the columns of runs and of the outcomes of series, whatever the order of the rows."""
    found = {kind: [name for name in names.split() if name in runs] for kind, names in columns.items()}
    numbers, choices = found["numbers"], found["choices"]
    runs = runs.assign(**{name: runs[name].astype(float) + 0.0 for name in numbers})  # + 0: -0 is 0
    runs = runs.sort_values([*ROW, *choices, *numbers], ignore_index=True)
    shown: dict[str, Any] = {"runs": len(runs), "series": len(series)}
    hashes = {"runs.seed": _hash(runs["seed"])}
    for name in numbers:
        if runs[name].nunique(dropna=False) == 1:
            shown[f"runs.{name}"] = _plain(runs[name][0])
        else:
            hashes[f"runs.{name}"] = _hash(runs[name])
            shown |= {f"runs.{name}.{arm}": _plain(x) for arm, x in runs.groupby("arm")[name].mean().items()}
    place = pd.Series(runs.index, index=runs["run_id"])
    series = series.assign(run=series["run_id"].map(place)).sort_values(["outcome", "run", "step"])
    for outcome, rows in series.groupby("outcome"):
        hashes[f"series.{outcome}"] = _hash(rows[["run", "step", "value"]])
        shown[f"series.{outcome}"] = _plain(rows["value"].mean())
    return {"columns": {kind: " ".join(names) for kind, names in found.items()}, "figures": shown, "hashes": hashes}


def _hash(values: "pd.Series[Any] | pd.DataFrame") -> str:
    numbers = np.ascontiguousarray(values.to_numpy(), dtype="<f8") + 0.0
    numbers[np.isnan(numbers)] = np.nan  # one pattern of bits for all that is undefined
    return hashlib.sha256(numbers.tobytes()).hexdigest()[:16]


def _plain(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def figures(told: object, path: str = "") -> Iterator[tuple[str, float | str | bool | None]]:
    """The figures and verdicts in a command's JSON, each with its path; items of a list by their id, else in order."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            if key not in DROPPED and not (key == "value" and "variant" in told):  # that is a setting
                yield from figures(value, f"{path}.{'estimate' if key in ESTIMATE else key}".lstrip("."))
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from figures(value, f"{path}.{value.get('id', number) if isinstance(value, Mapping) else number}")
    elif _is_number(told):
        yield path, _plain(told)  # type: ignore[arg-type]
    elif told is None or isinstance(told, bool) or path.endswith("verdict"):
        yield path, told
