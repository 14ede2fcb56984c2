"""Tables are typed, sorted, null where undefined, and read again as the rows that were written."""

import re

import numpy as np
import pyarrow as pa

from experiments.ask.case import Case, Wanted, world_case
from experiments.ask.outcomes import outcome_columns
from experiments.ask.question import Question
from experiments.play.row import Cast, Row
from experiments.play.tables import ACTORS, read_rows, runs_schema, tables_of
from model.params import PARAMETERS
from model.settings import checked

STEPS = 3
Done = list[tuple[Case, Row]]


def asked(**changes: object) -> Question:
    arms = {"none": (), "mine": ("coalitions",)}
    whole = {"command": "compare", "world": "random", "arms": arms, "seeds": (1, 2), "steps": STEPS}
    return Question(**(whole | {"settings": {"actors": 60}} | changes))  # type: ignore[arg-type]


def cases(question: Question) -> list[Case]:
    return [case for family in question.families() for case in family]


def named(question: Question, arm: str, seed: int) -> str:
    return next(case.id for case in cases(question) if (case.labels["arm"], case.seed) == (arm, seed))


def done(error: str = "") -> Done:
    outcomes = dict.fromkeys(outcome_columns(), 0.5) | {"mismatch": np.nan}
    series = {"cooperation": np.array([0.1, 0.2, 0.3, 0.4]), "mismatch": np.array([np.nan, np.nan, 0.1, 0.0])}
    rows = {case.id: (case, Row(outcomes, series)) for case in cases(asked())}
    if error:
        lost = named(asked(), "mine", 2)
        rows[lost] = (rows[lost][0], Row(error=error))
    return list(rows.values())


def test_a_run_is_named_by_all_that_decides_it() -> None:
    question = asked()
    name = named(question, "mine", 1)
    assert re.fullmatch("[0-9a-f]{16}", name)
    assert name == named(asked(settings={"actors": "60", "risk": 0.3}), "mine", 1)  # 0.3 is the default
    others = [
        named(question, "none", 1),
        named(question, "mine", 2),
        named(asked(arms={"mine": ("formal_body",)}), "mine", 1),
        named(asked(steps=4), "mine", 1),
        named(asked(settings={"actors": 61}), "mine", 1),
    ]
    assert len({name, *others}) == 6


def test_what_is_kept_of_a_run_does_not_name_it() -> None:
    at = "random", STEPS, checked({"actors": 60})
    few, all_ = (world_case(at, (), 1, {"arm": "none"}, wanted) for wanted in (Wanted(("cooperation",)), Wanted()))
    assert few.id == all_.id


def test_the_columns_are_those_promised() -> None:
    names = runs_schema().names
    first = ["run_id", "arm", "world", "seed", "steps", "model_version", "status", "error"]
    assert names[:8] == first
    assert names[8:] == [*PARAMETERS, *outcome_columns()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)


def test_one_row_a_run_sorted_typed_and_null_where_undefined() -> None:
    table = tables_of("world", done())["runs"]
    assert table.schema == runs_schema()
    assert table["run_id"].to_pylist() == sorted(table["run_id"].to_pylist())
    assert sorted(zip(table["arm"].to_pylist(), table["seed"].to_pylist(), strict=True)) == [
        ("mine", 1), ("mine", 2), ("none", 1), ("none", 2),
    ]  # fmt: skip
    assert table["mismatch"].null_count == 4
    assert table["cooperation"].to_pylist() == [0.5] * 4
    assert table["actors"].type == pa.int64()
    assert table["ties"].to_pylist() == ["small_world"] * 4


def test_a_failed_run_is_a_row_without_outcomes() -> None:
    tables = tables_of("world", done("ValueError: no luck"))
    failed = [row for row in tables["runs"].to_pylist() if row["status"] == "error"]
    assert [(row["arm"], row["seed"], row["error"]) for row in failed] == [("mine", 2, "ValueError: no luck")]
    assert all(failed[0][outcome] is None for outcome in outcome_columns())
    assert failed[0]["risk"] == 0.3
    assert tables["series"].num_rows == 3 * 2 * (STEPS + 1)


def test_series_are_long_from_the_start_to_the_end() -> None:
    table = tables_of("world", done())["series"].to_pylist()
    assert len(table) == 4 * 2 * (STEPS + 1)
    one = [row for row in table if (row["arm"], row["seed"], row["outcome"]) == ("mine", 2, "mismatch")]
    assert [(row["step"], row["value"]) for row in one] == [(0, None), (1, None), (2, 0.1), (3, 0.0)]
    assert {row["run_id"] for row in one} == {named(asked(), "mine", 2)}


def test_the_reference_is_kept_apart_where_it_was_not_asked_for() -> None:
    question = asked(arms={"mine": ("coalitions",)})
    row = Row(dict.fromkeys(outcome_columns(), 0.5))
    tables = tables_of("world", [(case, row) for case in cases(question)])
    assert set(tables["runs"]["arm"].to_pylist()) == {"mine"}
    assert set(tables["references"]["arm"].to_pylist()) == {"none"}


def test_rows_are_read_as_they_were_written() -> None:
    tables = tables_of("world", done("ValueError: no luck"))
    found = read_rows(tables["runs"], tables["series"])
    for case, row in done("ValueError: no luck"):
        assert found[case.id].error == row.error
        for name, value in row.outcomes.items():
            np.testing.assert_equal(found[case.id].outcomes[name], value)
        assert found[case.id].series.keys() == row.series.keys()
        for name, values in row.series.items():
            np.testing.assert_array_equal(found[case.id].series[name], values)


def test_values_of_actors_are_long_and_null_where_undefined() -> None:
    (case, row), *_ = done()
    cast = Cast(np.array(["France", "Paris"]), np.array(["state", "city"]), np.array(["FRA", "FRA"]))
    one = Row(row.outcomes, {}, {"welfare": np.array([0.5, np.nan])}, cast)
    table = tables_of("world", [(case, one)])["actors"]
    assert table.schema == ACTORS
    assert [tuple(r.values()) for r in table.to_pylist()] == [
        (case.id, "France", "state", "FRA", "welfare", 0.5), (case.id, "Paris", "city", "FRA", "welfare", None)
    ]  # fmt: skip
