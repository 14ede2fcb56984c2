"""The regimes, in one table: a regime is only the set of institutions that are switched on."""

ARMS: dict[str, tuple[str, ...]] = {
    "none": (),
    "top_down": ("formal_body",),
    "emergent": ("local_institution", "coalitions"),
    "hybrid": ("formal_body", "local_institution", "coalitions", "subcommittee"),
}
