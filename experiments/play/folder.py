"""Output that is there whole or not at all: a file or a folder filled under another name, then renamed."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model.params import BadInput

MANIFEST = "manifest.json"


@contextmanager
def writing(field: str, folder: Path | str, hint: Callable[[], str] = str) -> Iterator[None]:
    """Where a disk is full or cannot be written, BadInput instead of OSError, with a hint on how to go on."""
    try:
        yield
    except OSError as error:
        wanted = f"a folder that can be written ({error.strerror or error}){hint()}"
        raise BadInput(field, folder, wanted) from error


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A draft to write, which takes the place of `path` when the block ends well and vanishes when it does not."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        yield draft
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(out: Path, identity: Mapping[str, object]) -> Iterator[Path]:
    """A folder to fill, which takes the place of `out` when the block ends well and vanishes when it does not.

    `out` may be missing, empty, or hold an experiment of the same identity and nothing else. Raises BadInput for any
    other folder, which stays as it is, and where the disk is full or cannot be written.
    """
    place = out.resolve()
    with writing("out", out):
        check_free(out, identity)
        made = _missing_parents(place)
        draft = _sibling(place, "draft")
        try:
            draft.mkdir(parents=True)
            yield draft
            check_free(out, identity)
            _take_place(draft, place)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            _remove_empty(made)
            raise


def check_free(out: Path, identity: Mapping[str, object]) -> None:
    """Raises BadInput unless `out` is missing, empty, or an earlier answer to the same question."""
    if out.is_dir() and any(out.iterdir()):
        manifest = read_manifest(out)
        ours = {MANIFEST, *manifest.get("files", [])} if manifest else set()
        files = (path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
        if stranger := next((file for file in files if file not in ours), None):
            raise BadInput("out", out, f"an empty folder or an earlier run of the same (it holds {stranger})")
        if differing := difference(manifest, identity):
            raise BadInput("out", out, f"an empty folder or an earlier run of the same (it holds another {differing})")
    elif out.exists() and not out.is_dir():
        raise BadInput("out", out, "a folder")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an experiment's folder; empty if there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def own(folder: Path, written: Iterable[Path]) -> None:
    """List the files in a manifest that lists its own, so that the same command may still replace its folder."""
    manifest = read_manifest(folder)
    if "files" in manifest:
        manifest["files"] = sorted({*manifest["files"], *(path.name for path in written)})
        with whole_file(folder / MANIFEST) as draft:
            draft.write_text(json.dumps(manifest, indent=1) + "\n")


def difference(manifest: Mapping[str, Any], identity: Mapping[str, Any]) -> str:
    """The first thing in which an experiment differs from the one asked for, as `name, value not value`; or nothing."""
    here, asked = in_words(manifest), in_words(json.loads(json.dumps(identity)))
    return next((f"{key}, {here.get(key)} not {asked[key]}" for key in asked if here.get(key) != asked[key]), "")


def in_words(identity: Mapping[str, Any]) -> dict[str, str]:
    """What identifies an experiment, each parameter by itself, in words to be compared and read.

    The order of factors, which decides points, counts; that of other names does not.
    """

    def words(told: object, key: object = "") -> str:
        if isinstance(told, Mapping):
            items = told.items() if key == "factors" else sorted(told.items())
            return ", ".join(f"{name} {words(value)}".strip() for name, value in items if value is not None)
        if isinstance(told, list):
            return " ".join(map(words, told))
        return str(told).removesuffix(".0") if isinstance(told, float) else str(told)

    flat = {**identity, **(identity.get("parameters") or {})}
    return {key: words(told, key) or "none named" for key, told in flat.items() if key != "parameters"}


def _sibling(place: Path, role: str) -> Path:
    return place.with_name(f".{place.name}.{role}-{os.getpid()}")


def _missing_parents(place: Path) -> list[Path]:
    """The parents that have to be made, the deepest first."""
    return [parent for parent in place.parents if not parent.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()


def _take_place(draft: Path, place: Path) -> None:
    """Rename; what was there stays under another name until the new one stands."""
    if not place.exists():
        draft.rename(place)
        return
    former = _sibling(place, "former")
    place.rename(former)
    try:
        draft.rename(place)
    except BaseException:
        former.rename(place)
        raise
    shutil.rmtree(former, ignore_errors=True)
