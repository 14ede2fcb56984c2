"""Pages from the templates in `templates/`: HTML with what it shows escaped, Markdown as it is."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from experiments.play.folder import write_whole

DOCS = Path(__file__).parents[2] / "docs"


def rendered(template: str, **told: Any) -> str:
    """The template of this name with these values; raises jinja2.UndefinedError for one that is missing."""
    here = __name__.rpartition(".")[0]
    pages = Environment(
        loader=PackageLoader(here, "templates"),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.filters["figure"] = figure
    return pages.get_template(template).render(**told)


def write_explanation(name: str, **told: Any) -> Path:
    """Write docs/explanation/NAME.md from its template; returns its path. Raises OSError."""
    path = DOCS / "explanation" / f"{name}.md"
    write_whole(path, rendered(f"{name}.md.j2", **told))
    return path


def figure(value: Any, digits: int = 3) -> str:
    """So many digits that matter; a list as its entries, text as it is, what is not defined as a dash."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(figure(one, digits) for one in value)
    return f"{float(value):.{digits}g}"
