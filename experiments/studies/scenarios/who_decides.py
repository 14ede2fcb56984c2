"""Who decides: a treaty, the General Assembly, the Security Council, the G20, the G7 or an alliance."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="Who decides: what do six bodies make of the same problem?",
    variants={
        "treaty": institutions("formal_body"),
        "assembly": institutions("general_assembly"),
        "council": institutions("security_council"),
        "g20": institutions("g20"),
        "g7": institutions("g7"),
        "alliance": institutions("alliance"),
    },
    varied=Varied("heterogeneity", (0.05, 0.25, 0.45), "from states that want much the same to states far apart"),
    why="Each body with its own seats, majority and reach, and no other institution. The first edition set risk "
    "0.6 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "exclusivity", "representation_gap"),
    expectation=Expectation(
        "fewer seats decide more easily, consensus hardly ever, and recommendations change little",
        "Tsebelis 2002; Olson 1965",
        (
            Contrast("cooperation", Place("council", 0.05), Place("assembly", 0.05)),
            Contrast("exclusivity", Place("g20", 0.25), Place("g7", 0.25)),
            Contrast("cooperation", Place("g7", 0.45), Place("treaty", 0.45)),
            Contrast("representation_gap", Place("council", 0.05), Place("treaty", 0.05)),
        ),
    ),
    seeds=5,
)
