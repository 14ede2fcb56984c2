"""Which source made the numbers: the engine's, the study's, and the packages they stand on."""

import hashlib
from collections.abc import Iterable

from experiments.play.manifest import versions


def source_of(modules: Iterable[str]) -> str:
    """Twelve hex digits of model, ask, play, these modules and the packages."""
    told = {**versions(), "modules": sorted(modules)}
    return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()[:12]
