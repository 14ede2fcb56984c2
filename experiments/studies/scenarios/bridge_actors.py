"""Bridge actors: a norm of peace in a divided society, as women's groups carried it in Northern Ireland."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Bridge actors: do a few committed people carry peace across a divided society?",
    variants={
        "anybody": arm("none", ties="blocks"),
        "bridges": arm("none", ties="blocks", norm_entrepreneurs="bridges"),
        "mixed": arm("none", ties="random"),
    },
    varied=Varied("norm_committed", (0.0, 0.05, 0.1, 0.2, 0.3), "up to beyond the quarter that tips conventions"),
    settings={
        "actors": 400,
        "norm_dynamics": "best_response",
        "norm_discount": 0.5,
        "social_sanction": 0.05,
        "shock_step": 0,
    },
    preset="peace",
    world="random",
    why="Ten blocs with few ties across, or ties at random; the committed are anybody, or those who have ties "
    "to both camps, who are a tenth of all. No institution at all, only the norm.",
    outcomes=("cooperation_last", "group_achievement_last", "welfare_mean_last"),
    expectation=Expectation(
        "a quarter that is committed tips the convention; in a divided society it spreads less readily, unless "
        "those who carry it stand between the camps",
        "Centola et al. 2018; Granovetter 1973 on weak ties; Fearon & Laitin 1996 on divided societies",
        (
            Contrast("cooperation_last", Place("mixed", 0.3), Place("mixed", 0.1)),
            Contrast("cooperation_last", Place("anybody", 0.3), Place("anybody", 0.1)),
            Contrast("cooperation_last", Place("mixed", 0.2), Place("anybody", 0.2)),
            Contrast("cooperation_last", Place("bridges", 0.1), Place("anybody", 0.1)),
        ),
    ),
    seeds=10,
)
