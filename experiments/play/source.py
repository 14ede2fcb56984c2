"""Which source made the numbers: the engine's, the study's, and the packages they stand on."""

import hashlib
import json
from collections.abc import Iterable

from experiments import ask, play
from experiments.play.manifest import versions
from model.version import digest_of_modules

PACKAGES = ("model", "python", "numpy", "numba", "scipy")


def source_of(modules: Iterable[str]) -> str:
    """Twelve hex digits of the model, of ask and play, of these modules, and of the packages that numbers depend on."""
    known = versions()
    told = {name: known[name] for name in PACKAGES}
    told["modules"] = digest_of_modules([ask.__name__, play.__name__, *modules])
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
