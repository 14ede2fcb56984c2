"""The pre-registered claims, found by registration: one a file, whose constant CLAIM it is; so is a plug-in's.

There is none here now. Those of the first edition are withdrawn (docs/history/claims.md); the second edition's are
declared and frozen before their first run.
"""

import re
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from experiments.studies.claim import Claim
from model import plugins
from model.parameter import unknown
from model.params import BadInput

WITHDRAWN = (
    "claims of plug-ins alone: the first edition's are withdrawn (docs/history/claims.md), the second edition's are "
    "not yet frozen"
)
CLAIMS: dict[str, Claim] = {}


def register(claim: Claim) -> Claim:
    """Add a claim, in the natural order of ids: T2 before T10. Raises BadInput where another has its id.

    The same declaration again is no other claim: a plug-in may be loaded twice.
    """
    if claim.id in CLAIMS and CLAIMS[claim.id].hash != claim.hash:
        raise BadInput("claim", claim.id, f"an id that no other claim has (taken: {' '.join(CLAIMS)})")
    ordered = sorted((CLAIMS | {claim.id: claim}).items(), key=lambda pair: natural(pair[0]))
    CLAIMS.clear()
    CLAIMS.update(ordered)
    return claim


def natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts numbers within names by their size."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def find(ids: Sequence[str]) -> list[Claim]:
    """The claims of these ids, all if none is given; raises BadInput for another, and where there is none at all."""
    if not CLAIMS:
        raise BadInput("claims", " ".join(ids) or "all", WITHDRAWN)
    for name in ids:
        if name not in CLAIMS:
            raise unknown("claim", name, CLAIMS)
    return [claim for name, claim in CLAIMS.items() if not ids or name in ids]


for _module in iter_modules(__path__):
    register(import_module(f"{__name__}.{_module.name}").CLAIM)


def _read(module: ModuleType) -> None:
    """A plug-in's claim."""
    if hasattr(module, "CLAIM"):
        register(module.CLAIM)


plugins.watch(_read)
