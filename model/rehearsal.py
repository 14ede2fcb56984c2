"""The rehearsal: every rule is called on a small world, so that it is compiled, or loaded, before it is needed.

Where the costliest loop is not kept, another process compiles that one while this one compiles the others. Neither
compiles what the other is compiling (`agents.compiled.kept`).
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache

from agents.compiled.kept import is_kept
from model.governance import INSTITUTIONS
from model.governance.coalitions import meet
from model.outcomes import OUTCOMES
from model.record import Record
from model.westphalia import Westphalia

# A small world in which a treaty passes at once and coalitions come and go, so that every rule is called.
REHEARSAL = {
    "quota": 0.01, "risk": 1.0, "cost": 0.0, "treaty_dues": 0.0, "treaty_fine": 0.0, "heterogeneity": 0.01,
    "ratification_hazard": 1.0, "procedure_hazard": 1.0, "readiness_spread": 0.0, "meeting_interval": 2,
    "subcommittee_interval": 1, "proposal_rate": 0.5, "contact_rate": 1.0, "review_rate": 1.0,
    "coalition_notice": 1, "shock_step": 3, "actors": 200,
}  # fmt: skip
REHEARSED = 6  # months, so that outcomes of every sixth are measured too
COSTLIEST, ITS_LOOP = "coalitions", meet  # a third of the time to compile everything


def rehearse(world: str) -> None:
    """Call every rule on a world of this name."""
    if share_out(world):
        rehearsed(world, INSTITUTIONS.keys() - {COSTLIEST})
    rehearsed(world, INSTITUTIONS)


def rehearsed(world: str, institutions: Iterable[str]) -> None:
    """Some months of these institutions, with all outcomes; at the end every pact lapses."""
    model = Westphalia(world, institutions, 1, REHEARSAL)
    record = Record(model.issues[0], REHEARSED, dict(OUTCOMES))
    for _ in range(REHEARSED):
        model.step()
        record.observe()
    for institution in model.issues[0].institutions:
        institution.lapse()


@cache
def share_out(world: str) -> bool:
    """Have another process compile the costliest loop where it is not kept; whether one does."""
    if cores() < 2 or is_kept(ITS_LOOP.loop.py_func):  # type: ignore[attr-defined]
        return False
    told = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": ""}
    if sys.pycache_prefix:
        told["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    line = [sys.executable, "-c", f"from {__name__} import rehearsed; rehearsed({world!r}, ['{COSTLIEST}'])"]
    null = subprocess.DEVNULL
    other = subprocess.Popen(line, env={**os.environ, **told}, stdin=null, stdout=null, stderr=null)
    atexit.register(other.kill)
    return True


def cores() -> int:
    """Of those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
