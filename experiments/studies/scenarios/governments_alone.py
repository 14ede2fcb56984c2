"""Coalitions of governments alone, and coalitions that mix governments with everybody else."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Who may take part: what do coalitions lose that admit governments alone?",
    variants={
        "coalitions_alone": institutions("coalitions"),
        "emergent": arm("emergent"),
        "hybrid": arm("hybrid"),
    },
    varied=Varied("open_to_others", (0, 1), "governments alone, or everybody"),
    why="Nothing else differs: the same proposals, fines and dues, open to governments or to all.",
    outcomes=("mixed_partnership", "cooperation", "unheard_capability"),
    expectation=Expectation(
        "mixed coalitions reach those who can act, and blur diplomacy and policy coordination",
        "Slaughter 2004; Andonova 2017 on partnerships",
        (
            Contrast("cooperation", Place("coalitions_alone", 1), Place("coalitions_alone", 0)),
            Contrast("cooperation", Place("emergent", 1), Place("emergent", 0)),
            Contrast("unheard_capability", Place("emergent", 0), Place("emergent", 1)),
        ),
    ),
    seeds=6,
)
