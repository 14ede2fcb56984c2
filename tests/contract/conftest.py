"""A sweep that nothing disturbed, and sweeps that are played in this process."""

from pathlib import Path
from typing import Any

import pytest

from experiments.ask.reading import read_design
from experiments.play import sweep as sweep_module
from experiments.play.sweep import sweep
from tests.contract.comparing import Told
from tests.contract.sweeping import DESIGN, RUNS, InThisProcess


@pytest.fixture(scope="session")
def design(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("designs") / "design.toml"
    path.write_text(DESIGN)
    return path


@pytest.fixture(scope="session")
def undisturbed(design: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sweep that one local process played to its end."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    swept = sweep(read_design(design), design, out, workers=1)
    assert (swept.runs, swept.failed) == (RUNS, 0)
    return out


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sweeps are played by the engine given, in this process."""

    def use(engine: Any) -> None:
        monkeypatch.setattr(sweep_module, "engine", lambda *_: engine)

    use(InThisProcess())
    return use


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *options, out="out": Told(tmp_path / out, capsys, *options)
