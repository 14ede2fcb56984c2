"""The wheel: the top-level folders of the checkout become sub-packages of `westphalia`, with their imports rewritten.

So a user's own `model.py` or `agents.py` disturbs nothing. hatchling calls this (see pyproject.toml).

The wheel holds compiled code, so that its first run compiles nothing. It is for any processor of the kind, this Python
and these versions of numba and numpy; elsewhere it is not looked at, and the rules are compiled on first use.
"""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("agents", "model", "experiments", "web")
NAME = "westphalia"
CODE = "agents/compiled/code"
LEFT_OUT = ("__pycache__", "*.pyc", "py.typed")  # the last is what pyproject.toml names
# A cache of its own, in the user's: the next wheel of the same rules is made without compiling.
REHEARSE = """
import os
from westphalia.model import cache
os.environ[cache.VARIABLE] = str(cache.private_cache() / "wheel")
cache.private_cache.cache_clear()
from westphalia.model.rehearsal import rehearse
from westphalia.model.compiled import FOLDER
rehearse("earth")
print(FOLDER)
"""


class Wheel(BuildHookInterface):  # type: ignore[misc]
    """Puts the rewritten packages into the wheel; an editable install uses the checkout as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version != "editable":
            self.staged = Path(tempfile.mkdtemp(prefix="westphalia-wheel-"))
            stage(Path(self.root), self.staged)
            if importlib.util.find_spec("numba"):
                compile_staged(self.staged)
            else:  # as where pip builds in an environment of its own
                self.app.display_warning("no compiled code in this wheel: build it where the project is installed")
            build_data["force_include"][str(self.staged / NAME)] = NAME

    def finalize(self, *_: Any) -> None:
        if hasattr(self, "staged"):
            shutil.rmtree(self.staged, ignore_errors=True)


def stage(root: Path, target: Path) -> None:
    """Copy the packages below `target`/westphalia, each Python file with its imports rewritten."""
    home = target / NAME
    shutil.copytree(root / NAME, home, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for package in PACKAGES:
        shutil.copytree(root / package, home / package, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copy2(root / "server.py", home / "server.py")
    for path in home.rglob("*.py"):
        path.write_text(rewritten(path.read_text(encoding="utf-8"), str(path)), encoding="utf-8")


def compile_staged(target: Path) -> None:
    """Compile the staged package by a rehearsal, and put into it what was used."""
    began = int(time.time())
    told = {name: value for name, value in os.environ.items() if name != "WESTPHALIA_PLUGINS"}
    line, told["PYTHONPATH"] = [sys.executable, "-c", REHEARSE], str(target)
    done = subprocess.run(line, cwd=target, env=told, stdout=subprocess.PIPE, text=True, check=True)
    for pycache in target.rglob("__pycache__"):
        shutil.rmtree(pycache)
    code = target / NAME / CODE
    code.mkdir()
    for index in Path(done.stdout.split("\n")[-2]).glob("*.nbi"):
        if index.stat().st_mtime >= began:
            for file in index.parent.glob(f"{index.stem}*.nb[ic]"):
                shutil.copy(file, code)


def rewritten(text: str, name: str = "<text>") -> str:
    """The source with every `from` import of a top-level package led through `westphalia`; lines stay where they were.

    Raises ValueError for an import in another form, as `import model.x`, which binds the name `model`.
    """
    lines = text.encode().splitlines(keepends=True)  # bytes, in which the parser counts columns
    for node in sorted(_ours(text), key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[node.lineno - 1]
        head, tail = line[: node.col_offset], line[node.col_offset :]
        lines[node.lineno - 1] = head + re.sub(rb"^from[ \t]+", f"from {NAME}.".encode(), tail)
    done = b"".join(lines).decode()
    for node in _ours(done):
        raise ValueError(f"{name}:{node.lineno}: allowed `from package import name` on one line")
    return done


def _ours(text: str) -> list[ast.Import | ast.ImportFrom]:
    """The absolute imports of a top-level package of the checkout."""
    found: list[ast.Import | ast.ImportFrom] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [str(node.module)]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.Import | ast.ImportFrom) and {n.partition(".")[0] for n in names} & {*PACKAGES}:
            found.append(node)
    return found
