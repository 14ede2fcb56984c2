"""The rules of all kinds of actor, each as one function that picks the rule of the actor's own kind."""

from agents import KINDS, Actor
from model import plugins
from model.compiled import dispatch
from model.parameter import BadInput

attention = dispatch(lambda: [kind.attention for kind in KINDS], Actor.attention)
appraise = dispatch(lambda: [kind.appraise for kind in KINDS], Actor.appraise)
perceive = dispatch(lambda: [kind.perceive for kind in KINDS], Actor.perceive)


def check_kinds() -> None:
    """Raises BadInput for a kind from a notebook: compiled code is kept by the text of files, which would miss it."""
    known = (Actor.__module__.removesuffix("actor"), f"{plugins.PACKAGE}.")
    for kind in KINDS:
        if not kind.__module__.startswith(known):
            raise BadInput("kind", kind.__name__, f"one from a file, by --plugin FILE.py or {plugins.VARIABLE}")
