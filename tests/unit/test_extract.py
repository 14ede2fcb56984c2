"""The shipped tables are what the extraction gives, byte for byte."""

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


DATA = ROOT / "model" / "data"


def absent_packages() -> list[str]:
    """The pinned data packages (dependency group `data`) that are not installed at their pinned versions."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    pins = [pin.partition("==") for pin in groups["data"]]
    return [f"{name}=={pinned}" for name, _, pinned in pins if installed(name) != pinned]


def installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if absent := absent_packages():
        pytest.skip(f"needs `uv run --group data`: {', '.join(absent)} not installed")
    folder = tmp_path_factory.mktemp("extracted")
    subprocess.run([sys.executable, "-m", "model.data.extract", "--out", str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize(
    "name", ["states.csv", "trade.csv", "borders.csv", "cities.csv", "memberships.csv", "land.json"]
)
def test_extraction_gives_the_shipped_bytes(name: str, extracted: Path) -> None:
    if name == "land.json" and not (extracted / name).exists():
        pytest.skip("needs geopandas 0.14.4 and pyshp besides the group `data`: see model/data/PROVENANCE.md")
    assert (extracted / name).read_bytes() == (DATA / name).read_bytes()
