"""Plain words for what is on the page, so that a class needs no glossary."""

from model.governance import INSTITUTIONS

TITLE = "Westphalia"
QUESTION = "The same world, the same luck, under four regimes"

NOBODY = "nobody rules: actors only copy what pays"


def spoken(name: str) -> str:
    """A declared name as people say it: `top_down` is top-down."""
    return name.replace("_", "-" if name.endswith(("_down", "_up")) else " ")


def arm_words(name: str, institutions: tuple[str, ...]) -> dict[str, object]:
    """How the page speaks of an arm, from its institutions alone."""
    title = spoken(name).capitalize() if institutions else "No governance"
    described = [{"name": spoken(i), "does": INSTITUTIONS[i].words} for i in institutions]
    return {"name": name, "title": title, "institutions": described, "nobody": NOBODY}
