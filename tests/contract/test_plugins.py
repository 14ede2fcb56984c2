"""Add one thing, touch one file: each kind of addition is a file outside the checkout, used by the real commands."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.__main__ import main, without_plugins
from experiments.studies.claims import CLAIMS

ROOT = Path(__file__).parents[2]
FILES = {
    "guild": '''"""Guilds watch those with means (after Greif, Milgrom & Weingast 1994)."""

import numpy as np

from westphalia import Actor, notice, rule


class Guild(Actor):
    """An association of merchants."""

    presence_share = 0.3
    circle = "merchants"

    @staticmethod
    def presence(states):
        return np.ones(len(states))

    @rule
    def attention(me, other, tie, p):
        return notice(me, other, tie, p) * other.endowment * other.endowment
''',
    "jubilee": '''"""A jubilee gives everyone the same in some months."""

from westphalia import Institution, lever, uniforms


class Jubilee(Institution):
    """An agreement of all with all, without duties; whether it falls this month is luck."""

    stage = "local"
    binds_unasked = True
    parameters = (lever("jubilee_gift", 0.125, 0, 1, "share of endowment", "what a jubilee gives", "assumed"),)

    def act(self):
        issue = self.issue
        if issue.month == 1:
            issue.agreements.binding[self.slot] = self.agreement
        terms = issue.agreements.row[self.agreement : self.agreement + 1]
        falls = uniforms(issue.key("jubilee"), issue.rows["id"][:1])[0] < 0.75
        terms["in_force"], terms["members"], terms["founded"] = 1, len(issue.rows), 1
        terms["club"] = issue.p["jubilee_gift"] * falls
''',
    "outcomes": '''"""A final outcome that reads another series, a censored one, and one of each actor."""

import numpy as np

from westphalia import each, final


@final("share of groups", "a test", reads=("group_achievement",))
def best_month(record, late):
    """The most groups that ever met their threshold."""
    return float(record.series["group_achievement"].max())


@final("months", "a test", reads=("cooperation",), timed_from="start")
def time_to_half(record, late):
    """Months until half contribute."""
    there = record.series["cooperation"] >= 0.5
    return float(np.argmax(there)) if there.any() else float("nan")


@each("share of months", "a test")
def sponsoring(issue):
    """Whether it sponsors enforcement."""
    return np.asarray(issue.rows["strategy"] == 2, float)
''',
    "feast": '''"""Does a jubilee help?"""

from westphalia import Contrast, Expectation, Place, Scenario, institutions

SCENARIO = Scenario(
    question="Does a jubilee help?",
    variants={"plain": institutions(), "festive": institutions("jubilee")},
    outcomes=("welfare_mean", "best_month"),
    expectation=Expectation(
        "gifts make richer", "assumed", (Contrast("welfare_mean", Place("festive"), Place("plain")),)
    ),
    why="a test",
    world="random",
    settings={"actors": 60},
    seeds=6,
    steps=24,
)
''',
    "t99_feast": '''"""T99: a claim of its own."""

from westphalia import Claim, above, judgement, mean_finding


def cases(world, size):
    from experiments.studies.claim import Case

    return [Case(world, k, 1 + k, {"steps": 6}) for k in range(size["points"])]


def measure(case):
    return {"square": float(case.point**2)}


def judge(table, size):
    return judgement([mean_finding("square", table["square"].to_numpy(), above(0.0))])


SIZES = {"quick": {"points": 8}, "full": {"points": 8}}
CLAIM = Claim(
    id="T99", title="Squares", says="Squares are positive.", criterion="above 0", source="a test",
    sizes={"random": SIZES}, why="a test", rules={"square": above(0.0)}, frozen={"choices": ["one", "two"]},
    cases=cases, measure=measure, judge=judge,
)
''',
    "mood": '''"""A picture of welfare by seed."""

import matplotlib.pyplot as plt

from westphalia import picture


@picture("mood")
def mood(question, families, summary):
    figure, axes = plt.subplots()
    axes.plot([rows["festive"].outcomes["welfare_mean"] for rows in families.values()])
    axes.set(xlabel="seed", ylabel="welfare")
    return figure
''',
}


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The options that load a file for each addition."""
    here = tmp_path_factory.mktemp("mine")
    for name, text in FILES.items():
        (here / f"{name}.py").write_text(text)
    return [word for name in FILES for word in ("--plugin", str(here / f"{name}.py"))]


def westphalia(where: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "experiments", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(line, cwd=where, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def compared(added: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison with all additions, played by two workers."""
    where = tmp_path_factory.mktemp("compared")
    line = ["compare", "--world", "random", "--set", "actors=60", "--seeds", "3", "--steps", "6", "--workers", "2"]
    line += ["--arms", "none,festive=jubilee,hybrid", "--actors", "--set", "norm_entrepreneurs=guild", "--set"]
    line += [
        "jubilee_gift=0.25",
        "--set",
        "subsidised=merchants",
        "--set",
        "mutation=0.3",
        "--set",
        "revision_rate=1",
        "--out",
        "out",
        "--json",
    ]
    done = westphalia(where, *line, *added)
    assert done.returncode == 0, done.stderr
    return where / "out"


def test_an_institution_has_a_parameter_and_luck_of_its_own(compared: Path) -> None:
    runs = pd.read_parquet(compared / "runs.parquet").set_index(["arm", "seed"])
    assert set(runs["jubilee_gift"]) == {0.25}
    gift = (runs.loc["festive", "welfare_mean"] - runs.loc["none", "welfare_mean"]).to_numpy()
    assert ((gift > 0.05) & (gift < 0.6)).all()
    assert len(set(gift.round(3))) > 1  # which months, is each seed's own luck


def test_a_kind_lives_in_the_world_and_appears_where_kinds_can_be_chosen(compared: Path) -> None:
    actors = pd.read_parquet(compared / "actors.parquet")
    assert {"guild", "state", "city"} <= set(actors["kind"])
    assert list(actors.columns) == ["run_id", "actor", "kind", "state", "outcome", "value"]


def test_outcomes_read_what_they_declare_and_are_measured(compared: Path) -> None:
    runs = pd.read_parquet(compared / "runs.parquet")
    series = pd.read_parquet(compared / "series.parquet").query("outcome == 'group_achievement'")
    most = series.groupby("run_id")["value"].max()
    assert runs.set_index("run_id")["best_month"].to_dict() == pytest.approx(most.to_dict())
    assert runs["time_to_half"].isna().any()
    values = pd.read_parquet(compared / "actors.parquet").query("outcome == 'sponsoring'")["value"]
    assert values.between(0, 1).all()
    assert values.max() > 0


def test_a_picture_is_drawn_beside_the_others(compared: Path) -> None:
    assert {"compare.png", "mood.png", "mood.svg"} <= {path.name for path in (compared / "figures").iterdir()}


def test_a_scenario_and_a_claim_are_played_and_judged(added: list[str], tmp_path: Path) -> None:
    done = westphalia(tmp_path, *added, "scenario", "feast", "--json", "--workers", "1")
    assert done.returncode == 0, done.stderr
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["verdict"] == "as expected"
    done = westphalia(tmp_path, "claims", "T99", "--quick", "--json", "--workers", "2", *added)
    assert done.returncode == 0, done.stderr
    (verdict,) = json.loads(done.stdout)["claims"]
    assert (verdict["verdict"], verdict["estimate"]) == ("supported", 17.5)


def test_all_frozen_claims_stay_frozen(added: list[str], tmp_path: Path) -> None:
    said = "from experiments.studies.claims import CLAIMS; print({c.id: c.hash for c in CLAIMS.values()})"
    code = f"from model import plugins; plugins.announce_from_environment(); plugins.load(); {said}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WESTPHALIA_PLUGINS": os.pathsep.join(added[1::2])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    for claim in CLAIMS.values():
        assert f"'{claim.id}': '{claim.hash}'" in done.stdout
    assert "'T99'" in done.stdout


def test_a_changed_plugin_names_other_runs(tmp_path: Path) -> None:
    said = "from model.version import model_version; print(model_version())"
    code = f"from model import plugins; plugins.announce_from_environment(); {said}"
    mine = tmp_path / "jubilee.py"
    versions = []
    for text in (FILES["jubilee"], FILES["jubilee"] + "\n# a remark\n", FILES["jubilee"].replace("0.75", "0.5")):
        mine.write_text(text)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "WESTPHALIA_PLUGINS": str(mine)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        versions.append(done.stdout)
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "a Python file that can be read"),
        ("def f(:\n", "a Python file without mistakes (mine.py:1"),
        ("\nraise KeyError('no')\n", "a plug-in that can be loaded (mine.py:2: KeyError: 'no')"),
    ],
)
def test_a_bad_plugin_is_one_line(text: str | None, said: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    if text is not None:
        mine.write_text(text)
    done = westphalia(tmp_path, "presets", "--plugin", str(mine))
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: plugin={mine}: allowed {said}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("formal_body", FILES["jubilee"], "institution=formal_body: allowed a name that is not taken"),
        ("city", FILES["guild"], "kind=city: allowed a name that is not taken"),
        ("mine", FILES["outcomes"].replace("best_month", "cooperation"), "outcome=cooperation: allowed a name"),
    ],
)
def test_what_is_there_cannot_be_defined_again(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text(text)
    done = westphalia(tmp_path, "institutions", "--plugin", str(tmp_path / f"{name}.py"))
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_option_may_stand_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert without_plugins(["--plugin", "a.py", "run", "--plugin=b.py", "--seed", "1"]) == (
        ["run", "--seed", "1"], ["a.py", "b.py"]
    )  # fmt: skip
    assert main(["run", "--plugin"]) == 2
    assert capsys.readouterr().err == "error: plugin=: allowed a file, as --plugin mine.py\n"
