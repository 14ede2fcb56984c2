"""One regime for all issues? Climate, cyber, migration, peace, a gender norm, sanctions, a pandemic."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm, cases
from model.presets import NAMES
from model.settings import preset_settings

SCENARIO = Scenario(
    question="Is there one regime for all issues?",
    variants={name: arm(name) for name in ("none", "top_down", "emergent", "hybrid")},
    varied=cases(
        "issue", "the presets, as declared in model/data/issues.csv", **{name: preset_settings(name) for name in NAMES}
    ),
    why="Every preset is declared with the reason of each figure, most of them assumed; nothing else differs.",
    outcomes=("welfare_mean_last", "cooperation_last", "exclusivity_last"),
    expectation=Expectation(
        "the form must follow the problem: global and indivisible stakes from above, local and varied ones from below",
        "Barrett 2007; Ostrom 2010",
        (
            Contrast("welfare_mean_last", Place("top_down", "climate"), Place("emergent", "climate")),
            Contrast("welfare_mean_last", Place("emergent", "peace"), Place("top_down", "peace")),
            Contrast("welfare_mean_last", Place("emergent", "pandemic"), Place("top_down", "pandemic")),
        ),
    ),
    seeds=4,
)
