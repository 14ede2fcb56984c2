"""Cyber norms and a committed firm: who has to stand for a new norm for others to take it up?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm, cases

SCENARIO = Scenario(
    question="Cyber norms: does it matter who is committed?",
    variants={"emergent": arm("emergent")},
    varied=cases(
        "who is committed",
        "about fifty committed actors each time, a twentieth of the world",
        everyone={"norm_entrepreneurs": "all", "norm_committed": 0.05},
        governments={"norm_entrepreneurs": "state", "norm_committed": 0.05},
        firms={"norm_entrepreneurs": "firm", "norm_committed": 0.05},
        civil_society={"norm_entrepreneurs": "civil_society", "norm_committed": 0.05},
        bridges={"norm_entrepreneurs": "bridges", "norm_committed": 0.05},
    ),
    settings={"norm_dynamics": "naming_game", "norm_discount": 0.3, "social_sanction": 0.05},
    preset="cyber",
    why="A digital Geneva convention was a firm's proposal. The same number is committed, found among other people.",
    outcomes=("norm_share_last", "cooperation_last", "welfare_mean_last"),
    expectation=Expectation(
        "norm entrepreneurs that reach across borders spread a norm further than as many governments",
        "Finnemore & Hollis 2016; Keck & Sikkink 1998",
        (
            Contrast("norm_share_last", Place("emergent", "bridges"), Place("emergent", "governments")),
            Contrast("norm_share_last", Place("emergent", "firms"), Place("emergent", "governments")),
            Contrast("norm_share_last", Place("emergent", "civil_society"), Place("emergent", "governments")),
        ),
    ),
    seeds=8,
)
