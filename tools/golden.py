"""Golden results: what the commands gave, to the last bit: `python -m tools.golden compare|renew [NAME ...]`.

Each golden is a command of `experiments`, played in a process of its own, and a file `tests/golden/NAME.json` of what
it must give. Only what is promised to users is read: runs.parquet, series.parquet, and the JSON on standard output.
Hashes and figures are compared exactly on the machine type and versions that they were made with, figures to 1e-9
elsewhere.
"""

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numba
import numpy as np
import pandas as pd
import typer

from model.params import BadInput
from tools.results import columns_of, figures, of_tables, unequal

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests/golden"
SHOWN = 20  # differences of one golden that are printed

MECHANISMS = {
    "agenda": "climate",  # a second issue beside the main one
    "coupling": 0.5,
    "actors": 60,
    "ties": "blocks",
    "drift": 0.01,
    "polarisation": 0.3,
    "estimate_noise": 0.1,
    "threshold_noise": 0.1,
    "power_diffusion": 0.002,
    "media_weight": 0.3,
    "tie_closure": 0.02,
    "trust_weight": 0.5,
    "rivalry": 0.2,
    "norm_dynamics": "threshold",
    "social_sanction": 0.1,
    "legitimacy_weight": 0.5,
    "forum_choice": 1,
    "reward_share": 0.3,
    "club_good": 0.05,
    "sunset": 36,
    "shock_step": 24,
}
CLUBS = "clubs=g7+brics+panel,bodies=security_council+labs+subcommittee+local_institution,loose=g20+coalitions+sequence"


class Golden(NamedTuple):
    """One golden: the commands (the last one's results count; `{out}` is a folder of their own), and what is read."""

    name: str
    commands: tuple[str, ...]
    tables: bool  # runs.parquet and series.parquet; else the JSON
    quick: bool = False

    @property
    def file(self) -> Path:
        return FILES / f"{self.name}.json"


def _compare(name: str, options: str) -> Golden:
    return Golden(f"compare_{name}", (f"compare {options} --out {{out}} --workers 1",), tables=True, quick=True)


def _scenario(name: str, quick: bool = False) -> Golden:
    small = "--world random --set actors=40 --seeds 2 --steps 48"
    return Golden(
        f"scenario_{name}", (f"scenario {name} {small} --out {{out}} --workers 1",), tables=False, quick=quick
    )


def _sweep(sampler: str, quick: bool = False) -> Golden:
    name = f"sweep_{sampler}"
    return Golden(name, (f"sweep tests/golden/{name}.toml --out {{out}} --workers 1",), tables=True, quick=quick)


_SETTINGS = " ".join(f"--set {name}={value}" for name, value in MECHANISMS.items())
_SMALL = "compare --world random --set actors=40 --seeds 2 --steps 120 --out {out}/compare --workers 1"
GOLDENS = {
    golden.name: golden
    for golden in (
        _compare("earth", "--world earth --seeds 3 --steps 60"),
        _compare("random", "--world random --set actors=100 --seeds 4 --steps 240"),
        _compare("mechanisms", f"--world random --arms {CLUBS} {_SETTINGS} --seeds 2 --steps 60"),
        _scenario("coupled_issues", quick=True),
        _scenario("expert_panel"),
        _scenario("g8_and_g7"),
        _scenario("rivalry"),
        _scenario("shock_types"),
        _sweep("points", quick=True),
        _sweep("grid"),
        _sweep("latin_hypercube"),
        _sweep("sobol"),
        _sweep("morris"),
        Golden("diagnose", (_SMALL, "diagnose {out}/compare --seeds 1 --out {out}/diagnose"), tables=False),
        Golden("validate", ("validate --quick",), tables=False),
    )
}


def differences(golden: Golden) -> Iterator[str]:
    """Plays the golden; yields one line for each column or figure that is not what its file says."""
    if not golden.file.exists():
        yield f"{golden.name}: file: {golden.file.relative_to(ROOT)} -> missing"
        return
    kept = json.loads(golden.file.read_text(encoding="utf-8"))
    for line in unequal(kept, played(golden, kept.get("columns"))):
        yield f"{golden.name}: {line}"


def played(golden: Golden, columns: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the golden gives now, as its file has it; of a table the given columns, else all that are results.

    Raises RuntimeError where a command ends without results.
    """
    with tempfile.TemporaryDirectory(prefix="golden-") as out:
        for command in golden.commands:
            told = _run(command.format(out=out))
        if golden.tables:
            runs, series = (pd.read_parquet(Path(out) / f"{table}.parquet") for table in ("runs", "series"))
            found = of_tables(runs, series, columns or columns_of(runs))
        else:
            found = {"figures": dict(figures(json.loads(told))), "hashes": {}}
    return {"commands": list(golden.commands), "platform": this_platform(), **found}


def _run(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "experiments", *command.split(), "--json"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode not in (0, 1) or not done.stdout:  # 1: some runs or checks failed, which the results show
        raise RuntimeError(f"{command}: exit code {done.returncode}: {done.stderr.strip().rpartition(chr(10))[2]}")
    return done.stdout


def this_platform() -> dict[str, str]:
    versions = {"python": platform.python_version(), "numpy": np.__version__, "numba": numba.__version__}
    return {"machine": platform.machine(), **versions}


def chosen(names: Sequence[str]) -> list[Golden]:
    """The goldens of these names, all if there are none; raises BadInput for a name that is not there."""
    for name in names:
        if name not in GOLDENS:
            raise BadInput("golden", name, " ".join(GOLDENS))
    return [GOLDENS[name] for name in names or GOLDENS]


app = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME ...]", help="Goldens; all if none is named.")]


@app.command()
def compare(names: Names = None) -> None:
    """Play the goldens and print each difference; exit code 1 where there is one."""
    different = 0
    for golden in chosen(names or ()):
        found = list(differences(golden))
        different += bool(found)
        print(*(found[:SHOWN] or [f"{golden.name}: equal"]), sep="\n", flush=True)
        if len(found) > SHOWN:
            print(f"{golden.name}: and {len(found) - SHOWN} more differences")
    if different:
        raise typer.Exit(1)


@app.command()
def renew(names: Names = None) -> None:
    """Play the goldens and write their files; to be committed with the reason why numbers changed."""
    for golden in chosen(names or ()):
        golden.file.write_text(json.dumps(played(golden), indent=1) + "\n", encoding="utf-8")
        print(f"written to {golden.file.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    try:
        app()
    except (BadInput, RuntimeError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
