"""A claim, whatever it says: found by registration, hashed, played, kept, and told as fixed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.judge.points import mean_finding
from experiments.judge.rule import Judgement, above, judgement
from experiments.play import play as play_module
from experiments.play.where import Where
from experiments.studies.claim import Claim, Figures, Measurement, Size, digest
from experiments.studies.claim import run as claim_run
from experiments.studies.claim.play import globally_enforced, late_welfare, played, treaty_of
from experiments.studies.claim.run import left_alone
from experiments.studies.claims import CLAIMS, find, natural, register
from model.params import BadInput
from model.version import model_version

SMALL = {"actors": 40, "steps": 24}


def cases(world: str, size: Size) -> Any:
    return (Measurement(world, k, 1 + k, SMALL) for k in range(size["points"]))


def measure(case: Measurement) -> Figures:
    return {"gain": late_welfare(case, "emergent") - late_welfare(case, "none")}


def judge(table: pd.DataFrame, size: Size) -> Judgement:
    return judgement([mean_finding("gain", table["gain"].to_numpy(), above(-10.0))])


SIZES = {"quick": {"points": 2}, "full": {"points": 3}}
MINE = Claim(
    id="T99",
    title="Emergence is no disaster",
    says="No world is ten endowments worse off.",
    criterion="above -10",
    source="a test",
    sizes={"random": SIZES},
    why="a test",
    rules={"gain": above(-10.0)},
    frozen={"choices": ["one", "two"]},
    cases=cases,
    measure=measure,
    judge=judge,
)


@pytest.fixture
def mine(monkeypatch: pytest.MonkeyPatch) -> Claim:
    """The claim above, registered for a test."""
    monkeypatch.setitem(CLAIMS, "T99", MINE)
    return MINE


# -- found, and hashed --


def test_no_claim_of_the_laboratory_is_frozen_now():
    assert not CLAIMS
    for ids in ([], ["T1"], ["T9"]):
        with pytest.raises(BadInput, match="the first edition's are withdrawn"):
            find(ids)


def test_claims_sort_by_number():
    assert sorted(["T10", "T2", "U1", "T1"], key=natural) == ["T1", "T2", "T10", "U1"]


def test_a_claim_is_registered_once(mine: Claim):
    assert register(mine) is register(mine) is CLAIMS["T99"]
    assert find(["T99"]) == find([]) == [mine]
    with pytest.raises(BadInput, match="claim=T99: allowed an id that no other claim has"):
        register(replace(mine, criterion="another"))
    with pytest.raises(BadInput, match="claim=T1: allowed T99"):
        find(["T1"])


def test_whatever_decides_a_verdict_changes_the_hash():
    others = [
        replace(MINE, sizes={"random": {**SIZES, "full": {"points": 4}}}),
        replace(MINE, rules={"gain": above(0.123)}),
        replace(MINE, criterion=MINE.criterion + " or nearly"),
        replace(MINE, frozen={"choices": ["other"]}),
    ]
    assert len({MINE.hash, *(other.hash for other in others)}) == 5
    assert digest(MINE.declaration) == MINE.hash == replace(MINE, title="Another title").hash
    assert not MINE.as_frozen


def test_a_size_more_makes_no_verdict_stale():
    larger = replace(MINE, sizes={"random": SIZES | {"overnight": {"points": 4096}}})
    assert larger.hash != MINE.hash

    def stem(one: Claim, size: str) -> tuple[str, str]:
        return one.sized(size), one.hash_at(size, one.sizes)

    assert stem(larger, "full") == stem(MINE, "full") == stem(MINE, "overnight")
    assert stem(larger, "overnight") != stem(MINE, "overnight")


def test_what_a_claim_does_not_draw_is_said():
    assert "no uncertainty is drawn" in left_alone(MINE)
    said = left_alone(replace(MINE, frozen={"ranges": {"risk": [0, 1]}})).split(": ")[1].split(", ")
    assert "risk" not in said
    assert "cost" in said


# -- what claims measure --


def test_a_treaty_that_is_never_adopted_changes_nothing():
    case = Measurement("random", 0, 3, {"actors": 60, "steps": 60, "treaty_dues": 0.2})
    run = played(case, ("formal_body",))
    assert not treaty_of(run.issue).adopted
    assert run.welfare(False).tobytes() == played(case, ()).welfare(False).tobytes()


def test_global_enforcement_waits_for_its_sponsors_and_then_fines_everyone():
    case = Measurement("random", 0, 3, {"steps": 1})
    idle, active = (globally_enforced(case, trigger).issue for trigger in (1.0, 0.001))
    for issue, sponsors in ((idle, 0), (active, 1)):
        issue.rows["strategy"][:] = 0
        issue.rows["strategy"][:sponsors] = 2
        issue.institutions[0].act()
        groups = issue.agreements.row[: len(issue.rows)]
        assert (groups["in_force"] == sponsors).all()
        np.testing.assert_allclose(groups["fine"], 0.3 * sponsors)
        if sponsors:
            np.testing.assert_allclose(groups["policy"], issue.rows["optimum"][0])


# -- played and told --


def test_a_claim_is_played_and_judged_and_kept(tmp_path: Path, mine: Claim, monkeypatch: Any):
    (first,) = claim_run.verdicts([mine], "quick", Where(1), tmp_path)
    assert not first["errors"]
    assert (first["verdict"], first["size"], first["n"]) == ("supported", "quick", 2)
    assert any("quick" in note for note in first["notes"])
    assert any("frozen.json" in note for note in first["notes"])  # it was never written down
    assert first["worlds"]["random"]["asked"] == first["worlds"]["random"]["measured"] == 2
    monkeypatch.setattr(play_module, "play_parts", lambda *_: pytest.fail("played again"))
    assert list(claim_run.verdicts([mine], "quick", Where(1), tmp_path)) == [first]


def test_the_command_prints_json_alone(mine: Claim, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["claims", "T99", "--quick", "--workers", "1", "--json", "--out", str(tmp_path / "out")]) == 0
    (told,) = json.loads(capsys.readouterr().out)["claims"]
    assert {"id", "criterion", "estimate", "low", "high", "verdict", "n", "model_version"} <= set(told)
    assert (told["id"], told["model_version"], told["n"]) == ("T99", model_version(), 2)
    assert told["frozen"] == mine.hash
    assert main(["claims", "--quick", "--out", str(tmp_path / "out")]) == 0
    assert "Emergence is no disaster" in capsys.readouterr().out


def test_a_case_that_raises_is_left_out_and_counted(mine: Claim, tmp_path: Path, capsys: Any, monkeypatch: Any):
    def measure(case: Measurement) -> dict[str, Any]:
        if case.point:
            raise ZeroDivisionError("made up")
        return {"gain": 0.1}

    monkeypatch.setitem(CLAIMS, "T99", replace(mine, measure=measure))
    out = tmp_path / "out"
    assert main(["claims", "T99", "--quick", "--workers", "1", "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert "1 of 2 cases failed and are left out" in " ".join(printed.out.split())
    assert "error: T99 on random, point 1, seed 2: ZeroDivisionError: made up" in printed.err
    assert main(["claims", "T99", "--quick", "--workers", "1", "--out", str(out)]) == 1  # and stays so


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["claims", "T1"], "error: claim=T1: allowed T99"),
        (["claims", "T99", "--quick", "--overnight"], "error: size=quick overnight: allowed one of them"),
        (["claims", "T99", "--workers", "0"], "error: workers=0: allowed 1.."),
        (["claims", "T99", "--out", "README.md"], "error: out=README.md: allowed a folder"),
        (["claims", "T99", "--out", "docs"], "error: out=docs: allowed an empty folder or one that"),
    ],
)
def test_bad_input_is_one_line(line: list[str], said: str, mine: Claim, capsys: pytest.CaptureFixture[str]):
    assert main(line) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1
    assert not printed.out
