"""A rigid alliance against a fluid coalition: what does it buy to be unable to leave?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Rigid alliance or fluid coalition: what does it buy to be unable to leave?",
    variants={
        "coalitions_alone": institutions("coalitions"),
        "emergent": arm("emergent"),
    },
    varied=Varied(
        "coalition_notice", (0, 1, 12, 36, 120), "months before a member may leave: from at will to ten years"
    ),
    settings={"risk": 0.6},
    why="An alliance without exit is a coalition with a long notice; the stake is raised so that coalitions matter.",
    outcomes=("commitment_half_life", "response", "welfare_mean"),
    expectation=Expectation(
        "who cannot leave stays committed for longer; who can leave adapts, and recovers sooner from a shock",
        "Snyder 1997 on alliances; Koremenos, Lipson & Snidal 2001 on flexibility",
        (
            Contrast("commitment_half_life", Place("emergent", 36), Place("emergent", 1)),
            Contrast("response", Place("emergent", 36), Place("emergent", 1)),
            Contrast("commitment_half_life", Place("coalitions_alone", 36), Place("coalitions_alone", 1)),
        ),
    ),
)
