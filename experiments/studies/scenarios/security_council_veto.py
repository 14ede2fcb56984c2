"""The Security Council: decisions that bind all, by nine of fifteen, and up to five vetoes."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Security Council: what does a veto cost, and when?",
    variants={
        "no_veto": arm("top_down", vetoes=0),
        "one_veto": arm("top_down", vetoes=1),
        "five_vetoes": arm("top_down", vetoes=5),
    },
    varied=Varied("heterogeneity", (0.1, 0.3, 0.5, 0.7), "from states that want much the same to states far apart"),
    settings={
        "bind_all": 1,
        "quota": 0.6,
        "meeting_interval": 1,
        "ratification_hazard": 1.0,
        "procedure_hazard": 1.0,
        "readiness_spread": 0.0,
    },
    why="Resolutions bind every member at once (Charter art. 25), nine of fifteen are 0.6, and the Council can "
    "meet at any time. All states sit in it here, and the permanent five hold the vetoes. Nothing is left to "
    "do at home. The first edition set risk 0.6 and threshold 0.5; the defaults hold now.",
    outcomes=("exclusivity", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "the more veto players, and the further they are apart, the less is decided; where all want the same a veto "
        "costs nothing",
        "Tsebelis 2002",
        (
            Contrast("exclusivity", Place("five_vetoes", 0.3), Place("no_veto", 0.3)),
            Contrast("exclusivity", Place("five_vetoes", 0.5), Place("no_veto", 0.5)),
            Contrast("exclusivity", Place("five_vetoes", 0.5), Place("five_vetoes", 0.1)),
        ),
    ),
)
