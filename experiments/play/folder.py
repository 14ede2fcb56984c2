"""Files that are written atomically, their checksums, and what makes two experiments the same."""

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model.params import BadInput

DRAFT = ".draft-"  # in the name of what is being written


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
    """A draft to write, which takes the place of `path` when the block ends well and vanishes when it does not.

    The block may itself move the draft to another name.
    """
    draft = path.with_name(f"{DRAFT}{secrets.token_hex(6)}-{path.name}")
    try:
        yield draft
        if draft.exists():
            sync(draft)
            draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder (which Windows cannot open for that)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a text, or bytes, atomically; raises OSError."""
    with whole_file(path) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)


def checksum(path: Path) -> str:
    """Thirty-two hex digits of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def checksums(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Checksums of files by their places in a folder."""
    return {path.relative_to(folder).as_posix(): checksum(path) for path in paths}


def say(line: str) -> None:
    """One line on stderr."""
    print(line, file=sys.stderr)


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
