"""A folder never lies: another question is refused, damage is healed or named, nothing is ever mixed."""

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from experiments.ask.case import Case
from experiments.play import play as play_module
from experiments.play import players, store
from experiments.play.play import play
from experiments.play.progress import Stopped
from experiments.play.row import Row
from experiments.play.where import Where
from model.params import BadInput
from tests.contract.storing import RUNS, TABLES, asked, contents, half, squared, tables


@pytest.fixture(autouse=True)
def player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(players.PLAYERS, "square", lambda case, _: squared(case))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The tables of a study that nothing disturbed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(players.PLAYERS, "square", lambda case, _: squared(case))
        out = tmp_path_factory.mktemp("whole") / "out"
        play(asked(), out, Where(1))
    return tables(out)


def test_a_study_is_resumed_to_the_same_bytes(tmp_path: Path, whole: list[bytes], monkeypatch: Any) -> None:
    half(tmp_path / "out", monkeypatch)
    played: list[int] = []

    def counted(case: Case, _: Any) -> Row:
        played.append(case.arguments["x"])
        return squared(case)

    monkeypatch.setitem(players.PLAYERS, "square", counted)
    play(asked(), tmp_path / "out", Where(1))
    assert played == list(range(5, RUNS))
    assert tables(tmp_path / "out") == whole
    assert not (tmp_path / "out" / "parts").exists()


def test_a_complete_folder_is_read_and_not_played_again(tmp_path: Path, monkeypatch: Any) -> None:
    play(asked(), tmp_path / "out", Where(1))
    before = contents(tmp_path / "out")
    monkeypatch.setattr(play_module, "play_parts", lambda *_: pytest.fail("played again"))
    results = play(asked(), tmp_path / "out", Where(1))
    assert {row.outcomes["square"] for row in results.rows.values()} == {float(k * k) for k in range(RUNS)}
    assert contents(tmp_path / "out") == before


def test_another_question_is_refused_and_the_folder_stays(tmp_path: Path, monkeypatch: Any) -> None:
    play(asked(), tmp_path / "done", Where(1))
    half(tmp_path / "half", monkeypatch)
    for folder in (tmp_path / "done", tmp_path / "half"):
        before = contents(folder)
        with pytest.raises(BadInput, match=r"^out=.*it holds another question, squares not cubes"):
            play(asked(question="cubes"), folder, Where(1))
        assert contents(folder) == before


@pytest.mark.parametrize("manifest", ["", "[1]", "{", None])
def test_a_folder_without_a_sound_manifest_is_refused(tmp_path: Path, manifest: str | None, monkeypatch: Any) -> None:
    half(tmp_path, monkeypatch)
    for name in ("manifest.json", ".manifest.json"):
        if manifest is None:
            (tmp_path / name).unlink()
        else:
            (tmp_path / name).write_text(manifest)
    before = contents(tmp_path)
    for question in ("squares", "cubes"):
        with pytest.raises(BadInput, match=r"^out=.*allowed an empty folder or one of the same question"):
            play(asked(question=question), tmp_path, Where(1))
    assert contents(tmp_path) == before


def test_an_emptied_manifest_takes_no_other_design(tmp_path: Path) -> None:
    play(asked(), tmp_path, Where(1))
    (tmp_path / "manifest.json").write_text("")
    with pytest.raises(BadInput, match="allowed an empty folder"):
        play(asked(question="cubes"), tmp_path, Where(1))


def test_a_strangers_file_is_left_alone(tmp_path: Path) -> None:
    play(asked(), tmp_path, Where(1))
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"it holds notes\.txt"):
        play(asked(), tmp_path, Where(1))
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_parts_of_another_study_are_refused(tmp_path: Path, monkeypatch: Any) -> None:
    half(tmp_path / "mine", monkeypatch)
    monkeypatch.setitem(players.PLAYERS, "square", lambda case, _: squared(case))

    def stopped(case: Case, _: Any) -> Row:
        if case.arguments["x"] == RUNS + 2:
            raise KeyboardInterrupt
        return squared(case)

    monkeypatch.setitem(players.PLAYERS, "square", stopped)
    with pytest.raises(Stopped):
        play(asked(RUNS + 5), tmp_path / "other", Where(1))
    for path in (tmp_path / "other" / "parts").iterdir():
        if not (tmp_path / "mine" / "parts" / path.name).exists():
            shutil.copy(path, tmp_path / "mine" / "parts")
    with pytest.raises(BadInput, match="a folder without runs of another question"):
        play(asked(), tmp_path / "mine", Where(1))


def test_another_source_sets_parts_aside_and_replaces_what_is_complete(
    tmp_path: Path, whole: list[bytes], monkeypatch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    half(tmp_path / "half", monkeypatch)
    play(asked(), tmp_path / "done", Where(1))
    old = json.loads((tmp_path / "done" / "manifest.json").read_text())["source"]
    monkeypatch.setattr(play_module, "source_of", lambda _: "anothersource")
    capsys.readouterr()
    play(asked(), tmp_path / "half", Where(1))
    assert f"set aside as parts.{old}" in capsys.readouterr().err
    assert len(list((tmp_path / "half" / f"parts.{old}").iterdir())) == 10
    play(asked(), tmp_path / "done", Where(1))
    assert "made from another source: it is played again" in capsys.readouterr().err
    for folder in (tmp_path / "half", tmp_path / "done"):
        assert tables(folder) == whole
        assert json.loads((folder / "manifest.json").read_text())["source"] == "anothersource"


def test_a_complete_folder_stays_until_its_successor_is_complete(tmp_path: Path, monkeypatch: Any) -> None:
    play(asked(), tmp_path, Where(1))
    before = tables(tmp_path)
    monkeypatch.setattr(play_module, "source_of", lambda _: "anothersource")
    monkeypatch.setattr("experiments.play.driver.BATCH_SECONDS", 0.0)

    def until(case: Case, _: Any) -> Row:
        if case.arguments["x"] == 7:
            raise KeyboardInterrupt
        return squared(case)

    monkeypatch.setitem(players.PLAYERS, "square", until)
    with pytest.raises(Stopped):
        play(asked(), tmp_path, Where(1))
    assert tables(tmp_path) == before
    assert json.loads((tmp_path / "manifest.json").read_text())["status"] == "ok"


@pytest.mark.parametrize("moment", range(40))
def test_a_flipped_bit_is_healed_named_or_refused(
    moment: int, tmp_path: Path, whole: list[bytes], monkeypatch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """200 flips in all: in parts and manifests of a folder in the middle, in tables and manifests of a complete one."""
    dice = random.Random(moment)
    half(tmp_path / "half", monkeypatch)
    play(asked(), tmp_path / "done", Where(1))
    files = [*(tmp_path / "half" / "parts").iterdir(), tmp_path / "half" / "manifest.json"]
    files += [tmp_path / "done" / name for name in (*TABLES, "manifest.json")]
    for path in [dice.choice(files) for _ in range(5)]:
        content = bytearray(path.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        path.write_bytes(content)
    capsys.readouterr()
    for folder in (tmp_path / "half", tmp_path / "done"):
        play(asked(), folder, Where(1))
        assert tables(folder) == whole
    for line in capsys.readouterr().err.splitlines():
        assert "damaged" in line


def test_a_folder_that_another_command_writes_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    def greedy(case: Case, _: Any) -> Row:
        with pytest.raises(BadInput, match="that no other command is writing"):
            play(asked(), tmp_path, Where(1))
        return squared(case)

    monkeypatch.setitem(players.PLAYERS, "square", greedy)
    assert not any(row.error for row in play(asked(), tmp_path, Where(1)).rows.values())


@pytest.mark.parametrize("name", ["file", "file/deep/out"])
def test_a_file_or_a_path_under_a_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadInput, match=r"^out=.*: allowed a folder"):
        play(asked(), tmp_path / name, Where(1))
    assert (tmp_path / "file").read_text() == "mine"


def test_drafts_of_a_killed_command_are_swept_up(tmp_path: Path) -> None:
    play(asked(), tmp_path, Where(1))
    (tmp_path / f"{store.DRAFT}abc").mkdir()
    (tmp_path / f"{store.DRAFT}abc" / "half").write_text("half")
    (tmp_path / f"{store.DRAFT}abc-manifest.json").write_text("half")
    play(asked(), tmp_path, Where(1))
    assert not list(tmp_path.glob(f"{store.DRAFT}*"))


def test_what_is_told_is_drawn_into_the_folder_and_replaced(tmp_path: Path) -> None:
    def telling(text: str) -> Callable[[Any, Path], None]:
        def tell(results: Any, folder: Path) -> None:
            (folder / "figures").mkdir()
            (folder / "figures" / "one.txt").write_text(f"{text} {len(results.rows)}")

        return tell

    for text in ("first", "second"):
        play(asked(), tmp_path, Where(1), telling(text))
        assert (tmp_path / "figures" / "one.txt").read_text() == f"{text} {RUNS}"
        assert "figures/one.txt" in json.loads((tmp_path / "manifest.json").read_text())["files"]


def test_what_is_asked_may_bring_folders_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "fit-1").mkdir()
    (tmp_path / "fit-1" / "any").write_text("earlier")
    play(replace(asked(), folders=("fit-1",)), tmp_path, Where(1))
    assert (tmp_path / "fit-1" / "any").exists()
