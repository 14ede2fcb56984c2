"""The tables that runs leave: one row a run, the monthly series, the values of actors; and how they are read again."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from experiments.ask.case import Case
from experiments.ask.outcomes import outcome_columns
from experiments.play.row import Row
from model.events import Events
from model.params import PARAMETERS
from model.version import model_version

TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64()}
Tables = dict[str, pa.Table]  # by name: runs, series, actors, events, references


def schema(columns: Mapping[str, type]) -> pa.Schema:
    """Arrow's schema of columns of text, whole numbers and numbers."""
    return pa.schema([(name, TYPES[kind]) for name, kind in columns.items()])


SERIES = schema({"run_id": str, "arm": str, "seed": int, "step": int, "outcome": str, "value": float})
ACTORS = schema({"run_id": str, "actor": str, "kind": str, "state": str, "outcome": str, "value": float})
EVENTS = pa.schema(
    [
        ("run_id", pa.string()), ("month", pa.int64()), ("kind", pa.string()), ("institution", pa.string()),
        ("agreement", pa.string()), ("actors", pa.list_(pa.int32())), ("value", pa.float64()), ("reason", pa.string()),
    ]
)  # fmt: skip
ORDER = {
    "runs": [("run_id", "ascending")],
    "references": [("run_id", "ascending")],
    "series": [("run_id", "ascending"), ("outcome", "ascending"), ("step", "ascending")],
    "actors": [("run_id", "ascending"), ("outcome", "ascending")],
    "events": [("run_id", "ascending"), ("month", "ascending")],  # within a month as they happened: the sort is stable
}


def runs_schema(outcomes: Sequence[str] = ()) -> pa.Schema:
    """Names and types of the columns of runs.parquet for runs of the model, with these outcomes or all."""
    named = {"run_id": str, "arm": str, "world": str, "seed": int, "steps": int}
    named |= {"model_version": str, "status": str, "error": str}
    set_to = {p.name: str if p.choices else int if p.integer else float for p in PARAMETERS.values()}
    kept = [name for name in outcome_columns() if not outcomes or name in outcomes]
    return schema(named | set_to | dict.fromkeys(kept, float))


def tables_of(table: str, done: Sequence[tuple[Case, Row]]) -> Tables:
    """The tables of some runs, sorted; `table` is that of `Asked`."""
    shown = [(case, row) for case, row in done if case.shown]
    hidden = [(case, row) for case, row in done if not case.shown]
    return {
        "series": series_table(shown),
        "actors": actors_table(shown),
        "events": events_table(shown),
        "references": runs_table(table, hidden),
        "runs": runs_table(table, shown),
    }


def runs_table(table: str, done: Sequence[tuple[Case, Row]]) -> pa.Table:
    """One row a run, sorted by run id; undefined is null."""
    rows = [named(case, row) | {key: known(value) for key, value in row.outcomes.items()} for case, row in done]
    rows.sort(key=lambda row: str(row["run_id"]))
    if table == "world":
        kept = done[0][0].wanted.outcomes if done else ()
        return pa.Table.from_pylist(rows, runs_schema(kept))
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.Table.from_pylist([{name: row.get(name) for name in names} for row in rows])


def named(case: Case, row: Row) -> dict[str, Any]:
    """What names a run in its table: id, labels, arguments one by one, and how it ended."""
    told = {name: value for name, value in case.arguments.items() if isinstance(value, str | int | float)}
    settings = case.arguments.get("settings", {})
    ended = {"status": "error" if row.error else "ok", "error": row.error or None}
    more = {"seed": case.seed, "model_version": model_version(), **ended, **settings}
    return {"run_id": case.id, **case.labels, **told, **more}


def series_table(done: Iterable[tuple[Case, Row]]) -> pa.Table:
    """One row a run, outcome and month (from 0, the start); undefined is null."""
    told = [
        (case.id, str(case.labels.get("arm", "")), case.seed, outcome, values)
        for case, row in done
        for outcome, values in row.series.items()
    ]
    if not told:
        return SERIES.empty_table()
    ids, arms, seeds, outcomes, values = zip(*told, strict=True)
    months = [len(v) for v in values]
    value, step = np.concatenate(values), np.concatenate([np.arange(m) for m in months])
    made = [
        _repeated(ids, months), _repeated(arms, months), pa.array(np.repeat(seeds, months)), pa.array(step),
        _repeated(outcomes, months), pa.array(value, mask=np.isnan(value)),
    ]  # fmt: skip
    return pa.Table.from_arrays(made, schema=SERIES).sort_by(ORDER["series"])


def actors_table(done: Iterable[tuple[Case, Row]]) -> pa.Table:
    """One row a run, outcome and actor; undefined is null."""
    parts = []
    for case, row in done:
        for outcome, value in row.actors.items():
            n, cast = len(value), row.cast
            assert cast is not None
            named = map(pa.array, ([case.id] * n, cast.actor, cast.kind, cast.state, [outcome] * n))
            parts.append(pa.Table.from_arrays([*named, pa.array(value, mask=np.isnan(value))], schema=ACTORS))
    return pa.concat_tables(parts).sort_by(ORDER["actors"]) if parts else ACTORS.empty_table()


def events_table(done: Iterable[tuple[Case, Row]]) -> pa.Table:
    """One row a run and event; `actors` are rows of the world, and an undefined value is null."""
    parts = []
    for case, row in done:
        if row.events is not None and len(row.events.month):
            told, n = row.events, len(row.events.month)
            ends = np.cumsum([0, *map(len, told.actors)], dtype=np.int32)
            actors = pa.ListArray.from_arrays(pa.array(ends), pa.array(np.concatenate(told.actors)))
            texts = map(pa.array, (told.kind, told.institution, told.agreement))
            value = pa.array(told.value, mask=np.isnan(told.value))
            made = [_repeated([case.id], [n]), pa.array(told.month), *texts, actors, value, pa.array(told.reason)]
            parts.append(pa.Table.from_arrays(made, schema=EVENTS))
    return pa.concat_tables(parts).sort_by(ORDER["events"]) if parts else EVENTS.empty_table()


def read_events(events: pa.Table) -> dict[str, Events]:
    """The events of each run that has any, by run id."""
    found: dict[str, Events] = {}
    ids = events["run_id"].to_numpy()
    starts = [0, *(np.flatnonzero(ids[1:] != ids[:-1]) + 1).tolist()] if len(ids) else []
    for first, last in pairwise([*starts, len(ids)]):
        some = events.slice(first, last - first).drop_columns("run_id").combine_chunks()
        columns = {name: some[name].to_numpy() for name in some.column_names if name != "actors"}
        actors = [np.asarray(one, np.int32) for one in some["actors"].to_pylist()]
        found[str(ids[first])] = Events(actors=actors, **columns)
    return found


def _repeated(names: Iterable[str], times: list[int]) -> pa.Array:
    """Each name so many times; by reference first, since a million Python strings would take a second."""
    return pa.array(list(names)).take(pa.array(np.repeat(np.arange(len(times)), times)))


def known(value: float) -> float | None:
    """The value, or null where it is not defined."""
    return None if np.isnan(value) else float(value)


def read_rows(runs: pa.Table, series: pa.Table) -> dict[str, Row]:
    """Rows by run id, from their tables; numbers of a run that failed are undefined."""
    frame = runs.to_pandas()
    named = [name for name in ("seed", "steps", *PARAMETERS) if name in frame.columns]
    numbers = frame.drop(columns=named).select_dtypes("number")
    told = zip(frame["run_id"], frame["error"], numbers.to_dict("records"), strict=True)
    found = {
        str(name): Row({str(k): float(v) for k, v in own.items()}, {}, error="" if pd.isna(error) else str(error))
        for name, error, own in told
    }
    order = series.sort_by(ORDER["series"])
    names, outcomes = (order[name].to_numpy() for name in ("run_id", "outcome"))
    values = order["value"].to_numpy().astype(float)
    if len(values):
        new = (names[1:] != names[:-1]) | (outcomes[1:] != outcomes[:-1])
        starts = np.concatenate([[0], np.flatnonzero(new) + 1, [len(values)]])
        for first, last in pairwise(starts):
            found[str(names[first])].series[str(outcomes[first])] = values[first:last].copy()
    return found
