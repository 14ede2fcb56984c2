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
    """The source with every import of a top-level package led through `westphalia`; lines stay where they were.

    Raises ValueError for `import model.x`, which binds the name `model`: write `from model import x`.
    """
    lines = text.splitlines(keepends=True)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and not node.level and _ours(str(node.module)):
            line = lines[node.lineno - 1]
            head, tail = line[: node.col_offset], line[node.col_offset :]
            lines[node.lineno - 1] = head + re.sub(r"^from\s+", f"from {NAME}.", tail, count=1)
        if isinstance(node, ast.Import) and any(_ours(alias.name) for alias in node.names):
            (alias, *others) = node.names
            if others or (alias.asname is None and "." in alias.name):
                raise ValueError(f"{name}:{node.lineno}: write `from {alias.name} import ...`")
            line = lines[node.lineno - 1]
            head, tail = line[: node.col_offset], line[node.col_offset :]
            new = f"import {NAME}.{alias.name}" if alias.asname else f"from {NAME} import {alias.name}"
            lines[node.lineno - 1] = head + re.sub(rf"^import\s+{re.escape(alias.name)}", new, tail, count=1)
    return "".join(lines)


def _ours(module: str) -> bool:
    return module.partition(".")[0] in PACKAGES
