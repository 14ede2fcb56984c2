"""The scenarios: one a file, found by name. The constant SCENARIO of `low_lying_islands.py` is that scenario."""

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from experiments.studies.scenario import Scenario
from model.params import BadInput

SCENARIOS: dict[str, Scenario] = {
    module.name: replace(import_module(f"{__name__}.{module.name}").SCENARIO, name=module.name)
    for module in sorted(iter_modules(__path__), key=lambda module: module.name)
}


def find(name: str) -> Scenario:
    """The scenario of this name; raises BadInput for another."""
    if name not in SCENARIOS:
        raise BadInput("scenario", name, " ".join(SCENARIOS))
    return SCENARIOS[name]
