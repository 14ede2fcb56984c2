"""Plug-ins reach every worker: forked, started afresh, and of a cluster that has none of the files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.additions import FILES, ROOT, westphalia
from tests.contract.test_sweep_cluster import cluster_in

LINE = (
    "compare", "--world", "random", "--set", "actors=60", "--seeds", "3", "--steps", "6",
    "--arms", "none,festive=jubilee", "--set", "jubilee_gift=0.25", "--set", "norm_entrepreneurs=guild",
    "--set", "mutation=0.3", "--set", "revision_rate=1",
)  # fmt: skip
AFRESH = """
import sys
from experiments.play import local
local.FORKED = False
from experiments.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    here = tmp_path_factory.mktemp("mine")
    made = [here / f"{name}.py" for name in ("guild", "jubilee", "outcomes")]
    for path in made:
        path.write_text(FILES[path.stem])
    return made


@pytest.fixture(scope="module")
def forked(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("forked")
    options = [word for path in files for word in ("--plugin", str(path))]
    done = westphalia(where, *LINE, *options, "--workers", "2", "--out", "out")
    assert done.returncode == 0, done.stderr
    return where / "out"


def assert_same(out: Path, forked: Path) -> None:
    for name in ("runs.parquet", "series.parquet"):
        assert (out / name).read_bytes() == (forked / name).read_bytes()


def test_workers_that_start_afresh_have_them(files: list[Path], forked: Path, tmp_path: Path) -> None:
    """The files come by the environment, in another order, which changes nothing."""
    named = os.pathsep.join(str(path) for path in reversed(files))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WESTPHALIA_PLUGINS": named}
    line = [sys.executable, "-c", AFRESH, *LINE, "--workers", "2", "--out", "out"]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert_same(tmp_path / "out", forked)


def test_a_cluster_gets_their_text(files: list[Path], forked: Path, tmp_path: Path) -> None:
    """A worker that has compiled the model with them refuses a command without them, in one line."""
    options = [word for path in files for word in ("--plugin", str(path))]
    with cluster_in(tmp_path, ROOT) as address:
        done = westphalia(tmp_path, *LINE, *options, "--scheduler", address, "--out", "out")
        assert done.returncode == 0, done.stderr
        bare = westphalia(tmp_path, "run", "--world", "random", "--steps", "2", "--scheduler", address)
    assert_same(tmp_path / "out", forked)
    assert bare.returncode == 2
    assert bare.stderr.splitlines()[-1].startswith("error: model_version=")


def test_a_notebook_has_those_of_the_environment(files: list[Path], tmp_path: Path) -> None:
    said = "from westphalia import Westphalia; print(Westphalia('random', ['jubilee'], 1, {'actors': 60}).settings)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WESTPHALIA_PLUGINS": str(files[1])}
    line = [sys.executable, "-c", said]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    assert "'jubilee_gift': 0.125" in done.stdout, done.stderr


def test_a_plugin_or_a_kind_that_comes_too_late_is_refused(files: list[Path], tmp_path: Path) -> None:
    """Code that was compiled before would not call their rules."""
    code = f"""
from westphalia import Actor, BadInput, Westphalia
from model import plugins
try:
    plugins.announce([{str(files[0])!r}])
except BadInput as bad:
    print(bad)
class Guild(Actor):
    pass
try:
    Westphalia("random")
except BadInput as bad:
    print(bad)
"""
    line = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    late, foreign = done.stdout.splitlines()
    assert late.startswith(f"plugin={files[0]}: allowed a file named before the model is loaded")
    assert foreign.startswith("kind=Guild: allowed one from a file")
