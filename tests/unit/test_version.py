"""A version names rules and data, not words; what is compiled lies where nobody else writes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.play.manifest import source_of
from model import cache
from model.cache import is_private, private_cache
from model.version import ROOT, digest_of_modules, model_version, tree_of, version_of

RULE = '"""A rule."""\n\n\ndef f(x):\n    """What it is."""\n    return x + 1\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("agents/city.py", "model/game.py", "model/data/states.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RULE if path.suffix == ".py" else "name,size\nA,1\n")
    return tmp_path


def edited(checkout: Path, name: str, old: str, new: str) -> bool:
    """Whether the version changes with this edit."""
    before, path = version_of(checkout), checkout / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    version_of.cache_clear()
    return version_of(checkout) != before


def test_the_version_is_twelve_hex_digits() -> None:
    assert len(model_version()) == 12
    int(model_version(), 16)


@pytest.mark.parametrize(
    ("name", "old", "new", "changes"),
    [
        ("agents/city.py", "A rule.", "The rule.", False),
        ("agents/city.py", "What it is.", "Something else.", False),
        ("model/game.py", "    return", "    # why\n\n    return", False),
        ("model/game.py", "x + 1", "(x  +  1)", False),
        ("model/game.py", "x + 1", "x + 2", True),
        ("agents/city.py", "x + 1", "x - 1", True),
        ("model/data/states.csv", "A,1", "A,2", True),
        ("model/data/states.csv", "A,1", "A, 1", True),
    ],
)
def test_words_leave_the_version_and_rules_and_data_change_it(
    checkout: Path, name: str, old: str, new: str, changes: bool
) -> None:
    assert edited(checkout, name, old, new) is changes


def test_a_file_that_moves_changes_the_version(checkout: Path) -> None:
    before = version_of(checkout)
    (checkout / "model" / "game.py").rename(checkout / "model" / "play.py")
    version_of.cache_clear()
    assert version_of(checkout) != before


def test_checkout_and_wheel_have_the_same_version() -> None:
    assert tree_of("from model.luck import named\n") == tree_of("from westphalia.model.luck import named\n")


def test_a_source_counts_the_modules_of_its_study() -> None:
    assert source_of([]) == source_of([])
    assert len({source_of([]), source_of(["experiments.judge"]), source_of(["experiments.judge.estimate"])}) == 3
    assert digest_of_modules(["model.luck"]) != digest_of_modules(["model.game"])


# -- where compiled code is kept --


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    private_cache.cache_clear()
    yield
    private_cache.cache_clear()


def test_a_named_folder_is_made_for_this_user_alone(fresh, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "mine"))
    assert private_cache() == tmp_path / "mine"
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("unfit", ["open to all", "readable", "a link", "a file", "another user's"])
def test_code_is_never_taken_from_a_folder_that_others_reach(unfit, fresh, tmp_path, monkeypatch, capsys) -> None:
    named = tmp_path / "named"
    if unfit == "a link":
        (tmp_path / "real").mkdir(mode=0o700)
        named.symlink_to(tmp_path / "real")
    elif unfit == "a file":
        named.write_text("")
    else:
        named.mkdir(mode=0o700)
        named.chmod({"open to all": 0o777, "readable": 0o755}.get(unfit, 0o700))
    if unfit == "another user's":
        monkeypatch.setattr(os, "getuid", lambda: named.stat().st_uid + 1)
        assert not is_private(named)
        return
    monkeypatch.setenv(cache.VARIABLE, str(named))
    made = private_cache()
    assert made != named
    assert made.stat().st_mode & 0o777 == 0o700
    assert os.environ[cache.VARIABLE] == str(made)  # so that workers share it
    assert capsys.readouterr().err.startswith(f"{named} cannot keep compiled code (")


def test_a_temporary_folder_ends_with_its_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = "from model.cache import private_cache; print(private_cache())"
    environment = {**os.environ, cache.VARIABLE: str(tmp_path / "file" / "no"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", said], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip().rpartition("/")[2].startswith("westphalia-")
    assert not Path(done.stdout.strip()).exists()
