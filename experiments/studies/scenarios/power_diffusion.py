"""Power diffusion: means and soft power pass from governments to cities, firms and civil society."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Power diffusion: who cooperates as power passes from governments to others?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=Varied("power_diffusion", (0.0, 0.05, 0.1), "none, and a twentieth or a tenth of governments' means a year"),
    why="Governments keep their seats while the means pass to their societies. The first edition set risk 0.6, "
    "heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("capability_concentration_last", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "as power diffuses, means are less concentrated, and what grows from below gains on what is imposed",
        "Nye 2011; Mathews 1997",
        (
            Contrast("capability_concentration_last", Place("emergent", 0.0), Place("emergent", 0.1)),
            Contrast("cooperation", Place("emergent", 0.1), Place("top_down", 0.1)),
            Contrast("cooperation", Place("top_down", 0.0), Place("top_down", 0.1)),
        ),
    ),
    seeds=4,
)
