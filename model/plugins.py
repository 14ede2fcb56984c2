"""Plug-ins: files outside the checkout that add a kind, an institution, an outcome, a scenario, a claim or a picture.

They are announced first (their text is read, and is part of the model's version), and run once something needs what
they add. A plug-in imports from `westphalia` alone. This file imports nothing of the model.
"""

import ast
import importlib.util
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from model.parameter import BadInput

VARIABLE = "WESTPHALIA_PLUGINS"  # files, with the system's separator between them
PACKAGE = "westphalia_plugins"
Reader = Callable[[ModuleType], None]


class Plugin(NamedTuple):
    """An announced file: its place and its text."""

    path: str
    text: str


PLUGINS: dict[str, Plugin] = {}  # by the file's stem
_modules: dict[str, ModuleType] = {}
_readers: list[Reader] = []


def announce(files: Iterable[str]) -> None:
    """Read the files, and have processes that this one starts announce them too; raises BadInput."""
    for file in files:
        path = Path(file)
        try:
            text = path.read_text(encoding="utf-8")
            ast.parse(text)
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput("plugin", file, f"a Python file that can be read ({error})") from None
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", 0)
            raise BadInput("plugin", file, f"a Python file without errors ({path.name}:{line}: {error})") from None
        known = PLUGINS.get(path.stem)
        if known and known.text != text:
            raise BadInput("plugin", file, f"another file name ({known.path} is already loaded)")
        PLUGINS.setdefault(path.stem, Plugin(str(path.resolve()), text))
    if PLUGINS:
        os.environ[VARIABLE] = os.pathsep.join(plugin.path for plugin in PLUGINS.values())


def announce_from_environment() -> None:
    """Announce what WESTPHALIA_PLUGINS names; raises BadInput."""
    announce(file for file in os.environ.get(VARIABLE, "").split(os.pathsep) if file)


def load() -> None:
    """Run every announced file that was not run yet; raises BadInput, naming file and line, where one fails."""
    for stem, plugin in PLUGINS.items():
        if stem not in _modules:
            module = _modules[stem] = _run(stem, plugin)
            for reader in _readers:
                _read(reader, module, plugin)


def watch(reader: Reader) -> None:
    """Hand every plug-in to the reader, those that are loaded and those that will be; raises BadInput."""
    _readers.append(reader)
    for stem, module in _modules.items():
        _read(reader, module, PLUGINS[stem])


def _run(stem: str, plugin: Plugin) -> ModuleType:
    if PACKAGE not in sys.modules:
        sys.modules[PACKAGE] = ModuleType(PACKAGE)
        sys.modules[PACKAGE].__path__ = []
    name = f"{PACKAGE}.{stem}"
    spec = importlib.util.spec_from_file_location(name, plugin.path)
    if spec is None or spec.loader is None:
        raise BadInput("plugin", plugin.path, "a file that ends in .py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise _refused(plugin, error) from error
    return module


def _read(reader: Reader, module: ModuleType, plugin: Plugin) -> None:
    try:
        reader(module)
    except Exception as error:
        raise _refused(plugin, error) from error


def _refused(plugin: Plugin, error: Exception) -> BadInput:
    """The mistake in one line: where in the file, and what."""
    here = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == plugin.path]
    where = f"{Path(plugin.path).name}:{here[-1].lineno}" if here else Path(plugin.path).name
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return BadInput("plugin", plugin.path, f"a plug-in that can be loaded ({where}: {said})")
