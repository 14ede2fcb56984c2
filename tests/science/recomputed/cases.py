"""Settings that switch things on, small worlds in which they happen within two years, and what is played."""

import random

from experiments.ask.arms import ARMS
from model.governance import INSTITUTIONS
from model.params import PARAMETERS

SMALL = {"actors": 30, "actors_per_state": 3}
LIVELY = SMALL | {
    "initial_cooperation": 0.3, "cost": 0.05, "heterogeneity": 0.15, "risk": 0.5, "shock_step": 9, "quota": 0.5,
    "meeting_interval": 3, "ratification_hazard": 0.4, "exit_notice": 2, "treaty_dues": 0.002, "decision_cost": 0.004,
    "subcommittee_interval": 2, "subcommittee_notice": 1, "subcommittee_size": 4, "proposal_rate": 0.1,
    "amendment_interval": 6, "revision_rate": 0.4, "treaty_fine": 0.5,
}  # fmt: skip
SETTINGS = {
    "defaults": SMALL,
    "lively": LIVELY,
    "fines": LIVELY | {"burn_fines": 1, "crowding_out": 0.5, "reward_share": 0.4, "local_trigger": 0.5},
    "sunset": LIVELY | {"sunset": 4, "crisis_convening": 0, "vetoes": 2, "meeting_interval": 2},
    "renewal": LIVELY | {"sunset": 4, "meeting_interval": 2, "exit_notice": 40, "quota": 0.4, "entry_quota": 0.3,
                         "procedure_hazard": 0.9, "term": 1, "choice_strength": 2},
    "moving": LIVELY | {"drift": 0.03, "estimate_noise": 0.1, "threshold_noise": 0.3, "polarisation": 0.5},
    "naming": LIVELY | {"norm_dynamics": "naming_game", "norm_discount": 0.5, "social_sanction": 0.1,
                        "norm_entrepreneurs": "bridges"},
    "memory": LIVELY | {"norm_dynamics": "best_response", "norm_memory": 4, "norm_committed": 0.3,
                        "norm_discount": 0.5, "norm_entrepreneurs": "civil_society"},
    "cascade": LIVELY | {"norm_dynamics": "threshold", "social_sanction": 0.2, "norm_discount": 0.3},
    "names": LIVELY | {"trust_weight": 0.5, "bilateral_gain": 0.1, "reputation_rate": 0.3, "homophily": 0.3},
    "media": LIVELY | {"media_weight": 0.5, "media_growth": 0.4, "perception_noise": 0.6},
    "ties": LIVELY | {"tie_closure": 0.4, "tie_subsidy": 0.5, "subsidised": "people", "openness": 0.5},
    "rivals": LIVELY | {"rivalry": 0.3, "polarisation": 1.0, "forum_choice": 1},
    "powers": LIVELY | {"power_diffusion": 0.1, "elite_weight": 0.7, "nsa_weight": 0.5, "affected_weight": 3.0,
                        "legitimacy_weight": 0.5, "unelected_cost": 0.3, "closed_doors": 0.5},
    "two": LIVELY | {"agenda": "same", "coupling": 0.5},
    "three": LIVELY | {"preset": "climate", "agenda": "migration+same", "coupling": 0.4},
    "bind_all": LIVELY | {"bind_all": 1, "exit_notice": 0, "actors_per_state": 5},
    "turned": LIVELY | {"expulsion_bar": 0.6, "outsider_sanction": 0.05, "cost": 0.02, "quota": 0.3},
    "closed": LIVELY | {"open_to_others": 0, "coalition_notice": 0, "club_good": 0.02, "shared_intelligence": 0.4},
    "states": LIVELY | {"actors_per_state": 1, "minimum_participation": 4, "ties": "scale_free"},
    "leaving": LIVELY | {"exit_propensity": 1.0, "term": 6, "prior_months": 3, "heterogeneity": 0.4,
                         "treaty_dues": 0.03, "elite_insulation": 0.0, "choice_strength": 60},
    "entering": LIVELY | {"entry_quota": 0.3, "entry_means": 0.4, "tailoring": 0.5, "readiness_spread": 1.2,
                          "peer_pull": 8.0, "procedure_hazard": 0.3, "ratification_hazard": 0.1},
    "all_agree": LIVELY | {"local_consent": "all", "reward_share": 0.3, "global_uncertainty": 0.0, "cost": 0.1,
                           "initial_cooperation": 0.5, "mutation": 0.1, "heterogeneity": 0.3, "term": 3},
    "unasked": LIVELY | {"local_consent": "none", "global_uncertainty": 0.3, "mutation": 0.05, "own_gain_weight": 0.8},
    "divided": LIVELY | {"risk": 0.2, "cost": 0.12, "heterogeneity": 0.5, "mutation": 0.1, "term": 3},
    "big_groups": LIVELY | {"group_size": 7, "threshold": 0.5, "global_share": 0.6, "actors_per_state": 2},
}  # fmt: skip
CROWD = tuple(sorted(set(INSTITUTIONS) - {"security_council", "sequence"}))
PLAYED = ARMS | {name: (name,) for name in INSTITUTIONS} | {"crowd": CROWD}


def possible(names, settings):
    """The G8 needs a state beside the seven (the engine fails without one: FINDINGS 9)."""
    return "g8" not in names or settings["actors"] // settings["actors_per_state"] > 7


def drawn(number):
    """Settings and bodies by luck, over the whole of each parameter's range: names, settings, seed, replica."""
    draw = random.Random(number)
    settings = {q.name: value(q, draw) for q in PARAMETERS.values() if draw.random() < 0.4}
    settings |= {"actors": draw.choice([20, 30, 40]), "actors_per_state": draw.choice([1, 2, 3, 5])}
    settings |= {"shock_step": draw.choice([0, 4, 9]), "sunset": draw.choice([0, 0, 5, 8]), "mean_ties": 8}
    settings["agenda"] = draw.choice(["alone", "alone", "same", "peace+same"])
    settings["heterogeneity"] = max(0.01, settings.get("heterogeneity", 0.25))  # at 0 rounding decides an amendment
    if settings["actors_per_state"] == 1:
        settings["power_diffusion"] = 0  # to whom?
    names = [name for name in INSTITUTIONS if draw.random() < 0.35]
    names = names if possible(names, settings) else [name for name in names if name != "g8"]
    return names, settings, draw.randint(1, 1000), draw.randint(0, 2)


def value(parameter, draw):
    """One value of a parameter: anywhere, near its default, or at an end."""
    if parameter.choices:
        return draw.choice(parameter.choices)
    low, high, usual = parameter.low, parameter.high, parameter.default
    if parameter.integer:
        return draw.randint(int(low), int(min(high, 12)))
    anywhere, near = low + draw.random() * (high - low), min(high, max(low, usual * 2 * draw.random()))
    return draw.choice([anywhere, near, low, high, usual])
