"""The wheel: the top-level folders of the checkout become sub-packages of `westphalia`, with their imports rewritten.

So a user's own `model.py` or `agents.py` disturbs nothing. hatchling calls this (see pyproject.toml).
"""

import ast
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("agents", "model", "experiments", "web")
NAME = "westphalia"
LEFT_OUT = ("__pycache__", "*.pyc", "py.typed")  # the last is what pyproject.toml names


class Wheel(BuildHookInterface):  # type: ignore[misc]
    """Puts the rewritten packages into the wheel; an editable install uses the checkout as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version != "editable":
            self.staged = Path(tempfile.mkdtemp(prefix="westphalia-wheel-"))
            stage(Path(self.root), self.staged)
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
