"""The installed package: everything lies inside `westphalia`, whatever a user's own files are called."""

import os
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
rewritten = runpy.run_path(str(ROOT / "tools/wheel.py"))["rewritten"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend of pyproject.toml alone and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (packed,) = folder.glob("westphalia-*.whl")
    with zipfile.ZipFile(packed) as file:
        file.extractall(folder / "site")
    return folder / "site"


def in_it(wheel: Path, where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A Python that finds the wheel before the checkout, in a folder that has a `model.py` of the user's own."""
    (where / "model.py").write_text('raise SystemExit("the wrong model")\n')
    around = os.environ | {"PYTHONPATH": str(wheel), "WESTPHALIA_CACHE": str(where / "cache")}
    return subprocess.run([sys.executable, *command], cwd=where, env=around, capture_output=True, text=True)


def test_only_one_name_is_taken(wheel: Path) -> None:
    assert {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")} == {"westphalia"}
    for package in ("agents", "model", "experiments", "web"):
        assert (wheel / "westphalia" / package / "__init__.py").exists()
    assert (wheel / "westphalia/py.typed").exists()


def test_the_command_runs_beside_a_model_of_the_users_own(wheel: Path, tmp_path: Path) -> None:
    options = ["--world", "random", "--set", "actors=40", "--seeds", "1", "--steps", "3", "--arms", "none,emergent"]
    out = in_it(wheel, tmp_path, "-m", "westphalia", "compare", *options, "--workers", "1", "--out", "mine")
    assert out.returncode == 0, out.stderr
    assert (tmp_path / "mine/runs.parquet").exists()


def test_its_public_names_are_those_of_the_checkout(wheel: Path, tmp_path: Path) -> None:
    told = "import westphalia; print(westphalia.Westphalia.__module__, *westphalia.__all__)"
    out = in_it(wheel, tmp_path, "-c", told)
    import westphalia

    assert out.stdout.split() == ["westphalia.model.westphalia", *westphalia.__all__], out.stderr


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("from model.luck import uniform", "from westphalia.model.luck import uniform"),
        ("    from agents import KINDS", "    from westphalia.agents import KINDS"),
        ("import model", "from westphalia import model"),
        ("import model.luck as luck", "import westphalia.model.luck as luck"),
        ("from models import x", "from models import x"),
        ("from . import model", "from . import model"),
        ('text = "from model import x"', 'text = "from model import x"'),
    ],
)
def test_an_import_is_led_through_the_package(line: str, becomes: str) -> None:
    block = "if True:\n" if line.startswith(" ") else ""
    assert rewritten(block + line + "\n") == block + becomes + "\n"


def test_an_import_that_would_bind_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"write `from model\.luck import \.\.\.`"):
        rewritten("import model.luck\n")
