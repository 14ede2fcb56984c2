"""A small lively world under every institution."""

from model.westphalia import Westphalia

LIVELY = dict(  # noqa: C408
    actors=80, heterogeneity=0.05, treaty_fine=0.6, meeting_interval=2, ratification_hazard=0.5, proposal_rate=0.1,
    procedure_hazard=1.0, mutation=0.05, risk=0.5, burn_fines=1,
)  # fmt: skip


EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")


def run(months: int, institutions=EVERYTHING, **settings) -> Westphalia:
    model = Westphalia("random", institutions, 3, LIVELY | settings)
    for _ in range(months):
        model.step()
    return model
