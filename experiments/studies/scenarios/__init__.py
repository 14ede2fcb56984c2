"""The scenarios: one a file, found by name. The constant SCENARIO of `low_lying_islands.py` is that scenario."""

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from experiments.studies.scenario import Scenario
from model import plugins
from model.parameter import unknown

SCENARIOS: dict[str, Scenario] = {
    module.name: replace(import_module(f"{__name__}.{module.name}").SCENARIO, name=module.name)
    for module in sorted(iter_modules(__path__), key=lambda module: module.name)
}


def _read(module: ModuleType) -> None:
    """A plug-in's scenario; raises ValueError where its name is taken."""
    name = module.__name__.rpartition(".")[2]
    if hasattr(module, "SCENARIO"):
        if name in SCENARIOS:
            raise ValueError(f"scenario={name}: allowed a name that is not taken")
        SCENARIOS[name] = replace(module.SCENARIO, name=name)


plugins.watch(_read)


def find(name: str) -> Scenario:
    """The scenario of this name; raises BadInput for another."""
    if name not in SCENARIOS:
        raise unknown("scenario", name, SCENARIOS)
    return SCENARIOS[name]
