"""The installed wheel does as the checkout does, even beside a user's own `model.py` and `agents.py`."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.contract.additions import FILES, ROOT, westphalia

RUN = ["run", "--arm", "hybrid", "--world", "random", "--steps", "6", "--set", "actors=60", "--out"]
PROBE = """
import sys
import westphalia
from westphalia.model.version import model_version
places = {made.__module__.partition(".")[0] for made in (westphalia.Westphalia, westphalia.Scenario, westphalia.Actor)}
print(model_version(), *places, *sorted({"agents", "model", "experiments", "web"} & {*sys.modules}))
print(*westphalia.__all__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("dist")
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(where)]
    subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
    (built,) = where.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`westphalia` of an environment with the wheel, which borrows all other packages and has no checkout."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    said = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", said], capture_output=True, text=True, check=True).stdout.strip())
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")  # its own .pth, the checkout, is not read
    uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    line = [uv, "pip", "install", "-q", "--offline", "--no-deps", "--python", str(python), str(wheel)]
    subprocess.run(line, check=True, capture_output=True)
    return home / "bin" / "westphalia"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("model", "agents", "experiments", "web"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this is the user\\'s own')\n")
    return tmp_path


def call(folder: Path, *line: str | Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(list(map(str, line)), cwd=folder, env=clean, capture_output=True, text=True, timeout=600)


def test_the_wheel_holds_westphalia_alone_with_its_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"westphalia"}
    data = ("model/data/states.csv", "experiments/theory/oracles.json", "web/browser/map.js", "py.typed")
    assert {f"westphalia/{name}" for name in (*data, "server.py")} <= {*names}


def test_commands_work_beside_modules_of_the_same_names(program: Path, folder: Path) -> None:
    import westphalia as here
    from model.version import model_version

    (folder / "jubilee.py").write_text(FILES["jubilee"])
    for line in ([program], [program.with_name("python"), "-m", "westphalia"]):
        done = call(folder, *line, "institutions", "--plugin", "jubilee.py")
        assert done.returncode == 0, done.stderr
        assert "formal_body" in done.stdout
        assert "jubilee" in done.stdout
    done = call(folder, program.with_name("python"), "-c", PROBE)
    assert done.stdout.split() == [model_version(), "westphalia", *here.__all__], done.stderr


@pytest.mark.long
def test_a_run_is_that_of_the_checkout(program: Path, folder: Path) -> None:
    done = call(folder, program, *RUN, "wheel")
    assert done.returncode == 0, done.stderr
    assert westphalia(folder.parent, *RUN, folder / "checkout").returncode == 0
    here, there = ((folder / name / "runs.parquet").read_bytes() for name in ("checkout", "wheel"))
    assert here == there


@pytest.mark.long
def test_the_first_run_compiles_nothing(
    wheel: Path, program: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "/compiled/code/" in name}
    monkeypatch.setenv("WESTPHALIA_CACHE", str(folder / "cache"))
    done = call(folder, program, "compare", "--seeds", "2", "--out", "out")
    assert done.returncode == 0, done.stderr
    kept = {path.name for path in (folder / "cache" / "numba").glob("*.nb[ic]")}
    assert kept
    assert kept <= shipped
    for path in (folder / "cache" / "numba").glob("*.nbi"):  # copied, with no other signature added
        assert path.read_bytes() == zipfile.ZipFile(wheel).read(f"westphalia/agents/compiled/code/{path.name}")
