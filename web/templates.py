"""What the browser is given, from the templates in `browser/`: HTML with what it shows escaped, scripts as they are."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

BROWSER = Path(__file__).parent / "browser"


def rendered(template: str, **told: Any) -> str:
    """The template of this name with these values; `source` in it gives a file as it stands."""
    pages = Environment(
        loader=FileSystemLoader(BROWSER),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    pages.globals["source"] = lambda name: (BROWSER / name).read_text(encoding="utf-8")
    return pages.get_template(template).render(**told)
