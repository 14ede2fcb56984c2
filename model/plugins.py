"""Plug-ins: files outside the checkout that add a kind, an institution, an outcome, a scenario, a claim or a picture.

They are announced first (their text is read, and is part of the model's version), and run once something needs what
they add. A plug-in imports from `westphalia` alone. This file imports nothing of the model.
"""

import ast
import hashlib
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from model.cache import private_cache
from model.parameter import BadInput

VARIABLE = "WESTPHALIA_PLUGINS"  # files, with the system's separator between them
PACKAGE = "westphalia_plugins"
INSIDE = ("agents", "model", "experiments", "web")
Reader = Callable[[ModuleType], None]


class Plugin(NamedTuple):
    """An announced file: its name without `.py`, its place and its text."""

    name: str
    path: str
    text: str


PLUGINS: dict[str, Plugin] = {}  # by name
_modules: dict[str, ModuleType] = {}
_readers: list[Reader] = []
_running = threading.RLock()
_state = {"sealed": False, "loading": False}


def announce(files: Iterable[str]) -> None:
    """Read the files, and have processes that this one starts announce them too; raises BadInput."""
    for file in files:
        path = Path(file)
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise BadInput("plugin", file, f"a Python file that can be read ({reason})") from None
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", 0)
            raise BadInput("plugin", file, f"a Python file without errors ({path.name}:{line}: {error})") from None
        if path.suffix != ".py" or not path.stem.isidentifier():
            raise BadInput("plugin", file, "a file named as Python names modules, such as my_rules.py")
        if inner := _imports_from_inside(tree):
            raise BadInput("plugin", file, f"imports from westphalia alone ({path.name}:{inner})")
        known = PLUGINS.get(path.stem)
        if known and known.text != text:
            raise BadInput("plugin", file, f"another file name ({known.path} is already loaded)")
        if not known and _state["sealed"]:
            raise BadInput("plugin", file, f"a file named before the model is loaded, by --plugin or {VARIABLE}")
        PLUGINS.setdefault(path.stem, Plugin(path.stem, str(path.resolve()), text))
    if PLUGINS:
        os.environ[VARIABLE] = os.pathsep.join(plugin.path for plugin in PLUGINS.values())


def _imports_from_inside(tree: ast.Module) -> str:
    """Line and name of the first import by a place in the checkout, which the wheel does not have; else nothing."""
    for node in ast.walk(tree):
        names = [str(node.module)] if isinstance(node, ast.ImportFrom) and not node.level else []
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else names
        for name in names:
            if name.partition(".")[0] in INSIDE or name.startswith("westphalia."):
                return f"{node.lineno}: {name}"  # type: ignore[attr-defined]
    return ""


def announce_from_environment() -> None:
    """Announce what WESTPHALIA_PLUGINS names; raises BadInput."""
    announce(file for file in os.environ.get(VARIABLE, "").split(os.pathsep) if file)


def seal() -> None:
    """From now on no further file is announced: the model that is being loaded is compiled with those that are."""
    _state["sealed"] = True


def loaded() -> tuple[Plugin, ...]:
    """The announced plug-ins, as they are sent to workers."""
    return tuple(PLUGINS.values())


def ensure(wanted: Iterable[Plugin]) -> None:
    """In a worker: load these plug-ins, whose files it need not have; raises BadInput, where its own differ too."""
    with _running:
        for plugin in wanted:
            if plugin.name in PLUGINS and PLUGINS[plugin.name].text != plugin.text:
                raise BadInput("plugin", plugin.path, "the same file on every worker: one has another (restart it)")
            if plugin.name not in PLUGINS and _state["sealed"]:
                raise BadInput(
                    "plugin", plugin.path, "workers that have not loaded the model without it (restart them)"
                )
            if plugin.name not in PLUGINS:
                announce([str(_copy(plugin))])
        load()


def _copy(plugin: Plugin) -> Path:
    """The plug-in as a file of this machine, under its own name, for the compiler wants files."""
    path = private_cache() / "plugins" / hashlib.sha256(plugin.text.encode()).hexdigest()[:16] / f"{plugin.name}.py"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(plugin.text, encoding="utf-8")
        draft.replace(path)
    return path


def load() -> None:
    """Run every announced file that was not run yet; raises BadInput, naming file and line, where one fails.

    They run in the order of their names, whatever the order of the command line: so every process has the same model.
    """
    with _running:
        if _state["loading"]:  # a plug-in asks for a name, which asks for plug-ins
            return
        _state["loading"] = True
        try:
            for plugin in sorted(PLUGINS.values()):
                if plugin.name not in _modules:
                    module = _modules[plugin.name] = _run(plugin)
                    for reader in _readers:
                        _read(reader, module, plugin)
        finally:
            _state["loading"] = False


def watch(reader: Reader) -> None:
    """Hand every plug-in to the reader, those that are loaded and those that will be; raises BadInput."""
    _readers.append(reader)
    for name, module in _modules.items():
        _read(reader, module, PLUGINS[name])


def _run(plugin: Plugin) -> ModuleType:
    """The module made of the text that was announced, even if the file has changed since."""
    if PACKAGE not in sys.modules:
        sys.modules[PACKAGE] = ModuleType(PACKAGE)
        sys.modules[PACKAGE].__path__ = []
    name = f"{PACKAGE}.{plugin.name}"
    module = sys.modules[name] = ModuleType(name)
    module.__file__ = plugin.path
    try:
        exec(compile(plugin.text, plugin.path, "exec"), module.__dict__)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise _refused(plugin, error) from error
    return module


def _read(reader: Reader, module: ModuleType, plugin: Plugin) -> None:
    try:
        reader(module)
    except Exception as error:
        raise _refused(plugin, error) from error


def _refused(plugin: Plugin, error: BaseException) -> BadInput:
    """The mistake in one line: where in the file, and what."""
    here = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == plugin.path]
    where = f"{Path(plugin.path).name}:{here[-1].lineno}" if here else Path(plugin.path).name
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return BadInput("plugin", plugin.path, f"a plug-in that can be loaded ({where}: {said})")
