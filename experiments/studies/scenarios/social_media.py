"""Social media: a voice for those without a seat, who are heard by all who are online."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm, cases

SCENARIO = Scenario(
    question="Social media: does it matter that those without a seat are heard?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=cases(
        "media",
        "from media as they are to media that grow, and that people go by in what they fear",
        silent={"media_weight": 0.0, "media_growth": 0.0},
        believed={"media_weight": 0.5, "media_growth": 0.0},
        growing={"media_weight": 0.0, "media_growth": 0.5},
        both={"media_weight": 0.5, "media_growth": 0.5},
    ),
    settings={"perception_noise": 0.5},
    why="Civil society, knowledge and cultural bodies broadcast; they have no seat of their own. People misjudge "
    "risk. The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "exclusivity", "welfare_mean"),
    expectation=Expectation(
        "who is heard moves what others fear and copy, and so agreements, without any formal role",
        "Castells 2008; Kasperson et al. 1988; Bennett & Segerberg 2012 on connective action",
        (
            Contrast("cooperation", Place("emergent", "growing"), Place("emergent", "silent")),
            Contrast("cooperation", Place("emergent", "both"), Place("emergent", "silent")),
            Contrast("welfare_mean", Place("top_down", "believed"), Place("top_down", "silent")),
        ),
    ),
    seeds=6,
)
