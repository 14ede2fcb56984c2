"""A design is read whole or refused in one line; its samplers cover the ranges that it names."""

import json
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from experiments.__main__ import main
from experiments.ask.arms import ARMS
from experiments.ask.design import Design
from experiments.ask.factor import read_factor
from experiments.ask.reading import read_design
from experiments.ask.samplers import SAMPLERS
from model.params import DEFAULTS, PARAMETERS, BadInput

WHOLE = """
question = "Which?"
world = "random"
steps = 12
[settings]
actors = 60
[levers]
quota = [0.5, 0.9]
vetoes = [0, 3]
[uncertainties]
risk = "declared"
ties = ["blocks", "random"]
[sampler]
"""


def read(folder: Path, text: str) -> Design:
    (folder / "design.toml").write_text(text)
    return read_design(folder / "design.toml")


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    design = read(tmp_path, 'world = "random"\n[settings]\nactors = 60\n[uncertainties]\nrisk = "declared"')
    assert design.question == "design"
    assert design.arms == ARMS
    assert (design.sampler, design.size, design.replicates, design.steps) == ("latin_hypercube", 64, 1, 240)
    assert design.settings == DEFAULTS | {"actors": 60}
    assert (design.outcomes, design.series) == ((), False)
    assert design.factors[0].identity == [PARAMETERS["risk"].low, PARAMETERS["risk"].high]


@pytest.mark.parametrize(
    ("sampler", "points"), [("grid", 3 * 3 * 3 * 2), ("latin_hypercube", 3), ("morris", 3 * 5), ("sobol", 4 * 6)]
)
def test_every_sampler_stays_in_the_ranges_and_repeats_itself(tmp_path: Path, sampler: str, points: int) -> None:
    size = 4 if sampler == "sobol" else 3
    text = WHOLE + f'name = "{sampler}"\nsize = {size}\n'
    design = read(tmp_path, text)
    assert len(design.values) == points
    for quota, vetoes, risk, ties in design.values:
        assert 0.5 <= quota <= 0.9  # type: ignore[operator]
        assert vetoes in (0, 1, 2, 3)
        assert 0 <= risk <= 1  # type: ignore[operator]
        assert ties in ("blocks", "random")
    assert design.values == read(tmp_path, text).values
    other = read(tmp_path, text + "seed = 2\n").values
    assert (design.values == other) == (sampler == "grid")
    assert design.n_runs == len(set(design.values)) * 4 == len(list(design.families())) * 4


def test_a_grid_has_the_ends_and_every_combination(tmp_path: Path) -> None:
    design = read(tmp_path, WHOLE + 'name = "grid"\nsize = 2\n')
    assert design.values[0] == (0.5, 0, 0.0, "blocks")
    assert design.values[-1] == (0.9, 3, 1.0, "random")
    assert len(set(design.values)) == 16


def test_a_latin_hypercube_has_one_point_in_each_slice() -> None:
    shares = SAMPLERS["latin_hypercube"]([0, 0], 20, 1)
    for column in shares.T:
        assert sorted(np.floor(column * 20)) == list(range(20))


def test_whole_numbers_and_names_get_equal_shares() -> None:
    vetoes = read_factor("levers", "vetoes", [0, 3])
    ties = read_factor("uncertainties", "ties", "declared")
    spread = np.linspace(0, 1, 4001)
    assert [sum(vetoes.value(u) == k for u in spread[:-1]) for k in range(4)] == [1000] * 4
    assert {ties.value(u) for u in spread} == set(PARAMETERS["ties"].choices)
    assert [vetoes.value(vetoes.share(k)) for k in range(4)] == [0, 1, 2, 3]
    assert [ties.value(ties.share(name)) for name in ties.names] == list(ties.names)


def test_families_that_share_a_world_follow_one_another(tmp_path: Path) -> None:
    design = read(tmp_path, "replicates = 2\n" + WHOLE + "size = 16\n")
    worlds = [(case.seed, case.arguments["settings"]["ties"]) for case, *_ in design.families()]
    assert sum(a != b for a, b in pairwise(worlds)) == 3
    assert len(worlds) == 32


def test_a_dry_run_tells_runs_time_and_disk_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read(tmp_path, WHOLE + "size = 5\n")
    assert main(["sweep", "design.toml", "--dry-run", "--workers", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["runs"], told["families"], told["workers"], told["pilot"]) == (20, 5, 2, 5)
    assert told["seconds"] > 0
    assert 1000 < told["size"] < 1e6
    assert main(["sweep", "design.toml", "--dry-run", "--workers", "2"]) == 0
    assert capsys.readouterr().out.startswith("runs   20 in 5 families")
    assert [path.name for path in tmp_path.iterdir()] == ["design.toml"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "colour = 1\n", "design=colour: allowed question world arms"),
        ("[levers]\n", "[levers]\nruin = [0, 1]\n", "lever=ruin: allowed elite_weight "),
        ("[levers]\n", '[levers]\nheterogeneity = "declared"\n', "lever=heterogeneity: allowed under [uncertainties]"),
        ("[uncertainties]\n", "[uncertainties]\nelite_weight = [0, 1]\n", "uncertainty=elite_weight: allowed under ["),
        ("[0.5, 0.9]", "[0.9, 0.5]", 'quota=[0.9, 0.5]: allowed "declared" or [low, high] with low < high'),
        ("[0.5, 0.9]", "[0.5, 1.9]", "quota=1.9: allowed 0.01..1"),
        ("[0.5, 0.9]", "0.5", 'quota=0.5: allowed "declared" or [low, high]'),
        ("[0, 3]", "[0, 3.5]", "vetoes=3.5: allowed 0..5 (a whole number)"),
        ('["blocks", "random"]', '["blocks", "rope"]', "ties=rope: allowed small_world"),
        ('["blocks", "random"]', '["blocks"]', "ties=['blocks']: allowed"),
        ("actors = 60", "actors = 5", "actors=5: allowed 10..1e+06"),
        ("actors = 60", "actors = 60\nrisk = 0.2", "settings=risk: allowed a parameter that is no lever"),
        ("steps = 12", "steps = 0", "steps=0: allowed 1..100000"),
        ("steps = 12", "replicates = 0", "replicates=0: allowed 1..100000"),
        ("steps = 12", 'arms = ["anarchy"]', "arm=anarchy: allowed none"),
        ("steps = 12", 'arms = ["mine=crown"]', "institution=crown: allowed "),
        ("steps = 12", 'arms = "none"', "arms=none: allowed a list of names"),
        ("steps = 12", 'outcomes = ["joy"]', "outcomes=joy: allowed cooperation "),
        ("steps = 12", 'series = "on"', "series=on: allowed true false"),
        ("steps = 12", "levers = 3", "design="),
        ('world = "random"', 'world = "mars"', "world=mars: allowed earth random"),
        ("[sampler]\n", '[sampler]\nname = "dice"\n', "sampler.name=dice: allowed grid latin_hypercube"),
        ("[sampler]\n", '[sampler]\nname = "sobol"\nsize = 12\n', "sampler.size=12: allowed a power of two"),
        ("[sampler]\n", '[sampler]\nname = "grid"\nsize = 9999\n', "sampler.size=9999: allowed a grid of"),
        ("[sampler]\n", "[sampler]\nsize = 0\n", "sampler.size=0: allowed 1..1e+06"),
        ("[sampler]\n", "[sampler]\nspeed = 1\n", "sampler=speed: allowed name size seed file"),
        ("[sampler]\n", '[sampler]\nname = "points"\n', "sampler.file=: allowed the name of a CSV file"),
        ("[sampler]\n", '[sampler]\nname = "points"\nfile = "no.csv"\n', "sampler.file=no.csv: allowed a CSV file"),
        ("[sampler]\n", '[sampler]\nname = "points"\nfile = "few.csv"\n', "column=ties: allowed few.csv has exactly"),
        ("[sampler]\n", '[sampler]\nname = "points"\nfile = "more.csv"\n', "column=luck: allowed more.csv has exactly"),
        ("[sampler]\n", '[sampler]\nname = "points"\nfile = "out.csv"\n', "out.csv row 2, quota=0.4: allowed 0.5..0.9"),
        ("[sampler]\n", '[sampler]\nname = "points"\nfile = "empty.csv"\n', "sampler.file=empty.csv: allowed a CSV"),
        ("[sampler]\n", "[sampler\n", "design="),
        ("[sampler]\n", '[sampler]\nname = "sobol"\nsize = 1\n', "sampler.size=1: allowed a power of two, 2 or more"),
        ("[sampler]\n", '[sampler]\nname = "sobol"\nfile = 3\n', "sampler.file=3: allowed nothing unless"),
        ("[sampler]\n", '[sampler]\nfile = "nope.csv"\n', "sampler.file=nope.csv: allowed nothing unless"),
        ("[sampler]\n", "[sampler]\nseed = true\n", "sampler.seed=true: allowed 0..999999 (a number without quotes)"),
        ("steps = 12", f"x = {'[' * 1500}", "design=bad.toml: allowed a TOML file that can be read ("),
        ("steps = 12", "steps = true", "steps=true: allowed 1..100000 (a number"),
        ("steps = 12", 'replicates = "3"', 'replicates="3": allowed 1..100000 (a number without quotes)'),
        ("actors = 60", "actors = 60\ncost = true", "cost=true: allowed 0..1 (a number"),
        ("actors = 60", 'actors = "60"', 'actors="60": allowed 10..1e+06 (a number'),
        ("actors = 60", "preset = true", "preset=true: allowed own "),
        ('"declared"', "[false, true]", "risk=false: allowed 0..1 (a number"),
        ('"declared"', '["0", "1"]', 'risk="0": allowed 0..1 (a number'),
        ('["blocks", "random"]', "[false, true]", "ties=false: allowed small_world "),
        ("steps = 12", "arms = []", "arms=[]: allowed one or more of none "),
        ("steps = 12", 'arms = ["none", "none"]', "arms=none: allowed each name once"),
        ("steps = 12", 'outcomes = ["cooperation", "cooperation"]', "outcomes=cooperation: allowed each name once"),
        (WHOLE, 'world = "random"\n', "levers=: allowed at least one lever or uncertainty"),
    ],
)  # fmt: skip
def test_a_bad_design_is_one_line_and_nothing_is_written(
    old: str, new: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    header = "quota,vetoes,risk,ties\n"
    for name, text in {
        "few": "quota,vetoes,risk\n0.5,0,0\n", "more": "luck,quota,vetoes,risk,ties\n1,0.5,0,0,blocks\n",
        "out": header + "0.4,0,0,blocks\n", "empty": header,
    }.items():  # fmt: skip
        (tmp_path / f"{name}.csv").write_text(text)
    (tmp_path / "bad.toml").write_text(WHOLE.replace(old, new, 1) if old else new + WHOLE)
    before = {path.name for path in tmp_path.iterdir()}
    assert main(["sweep", "bad.toml", "--out", "out"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"error: {said}")
    assert printed.err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("steps = 12", "replicate = 3", "replicates"),
        ("[settings]", "[setting]", "settings"),
        ("actors = 60", "actor = 60", "actors"),
        ("quota = ", "quotta = ", "quota"),
        ("risk = ", "risks = ", "risk"),
        ("[sampler]", "[sampler]\nsizes = 3", "size"),
        ("steps = 12", 'outcomes = ["welfare_men"]', "welfare_mean"),
    ],
)
def test_a_slip_of_the_pen_is_told_what_was_perhaps_meant(old: str, new: str, meant: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=rf"allowed .* \(did you mean {meant}\?\)$"):
        read(tmp_path, WHOLE.replace(old, new, 1))


@pytest.mark.parametrize("sampler", sorted(SAMPLERS))
def test_factors_in_any_order_are_the_same_points(tmp_path: Path, sampler: str) -> None:
    lines = [
        'risk = "declared"\n',
        'ties = ["blocks", "random"]\n',
        "[levers]\n",
        "quota = [0.5, 0.9]\n",
        "vetoes = [0, 3]\n",
    ]
    end = f'[sampler]\nname = "{sampler}"\nsize = 4\n'
    head = WHOLE.partition("[levers]")[0] + "[uncertainties]\n"
    one = read(tmp_path, head + "".join(lines) + end)
    other = read(tmp_path, head + "".join([lines[1], lines[0], lines[2], lines[4], lines[3]]) + end)
    assert [f.name for f in one.factors] == ["quota", "vetoes", "risk", "ties"]
    assert (other.factors, other.values, other.identity) == (one.factors, one.values, one.identity)


def test_a_byte_order_mark_is_no_part_of_a_design(tmp_path: Path) -> None:
    (tmp_path / "design.toml").write_text(WHOLE, encoding="utf-8-sig")
    assert read_design(tmp_path / "design.toml").question == "Which?"


def test_a_long_check_says_what_it_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.waiting.LONG_PATIENCE", 0.01)
    monkeypatch.setattr("experiments.ask.reading.Question", lambda *_: time.sleep(0.5))
    read(tmp_path, WHOLE)
    said = capsys.readouterr().err.splitlines()
    assert set(said) == {"checking the design: building a world of 60 actors"}


def test_a_missing_design_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "nowhere.toml"]) == 2
    assert capsys.readouterr().err.startswith(
        "error: design=nowhere.toml: allowed a TOML file that can be read (No such"
    )
