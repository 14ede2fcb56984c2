"""Kinds of crisis: which regime stands which one?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm, cases

SCENARIO = Scenario(
    question="Crises differ: which regime stands which kind of shock?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=cases(
        "kind of shock",
        "two sides of a crisis: how far it raises the stake, and how many it turns away (all figures assumed)",
        economic={"shock_size": 0.1, "shock_defection": 0.6},
        disaster={"shock_size": 0.5, "shock_defection": 0.1},
        security={"shock_size": 0.4, "shock_defection": 0.5},
        cyber={"shock_size": 0.5, "shock_defection": 0.3},
        humanitarian={"shock_size": 0.3, "shock_defection": 0.3},
    ),
    why="An economic crisis turns people away more than it raises the stake, a disaster the other way round; "
    "security does both. The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults "
    "hold now.",
    outcomes=("loss_area", "response", "cooperation_last"),
    expectation=Expectation(
        "many centres of decision take a shock better than one: less is lost and welfare returns sooner",
        "Ostrom 2010; Holling 1973",
        (
            Contrast("loss_area", Place("top_down", "economic"), Place("hybrid", "economic")),
            Contrast("loss_area", Place("top_down", "disaster"), Place("hybrid", "disaster")),
            Contrast("response", Place("top_down", "security"), Place("hybrid", "security")),
        ),
    ),
    seeds=5,
)
