"""The regimes, in one table: a regime is only the set of institutions that are switched on."""

from collections.abc import Mapping

from model.params import OWN, PARAMETERS

ARMS: dict[str, tuple[str, ...]] = {
    "none": (),
    "top_down": ("formal_body",),
    "emergent": ("local_institution", "coalitions"),
    "hybrid": ("formal_body", "local_institution", "coalitions", "subcommittee"),
}

REFERENCE = "none"  # the arm without institutions, with which all others are compared

# The headings of parameters that a run without institutions never reads.
OF_INSTITUTIONS = ("Formal body", "Subcommittee and clubs", "Local institutions", "Coalitions", "All institutions", OWN)


def read_by_institutions() -> set[str]:
    """What a run without institutions never reads, so that all runs that differ in nothing else share one reference."""
    return {"nsa_weight", *(name for name, p in PARAMETERS.items() if p.group in OF_INSTITUTIONS)}


def surroundings(settings: Mapping[str, object]) -> tuple[object, ...]:
    """The settings that a run without institutions reads."""
    unread = read_by_institutions()
    return tuple((name, value) for name, value in settings.items() if name not in unread)
