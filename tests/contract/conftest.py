"""A sweep that nothing disturbed, and sweeps that are played in this process."""

from pathlib import Path
from typing import Any

import pytest

from experiments.play import play as play_module
from tests.contract.comparing import Told
from tests.contract.sweeping import DESIGN, RUNS, InThisProcess, as_engine, swept


@pytest.fixture(scope="session")
def design(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("designs") / "design.toml"
    path.write_text(DESIGN)
    return path


@pytest.fixture(scope="session")
def undisturbed(design: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sweep that one local process played to its end."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    manifest = swept(design, out).manifest
    assert (manifest["runs"], manifest["failed"]) == (RUNS, 0)
    return out


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sweeps are played by the engine given, in this process."""

    def use(engine: Any) -> None:
        monkeypatch.setattr(play_module, "engine", as_engine(engine))

    use(InThisProcess())
    return use


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *options, out="out": Told(tmp_path / out, capsys, *options)
