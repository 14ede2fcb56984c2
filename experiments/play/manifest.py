"""The manifest of a folder: what was asked, how it was made, and the checksum of every file and of itself.

It is written twice, so that a damaged copy is healed by the other one.
"""

import json
import platform
import subprocess
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from experiments import ask, play
from experiments.ask.case import Asked, hash_of
from experiments.play.folder import checksum, checksums, say, write_whole
from model.params import BadInput
from model.version import ROOT, digest_of_modules, model_version

MANIFEST = "manifest.json"
TWIN = ".manifest.json"
SEAL = "checksum"
RUNNING = "running"
COMPLETE = ("ok", "error")
PACKAGES = ("numpy", "numba", "scipy", "mesa", "pandas", "igraph", "pyarrow")  # what the numbers may depend on
DECIDE = ("model", "python", "numpy", "numba", "scipy")  # what they do depend on


def write_manifest(folder: Path, told: Mapping[str, Any]) -> None:
    """Both copies, each atomically; raises OSError."""
    sealed = {**told, SEAL: hash_of(told)}
    for name in (TWIN, MANIFEST):
        write_whole(folder / name, json.dumps(sealed, indent=1) + "\n")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder, from whichever copy is sound; empty if it is missing, empty or cannot be trusted."""
    path = folder / MANIFEST
    if not path.is_file() or not path.read_bytes().strip():
        return {}
    return _sound(path) or _sound(folder / TWIN)


def is_complete(folder: Path) -> bool:
    """Whether all that was asked is in the folder."""
    return read_manifest(folder).get("status") in COMPLETE


def _sound(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    sound = isinstance(told, dict) and told.pop(SEAL, None) == hash_of(told)
    return told if sound else {}


def heal(folder: Path) -> None:
    """Restore a damaged copy from the other one, and say so."""
    told = read_manifest(folder)
    if told and not all(_sound(folder / name) for name in (MANIFEST, TWIN)):
        write_manifest(folder, told)
        say(f"{folder / MANIFEST} was damaged: restored from its copy")


def own(folder: Path, written: Iterable[Path]) -> None:
    """List files that a later command has added, so that the folder may still be replaced by its own command."""
    if manifest := read_manifest(folder):
        write_manifest(folder, {**manifest, "files": manifest.get("files", {}) | checksums(folder, written)})


def check_table(folder: Path, table: str) -> None:
    """Raises BadInput unless the table in a folder is the one that its manifest names."""
    path = folder / f"{table}.parquet"
    named = read_manifest(folder).get("files", {}).get(path.name)
    if not path.is_file() or named != checksum(path):
        wanted = f"a folder whose {path.name} is the table that its manifest names (run its command again)"
        raise BadInput("dir", folder, wanted)


def versions() -> dict[str, str]:
    """Of the model, Python and every package that the numbers may depend on."""
    return {"model": model_version(), "python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def begun(asked: Asked, source: str) -> dict[str, Any]:
    """What a manifest says from the start."""
    return {**asked.identity, "versions": versions(), "commit": commit(), "source": source, "files": {}}


def source_of(modules: Iterable[str]) -> str:
    """Twelve hex digits of all source that makes numbers: the model's, ask's, play's, these modules', and packages."""
    known = versions()
    told = {name: known[name] for name in DECIDE}
    return hash_of(told | {"modules": digest_of_modules([ask.__name__, play.__name__, *modules])}, 12)


def commit() -> str | None:
    """The commit of the checkout, `-dirty` if files differ from it; null outside git."""
    if not (ROOT / ".git").exists():  # an installed package may lie in a folder that belongs to other work
        return None
    ask = ["git", "--no-optional-locks", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        told = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip()
