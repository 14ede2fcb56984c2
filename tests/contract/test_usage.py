"""Every mistake on the command line is one line in one form, with the name that was perhaps meant, and exit code 2."""

import re
import shlex
from pathlib import Path

import pytest

from experiments.__main__ import main

NEAR = {
    "comapre": "command=comapre compare",
    "compare --sedes 3": "option=--sedes --seeds",
    "compare --no-json": "option=--no-json --json",
    "compare --plugn x.py": "option=--plugn --plugin",
    "compare --set quta=0.5": "parameter=quta quota",
    "compare --set norm_entrepreneurs=stat": "norm_entrepreneurs=stat state",
    "compare --arms mine=formal_bdy": "institution=formal_bdy formal_body",
    "compare --arms hybird": "arm=hybird hybrid",
    "run --arm hybird": "arm=hybird hybrid",
    "run --outcomes welfare_men": "outcome=welfare_men welfare_mean",
    "compare --preset climat": "preset=climat climate",
    "compare --world erth": "world=erth earth",
    "scenario open_stat": "scenario=open_stat open_state",
    "replicate wats_2002": "case=wats_2002 watts_2002",
    "replicate watts_2002 --set see=1": "parameter=see seed",
    "validate --only crd_inf_rcrit_N6M": "only=crd_inf_rcrit_N6M crd_inf_rcrit_N6M3",
}
OTHERS = {
    "compare --seeds": "seeds=: allowed a value after --seeds",
    "compare --set quota": "set=quota: allowed name=value",
    "compare --set risk=two": "risk=two: allowed 0..1",
    "compare --set risk=nan": "risk=nan: allowed 0..1",
    "compare --seeds 0": "seeds=0: allowed 1..100000 (a whole number)",
    "compare --json=3": "option=--json: allowed alone, without a value",
    "compare stray": "argument=stray: allowed no further argument",
    "compare --world=": "world=: allowed earth random",
    "compare --workers 1 --scheduler tcp://x:1": "workers=1: allowed nothing with --scheduler",
    "scenario": "name=: allowed NAME",
    "claims": "claims=all: allowed claims of plug-ins alone: the first edition's are withdrawn",
    "claims T1 --quick --overnight": "claims=T1: allowed claims of plug-ins alone",
    "claims --overnight --workers 0 --json": "claims=all: allowed claims of plug-ins alone",
    "record": "record=all: allowed nothing yet: the first edition's comparison is withdrawn",
    "record fit --out out/mine": "record=fit --out out/mine: allowed nothing yet",
    "record judge a.csv --dates b.csv --json": "record=judge a.csv --dates b.csv --json: allowed nothing yet",
    "sensitivity": "given=: allowed DIR|DESIGN.toml",
    "discover nowhere --margin abc": "margin=abc: allowed a number",
    "discover nowhere --margin nan": "margin=nan: allowed a number",
    "report nowhere": "dir=nowhere: allowed the folder of",
    "diagnose nowhere": "dir=nowhere: allowed a folder that compare or run left",
    "sweep nowhere": "design=nowhere: allowed a TOML file that can be read",
    "export nowhere": "export=: allowed --csv",
    "replicate watts_2002 --set z=-0.5": "z=-0.5: allowed -1, or 0..100",
    "run --plugin nowhere.py": "plugin=nowhere.py: allowed a Python file that can be read",
    "run --plugin": "plugin=: allowed a file",
    "-x": "option=-x: allowed --plugin --help",
}


def refusal(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr of a command that exits with 2 and prints nothing else."""
    assert main(shlex.split(line)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"error: \S+?=.*: allowed \S.*\n", err), err
    return err


@pytest.mark.parametrize("line", NEAR)
def test_a_name_that_is_nearly_right_is_suggested(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    given, meant = NEAR[line].split()
    said = refusal(line, capsys)
    assert said.startswith(f"error: {given}: allowed ")
    assert said.endswith(f" (did you mean {meant}?)\n")


@pytest.mark.parametrize("line", OTHERS)
def test_a_mistake_names_field_value_and_what_is_allowed(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(line, capsys).startswith(f"error: {OTHERS[line]}")


def test_a_name_that_is_near_to_nothing_gets_no_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert "did you mean" not in refusal("scenario zebra", capsys)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"command": "compare"}', "", "no JSON"])
@pytest.mark.parametrize("command", ["diagnose", "report", "discover", "sensitivity"])
def test_a_folder_whose_manifest_says_nothing_is_refused(
    command: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("runs.parquet", "series.parquet"):
        (tmp_path / name).touch()
    (tmp_path / "manifest.json").write_text(text)
    assert refusal(f"{command} {tmp_path}", capsys).startswith(f"error: dir={tmp_path}: allowed ")


@pytest.mark.parametrize("line", ["--help", "compare --help", "presets --help"])
def test_help_says_that_every_command_takes_plugins(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(line)) == 0
    assert "--plugin FILE.py" in " ".join(capsys.readouterr().out.split())
