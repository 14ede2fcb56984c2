"""Plain words for what is on the page, so that a class needs no glossary."""

TITLE = "Westphalia"
QUESTION = "The same world, the same luck, under four regimes"

INSTITUTIONS = {
    "formal_body": "governments vote on one treaty, ratify it and enforce it",
    "local_institution": "neighbours who share a risk pay for sanctions among themselves",
    "coalitions": "the willing of every kind form clubs with their own rules",
    "subcommittee": "a few states meet often, opt in and may leave",
}
NOBODY = "nobody rules: actors only copy what pays"


def spoken(name: str) -> str:
    """A declared name as people say it: `top_down` is top-down."""
    return name.replace("_", "-" if name.endswith(("_down", "_up")) else " ")


def arm_words(name: str, institutions: tuple[str, ...]) -> dict[str, object]:
    """How the page speaks of an arm, from its institutions alone."""
    title = spoken(name).capitalize() if institutions else "No governance"
    described = [{"name": spoken(i), "does": INSTITUTIONS.get(i, "")} for i in institutions]
    return {"name": name, "title": title, "institutions": described, "nobody": NOBODY}
