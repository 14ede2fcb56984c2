"""The book of events as a whole: who came and went, the same in every way of playing, and what is kept of it."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.__main__ import main
from experiments.play.results import Results
from model.events import KINDS, Book
from model.governance import INSTITUTIONS
from model.westphalia import Westphalia
from tests.contract.negotiating import at, body
from tests.contract.telling import SMALL, TURMOIL, columns, of_body, stepped, told

# -- all together --


@pytest.fixture(scope="module")
def turmoil() -> Westphalia:
    return stepped(Westphalia("random", tuple(INSTITUTIONS), 3, TURMOIL), 72)


def test_only_declared_kinds_and_known_actors(turmoil) -> None:
    events = told(turmoil)
    assert set(events.kind) <= set(KINDS)
    assert (np.diff(events.month) >= 0).all()
    assert all(0 <= i < 100 for actors in events.actors for i in actors)


def test_parties_are_those_who_came_and_did_not_go(turmoil) -> None:
    """For every pact of states: ratified or bound by its entry into force, less exits, expulsions and lapses."""
    events = told(turmoil)
    for pact in turmoil.issues[0].institutions:
        if pact.parties is None:
            continue
        inside: set[int] = set()
        for event in events:
            if event.institution == pact.name:
                if event.kind in ("ratification", "entry_into_force"):
                    inside |= set(event.actors.tolist())
                elif event.kind in ("exit", "expulsion", "lapse"):
                    assert set(event.actors.tolist()) <= inside
                    inside -= set(event.actors.tolist())
        assert inside == set(np.flatnonzero(pact.parties).tolist()), pact.name


def test_clubs_tell_whom_they_expel() -> None:
    club = body("g7", expulsion_bar=0.5, subcommittee_interval=1)
    club.issue.rows["recent"] = 0.0
    at(club, 1, 13)
    found = of_body(club, "expulsion")
    assert {int(e.actors[0]) for e in found} == set(np.flatnonzero(club.expelled).tolist()) != set()
    assert all((e.value, e.reason["bar"]) == (0, 0.5) for e in found)


def test_the_book_is_the_same_one_by_one(turmoil) -> None:
    again = stepped(Westphalia("random", tuple(INSTITUTIONS), 3, TURMOIL, one_by_one=True), 72)
    assert columns(told(again)) == columns(told(turmoil))


def test_without_a_book_the_model_is_the_same(turmoil) -> None:
    closed = Westphalia("random", tuple(INSTITUTIONS), 3, TURMOIL)
    closed.issues[0].book = Book(is_open=False)
    stepped(closed, 72)
    assert len(told(closed).month) == 0
    assert closed.rows.tobytes() == turmoil.rows.tobytes()
    assert (closed.issues[0].agreements.binding == turmoil.issues[0].agreements.binding).all()
    for mine, theirs in zip(closed.issues[0].institutions, turmoil.issues[0].institutions, strict=True):
        assert np.array_equal(mine.parties, theirs.parties) if mine.parties is not None else theirs.parties is None


def test_a_further_issue_is_marked() -> None:
    model = stepped(Westphalia("random", ("formal_body",), 3, SMALL | {"agenda": "climate"}), 12)
    assert set(told(model).institution) == {"formal_body", "2/formal_body"}


# -- what is kept --


def test_the_file_is_the_same_for_one_and_two_workers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["compare", "--world", "random", "--set", "actors=60", "--seeds", "3", "--steps", "30", "--json", "--out"]
    for workers in ("1", "2"):
        assert main([*line, str(tmp_path / workers), "--workers", workers]) == 0
    one, two = ((tmp_path / workers / "events.parquet") for workers in ("1", "2"))
    assert one.read_bytes() == two.read_bytes()
    assert main(["export", str(tmp_path / "1"), "--csv"]) == 0
    assert len((tmp_path / "1" / "events.csv").read_text().splitlines()) == 1 + pq.read_metadata(one).num_rows
    table, runs = pq.read_table(one), pq.read_table(tmp_path / "1" / "runs.parquet")
    assert table.column_names == ["run_id", "month", "kind", "institution", "agreement", "actors", "value", "reason"]
    hybrid = runs.filter((runs["arm"].to_numpy() == "hybrid") & (runs["seed"].to_numpy() == 2))["run_id"][0].as_py()
    read = Results(tmp_path / "1", {}).events[hybrid]
    played = stepped(Westphalia("random", ("formal_body", "local_institution", "coalitions", "subcommittee"), 2,
                                {"actors": 60}), 30)  # fmt: skip
    assert columns(read) == columns(told(played))


def test_a_run_without_events_leaves_an_empty_table(tmp_path: Path) -> None:
    line = ["compare", "--world", "random", "--arms", "none", "--set", "actors=60", "--seeds", "2", "--steps", "5"]
    assert main([*line, "--out", str(tmp_path), "--json", "--workers", "1"]) == 0
    assert pq.read_table(tmp_path / "events.parquet").num_rows == 0
    assert main(["export", str(tmp_path), "--csv"]) == 0
    assert (tmp_path / "events.csv").read_text().startswith('"run_id","month","kind"')
