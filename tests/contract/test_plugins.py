"""Add one thing, touch one file: each kind of addition is a file outside the checkout, used by the real commands."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.__main__ import main, without_plugins
from tests.contract.additions import FILES, ROOT, westphalia


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The options that load a file for each addition, from a folder outside the checkout."""
    here = tmp_path_factory.mktemp("mine")
    for name, text in FILES.items():
        (here / f"{name}.py").write_text(text, encoding="utf-8")
    return [word for name in FILES for word in ("--plugin", str(here / f"{name}.py"))]


@pytest.fixture(scope="module")
def compared(added: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison with all additions, played by two workers."""
    where = tmp_path_factory.mktemp("compared")
    line = ["compare", "--world", "random", "--set", "actors=60", "--seeds", "3", "--steps", "6", "--workers", "2"]
    line += ["--arms", "none,festive=jubilee,hybrid", "--actors", "--set", "norm_entrepreneurs=guild", "--set"]
    line += ["jubilee_gift=0.25", "--set", "subsidised=merchants", "--set", "mutation=0.3"]
    line += ["--set", "revision_rate=1", "--out", "out", "--json"]
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


def test_a_kind_that_declares_no_share_of_means_has_the_default(added: list[str], tmp_path: Path) -> None:
    """And takes it from the other kinds at its home, which still hold all that their state does."""
    code = """
from westphalia import Westphalia, KINDS
guild = next(kind for kind in KINDS if kind.label == "guild")
rows = Westphalia("earth", (), 1).rows
mine = rows[(rows["kind"] == guild.code) & (rows["home"] >= 0)]
home = mine["home"][0]
state, here = rows[home], mine[mine["home"] == home]
print(guild.means_share, len(mine), here["means"].sum() / state["means"] * 0.3, rows["means"].sum())
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WESTPHALIA_PLUGINS": added[1]}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    declared, members, held, everything = map(float, done.stdout.split())
    assert (declared, held) == pytest.approx((0.05, 0.05))
    assert members > 100
    assert everything == pytest.approx(1)


CLIMBERS = """
from westphalia import Actor, rule

class Climber(Actor):
    presence_share = 0.3

    @staticmethod
    def presence(states):
        return states["population"].to_numpy()

    @rule
    def attention(me, other, tie, p):
        return tie * max(0.0, other.payoff)
"""


def test_attention_that_reads_what_changes_each_month_follows_it(tmp_path: Path) -> None:
    (tmp_path / "climber.py").write_text(CLIMBERS, encoding="utf-8")
    code = """
import numpy as np
from westphalia import Westphalia, KINDS
model = Westphalia("random", ("coalitions",), 1, {"actors": 200, "revision_rate": 1.0})
issue, ties = model.issues[0], model.world.ties
kind = next(kind for kind in KINDS if kind.label == "climber")
mine = (model.rows["kind"] == kind.code)[ties.sources]
seen = []
for month in range(4):
    model.step()
    expected = ties.weight * np.maximum(0.0, model.rows["payoff"])[ties.to]
    assert np.array_equal(issue.attention.weight[mine], expected[mine])
    seen.append(issue.attention.weight[mine].sum())
print(mine.sum(), len(set(seen)))
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WESTPHALIA_PLUGINS": str(tmp_path / "climber.py")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ties, different = map(int, done.stdout.split())
    assert ties > 100
    assert different == 4


def test_outcomes_read_what_they_declare_and_are_measured(compared: Path) -> None:
    runs = pd.read_parquet(compared / "runs.parquet")
    series = pd.read_parquet(compared / "series.parquet").query("outcome == 'group_achievement'")
    most = series.groupby("run_id")["value"].max()
    assert runs.set_index("run_id")["best_month"].to_dict() == pytest.approx(most.to_dict())
    assert runs["time_to_half"].isna().any()
    looks = pd.read_parquet(compared / "series.parquet").query("outcome == 'calendar'").dropna(subset="value")
    assert (looks["step"] == looks["value"]).all()
    assert set(looks["step"]) == set(range(0, series["step"].max() + 1, 3))
    assert (runs["calendar"] == looks.query("step > 0")["value"].mean()).all()
    values = pd.read_parquet(compared / "actors.parquet").query("outcome == 'sponsoring'")["value"]
    assert values.between(0, 1).all()
    assert values.max() > 0


def test_a_picture_is_drawn_beside_the_others(compared: Path) -> None:
    drawn = {path.name for path in (compared / "figures").iterdir()}
    assert {"compare.png", "mood.png", "mood.svg", "mood.pdf"} <= drawn


def test_a_scenario_and_a_claim_are_played_and_judged(added: list[str], tmp_path: Path) -> None:
    done = westphalia(tmp_path, *added, "scenario", "feast", "--json", "--workers", "1")
    assert done.returncode == 0, done.stderr
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["verdict"] == "as expected"
    done = westphalia(tmp_path, "claims", "T99", "--quick", "--json", "--workers", "2", *added)
    assert done.returncode == 0, done.stderr
    (verdict,) = json.loads(done.stdout)["claims"]
    assert (verdict["verdict"], verdict["estimate"]) == ("supported", 17.5)


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


@pytest.mark.long
def test_an_edited_rule_is_compiled_again(tmp_path: Path) -> None:
    """The kind's rule is part of loops of the model's own, whose files have not changed."""
    mine, seen = tmp_path / "guild.py", []
    line = ["run", "--arm", "emergent", "--world", "random", "--steps", "24", "--seed", "3", "--json", "--plugin", mine]
    for text in (
        FILES["guild"],
        FILES["guild"].replace("* other.endowment * other.endowment", "* 0.0"),
        FILES["guild"],
    ):
        mine.write_text(text, encoding="utf-8")
        done = westphalia(tmp_path, *line, "--set", "actors=60", "--set", "mutation=0.3", "--out", f"out{len(seen)}")
        assert done.returncode == 0, done.stderr
        seen.append(pd.read_parquet(tmp_path / f"out{len(seen)}" / "series.parquet")["value"].tolist())
    assert seen[0] == pytest.approx(seen[2], nan_ok=True)
    assert seen[0] != pytest.approx(seen[1], nan_ok=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "a Python file that can be read"),
        ("def f(:\n", "a Python file without errors (mine.py:1"),
        ("import os\nfrom model.luck import named\n", "imports from westphalia alone (mine.py:2: model.luck)"),
        (
            "def f():\n    import westphalia.model.luck\n",
            "imports from westphalia alone (mine.py:2: westphalia.",
        ),
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
    assert capsys.readouterr().err == "error: plugin=: allowed a file, such as --plugin mine.py\n"
