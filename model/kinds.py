"""The rules of all kinds of actor, each as one function that picks the rule of the actor's own kind."""

import dis
from collections.abc import Callable
from functools import cache
from inspect import unwrap
from typing import Any

from agents import KINDS, Actor
from model import plugins
from model.compiled import dispatch
from model.parameter import BadInput

attention = dispatch(lambda: [kind.attention for kind in KINDS], Actor.attention)
appraise = dispatch(lambda: [kind.appraise for kind in KINDS], Actor.appraise)
perceive = dispatch(lambda: [kind.perceive for kind in KINDS], Actor.perceive)


@cache
def reads_surround(rule: Callable[..., Any]) -> bool:
    """Whether a rule of appraisal reads `surround`, its third argument."""
    code = unwrap(rule).__code__
    return any(code.co_varnames[2] in _names(step.argval) for step in dis.get_instructions(code))


def _names(argument: Any) -> tuple[Any, ...]:
    """What one instruction reads: since Python 3.13 it may read two variables at once."""
    return argument if isinstance(argument, tuple) else (argument,)


def check_kinds() -> None:
    """Raises BadInput for a kind from a notebook: compiled code is kept by the text of files, which would miss it."""
    known = (Actor.__module__.removesuffix("actor"), f"{plugins.PACKAGE}.")
    for kind in KINDS:
        if not kind.__module__.startswith(known):
            raise BadInput("kind", kind.__name__, f"one from a file, by --plugin FILE.py or {plugins.VARIABLE}")
