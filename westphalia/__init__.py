"""The public names of Westphalia: `from westphalia import Westphalia, Actor, Institution, monthly ...`.

Plug-ins, notebooks and documents import from here alone. The names are the same in a checkout, where the packages lie
beside this one, and in the installed wheel, where they lie inside it. Each is loaded when it is first asked for.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

_INSIDE = f"{__name__}." if (Path(__file__).parent / "agents").is_dir() else ""
_PLACES = {
    "agents": ("Actor", "KINDS"),
    "agents.actor": ("fermi", "notice", "rule"),
    "agents.compiled": ("compiled", "compiled_to_arrays"),
    "experiments.ask.arms": ("ARMS",),
    "experiments.ask.case": ("Asked", "Case", "Wanted"),
    "experiments.ask.question": ("Question",),
    "experiments.judge.estimate": ("Estimate",),
    "experiments.judge.rule": ("Finding", "Rule", "Verdict", "above", "below", "inside", "judgement"),
    "experiments.judge.points": ("mean_finding",),
    "experiments.play.play": ("collect", "play"),
    "experiments.play.players": ("player",),
    "experiments.play.row": ("Row", "lost"),
    "experiments.play.where": ("Where",),
    "experiments.studies.compare.pictures": ("picture",),
    "experiments.studies.claim": ("Claim", "Measurement"),
    "experiments.studies.scenario": (
        "Contrast", "Expectation", "Place", "Scenario", "Varied", "Variant", "arm", "cases", "institutions",
    ),
    "model.governance": ("INSTITUTIONS", "Institution"),
    "model.luck": ("normals", "purpose", "uniforms"),
    "model.outcomes": ("EACH", "OUTCOMES", "each", "each_paired", "final", "monthly", "paired", "placebo"),
    "model.params": ("PARAMETERS", "BadInput", "Parameter", "lever"),
    "model.westphalia": ("Westphalia",),
}  # fmt: skip
_FOUND = {name: place for place, names in _PLACES.items() for name in names}

__all__ = sorted(_FOUND)


def __getattr__(name: str) -> Any:
    if name not in _FOUND:
        raise AttributeError(f"westphalia has no {name!r}")
    found = getattr(import_module(_INSIDE + _FOUND[name]), name)
    import_module(f"{_INSIDE}model.plugins").load()  # a notebook has those of WESTPHALIA_PLUGINS too
    return found


def __dir__() -> list[str]:
    return __all__
