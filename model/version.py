"""Which source this is: a hash of syntax trees, so that a comment changes nothing and a rule everything."""

import ast
import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from model import plugins
from model.cache import private_cache

ROOT = Path(__file__).parents[1]
MOST = 2000  # trees that are kept


def model_version() -> str:
    """Twelve hex digits that name the rules of agents/, model/ and all plug-ins, and the data they read."""
    return version_of(ROOT, tuple((plugin.name, plugin.text) for plugin in sorted(plugins.loaded())))


@cache
def version_of(root: Path, added: tuple[tuple[str, str], ...] = ()) -> str:
    """The version of the checkout at `root`, with these plug-ins (name and text)."""
    told = [digest(files_in(root / package), root) for package in ("agents", "model")]
    told += [f"{stem} {tree_of(text)}" for stem, text in added]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def files_in(folder: Path) -> list[Path]:
    """The source and data of a package."""
    return sorted([*folder.rglob("*.py"), *folder.rglob("*.csv")])


def digest_of_modules(names: Iterable[str]) -> str:
    """Hex digits of modules or packages by their dotted names."""
    files: list[Path] = []
    for name in sorted(names):
        spec = importlib.util.find_spec(name)
        places = spec.submodule_search_locations if spec else None
        files += files_in(Path(places[0])) if places else [Path(str(spec.origin))] if spec else []
    return digest(files)


def digest(files: Iterable[Path], root: Path = ROOT) -> str:
    """Hex digits of files and their places: Python by its syntax, everything else by its bytes."""
    texts = {path: path.read_bytes() for path in files}
    trees = trees_of({path: text for path, text in texts.items() if path.suffix == ".py"})
    told = hashlib.sha256()
    for path, text in texts.items():
        content = trees[path].encode() if path in trees else text.replace(b"\r\n", b"\n")
        place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        told.update(place.encode() + b"\0" + content + b"\0")
    return told.hexdigest()


def trees_of(texts: dict[Path, bytes]) -> dict[Path, str]:
    """Hex digits of each text's syntax; parsing takes a quarter of a second, so that they are kept for next time."""
    kept = private_cache() / f"trees-{_hex(sys.version.encode() + Path(__file__).read_bytes())}.json"
    known: dict[str, str] = {}
    with suppress(OSError, ValueError, TypeError):
        known = dict(json.loads(kept.read_text()))
    names = {path: _hex(text) for path, text in texts.items()}
    if new := {n: _hex(tree_of(texts[path].decode()).encode()) for path, n in names.items() if n not in known}:
        known = {**dict(list(known.items())[-MOST:]), **new}
        draft = kept.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            draft.write_text(json.dumps(known))
            draft.replace(kept)
    return {path: known[name] for path, name in names.items()}


def _hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def tree_of(text: str) -> str:
    """The syntax tree of a file without comments, docstrings and line numbers, the same in checkout and wheel."""
    try:
        tree = ast.parse(text)
    except SyntaxError:  # told by whoever imports it
        return text
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:  # which the wheel leads through itself (tools/wheel.py)
            node.module = node.module.removeprefix("westphalia.")
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                node.body = node.body[1:]
    return ast.dump(tree)
