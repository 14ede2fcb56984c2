"""The widget on which the films are played: Python sends each film set once, the browser does the rest."""

import re
from pathlib import Path

import anywidget
import traitlets

_BROWSER = Path(__file__).parent / "browser"
_MODULES = ("dom", "palette", "reel", "atlas", "view", "map", "chart", "player", "question", "stage")
_IMPORT = re.compile(r"^import .*$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|function|class) (\w+)", re.MULTILINE)


def joined(modules: tuple[str, ...] = _MODULES) -> str:
    """The JavaScript modules as one: each keeps its own scope and hands its exports to those after it."""
    return "\n".join(_scoped((_BROWSER / f"{name}.js").read_text(encoding="utf-8")) for name in modules)


def _scoped(source: str) -> str:
    """A module without its imports (what they name is already in scope), its exports handed on."""
    body = _IMPORT.sub("", source)
    exported = ", ".join(_EXPORT.findall(body))
    body = re.sub(r"^export (?!default)", "", body, flags=re.MULTILINE)
    return f"const {{ {exported} }} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();" if exported else body


class StageWidget(anywidget.AnyWidget):
    """Four worlds, charts and transport. No trait changes while a film plays."""

    _esm = joined()

    reel = traitlets.Bytes().tag(sync=True)  # packed films, see web.reel
    land = traitlets.Bytes().tag(sync=True)  # packed coast lines
    month = traitlets.Int(0).tag(sync=True)  # where to open
    address = traitlets.Unicode().tag(sync=True)  # query string of the experiment; the browser adds the month
    busy = traitlets.Bool(False).tag(sync=True)
    luck_wished = traitlets.Int(0).tag(sync=True)  # goes up each time the visitor asks for other luck
