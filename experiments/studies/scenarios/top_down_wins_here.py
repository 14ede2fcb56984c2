"""Where top-down wins: a stake that is high and indivisible, states that are alike, few who begin."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

INDIVISIBLE = {"risk": 0.9, "global_share": 0.9, "group_size": 8, "initial_cooperation": 0.05}
EQUAL_BUDGETS = {"treaty_fine": 0.5, "coalition_fine": 0.5, "local_fine": 0.5}
DECIDED = {"bind_all": 1, "quota": 0.5}

SCENARIO = Scenario(
    question="Top-down wins here: where does imposed cooperation beat cooperation that has to grow?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=Varied("heterogeneity", (0.0, 0.1, 0.2, 0.4), "from states all alike to states far apart"),
    settings={**INDIVISIBLE, **EQUAL_BUDGETS, **DECIDED},
    why="A high, indivisible stake in large groups with a small vanguard; a majority binds all; every body has the "
    "same fine.",
    outcomes=("welfare_mean", "cooperation", "harmed"),
    expectation=Expectation(
        "in large groups with a common stake nobody begins unless all are bound; as states differ more the advantage "
        "is lost",
        "Olson 1965; Hobbes 1651; Oates 1972 for its limit",
        (
            Contrast("welfare_mean", Place("top_down", 0.0), Place("emergent", 0.0)),
            Contrast("welfare_mean", Place("top_down", 0.2), Place("emergent", 0.2)),
            Contrast("welfare_mean", Place("emergent", 0.4), Place("top_down", 0.4)),
        ),
    ),
    seeds=6,
)
