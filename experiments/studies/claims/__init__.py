"""The pre-registered claims: one a file, found by name. The constant CLAIM of `t1_doomed.py` is claim T1."""

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from experiments.studies.claim import Claim
from model.params import BadInput

_FOUND: list[Claim] = [import_module(f"{__name__}.{module.name}").CLAIM for module in iter_modules(__path__)]
CLAIMS: dict[str, Claim] = {claim.id: claim for claim in sorted(_FOUND, key=lambda claim: claim.id)}


def find(ids: Sequence[str]) -> list[Claim]:
    """The claims of these ids, all if none is given; raises BadInput for another."""
    for name in ids:
        if name not in CLAIMS:
            raise BadInput("claim", name, " ".join(CLAIMS))
    return [claim for name, claim in CLAIMS.items() if not ids or name in ids]
