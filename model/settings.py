"""The settings of a run: checked against the table of parameters, for each problem, and as compiled rules read them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from model.parameter import unknown
from model.params import DEFAULTS, PARAMETERS
from model.presets import figures


def settings_type() -> np.dtype:
    """The record of all numeric settings, as compiled rules read them: `p.risk`; kinds without rules are its bits."""
    return _type_of(tuple(PARAMETERS))


@cache
def _type_of(names: tuple[str, ...]) -> np.dtype:
    """For these parameters: a plug-in may declare more."""
    known = [(name, PARAMETERS[name]) for name in names]
    numbers = [(name, np.int64 if q.integer else np.float64) for name, q in known if not q.choices]
    return np.dtype([*numbers, ("kind_without_rules", np.int64)])


def checked(settings: Mapping[str, object]) -> dict[str, float | int | str]:
    """All parameters: those given, else the preset's figures, else defaults; raises BadInput on what is not allowed."""
    for name in settings:
        if name not in PARAMETERS:
            raise unknown("parameter", name, PARAMETERS)
    given = {name: PARAMETERS[name].check(value) for name, value in settings.items()}
    return DEFAULTS | preset_settings(str(given.get("preset", "own"))) | given


def preset_settings(name: str) -> dict[str, float | int | str]:
    """What a preset sets, itself among it; raises BadInput for a name that is not there."""
    PARAMETERS["preset"].check(name)
    declared = {figure.parameter: PARAMETERS[figure.parameter].check(figure.value) for figure in figures(name)}
    return {"preset": name, **declared} if declared else {}


def agenda(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The settings of every problem at once: the main one's, then those of each on the agenda.

    A further problem meets the same people and institutions; its preset stands in place of what describes the main one.
    """
    described = {name: q.default for name, q in PARAMETERS.items() if q.group in ("The problem", "Norms")}
    out = [dict(settings)]
    for name in str(settings["agenda"]).split("+"):
        if name != "alone":
            own = {"preset": "same"} if name == "same" else described | preset_settings(name)
            out.append(dict(settings) | own)
    return out


def as_row(settings: Mapping[str, object]) -> np.ndarray:
    """The numeric settings as one record (shape (1,)), the form in which compiled rules read them: `p.risk`."""
    kind = settings_type()
    numbers = {**settings, "kind_without_rules": _bits(str(settings["kind_without_rules"]))}
    return np.array([tuple(numbers[name] for name in kind.names or ())], kind)


@cache
def _bits(labels: str) -> int:
    """One bit for each kind of actor that is named, by its code."""
    from agents import KINDS  # with mesa, which takes a second to load: refusing a value must not wait for it

    return sum(1 << kind.code for kind in KINDS if kind.label in labels.split("+"))
