"""Every parameter of the laboratory, declared once: default, range, unit, meaning and source.

The one table feeds validation, the command line, the page's sliders, sampling bounds, the docs and the manifest.
A *lever* is something a designer of institutions could choose; an *uncertainty* is something the world decides;
*design* is the size and shape of the experiment itself.
"""

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from model import plugins
from model.parameter import BadInput, Parameter, Role
from model.presets import NAMES as PRESETS

_FIRST = ("state", "city", "civil_society", "firm", "knowledge_body", "cultural_body", "affected_community")
_FOUND = {path.stem for path in (Path(__file__).parents[1] / "agents").glob("*.py")} - {"__init__", "actor"}
KINDS = (*_FIRST, *sorted(_FOUND - {*_FIRST}))  # of actors, by their files: in this order designs draw them

PARAMETERS: dict[str, Parameter] = {}
OWN = "Of an institution"  # the heading of parameters that an institution brings itself


def _heading(group: str, role: Role) -> Any:
    """A declarer for one heading and role: `p(name, default, low, high, unit, label, source)`."""

    def declare(
        name: str, default: Any, low: float, high: float, unit: str, label: str, source: str, **kw: Any
    ) -> None:
        PARAMETERS[name] = Parameter(name, default, low, high, unit, label, source, role, group, **kw)

    return declare


# fmt: off
p = _heading("The problem", "uncertainty")
p("risk", 0.3, 0, 1, "probability", "loss when a group fails", "Milinski et al. 2008; Santos & Pacheco 2011")
p("cost", 0.1, 0, 1, "share of endowment", "cost of contributing", "Santos & Pacheco 2011")
p("threshold", 0.75, 0, 1, "share of group", "share that must contribute (M/N)", "Santos & Pacheco 2011, N=4, M=3")
p("group_size", 4, 2, 12, "actors", "actors who share a stake (G)", "Santos & Pacheco 2011")
p("threshold_noise", 0.0, 0, 0.5, "share", "uncertainty of the threshold", "Barrett & Dannenberg 2012")
p("global_share", 0.3, 0, 1, "share", "share of the loss that is indivisible and global", "assumed; a treaty has scale to offer only above 0")
p("global_threshold", 0.5, 0, 1, "share of means", "contribution of the world that averts the global loss, expected", "assumed; second edition: a share of means, and drawn around this by global_uncertainty")
p("global_uncertainty", 0.1, 0, 0.5, "share of means", "spread of the world's threshold, which nobody knows", "Barrett & Dannenberg 2012; size assumed")
p("heterogeneity", 0.25, 0, 1, "policy units", "spread of preferred policies between states (H)", "Oates 1972; Ostrom 2010")
p("local_heterogeneity", 0.05, 0, 1, "policy units", "spread of preferred policies within a state (h)", "assumed")
p("drift", 0.0, 0, 0.05, "policy units a month", "how fast preferred policies move (D)", "Dietz, Ostrom & Stern 2003")
p("mismatch_cost", 1.0, 0, 4, "payoff per squared unit", "cost of a policy that does not fit (kappa)", "Oates 1972; Alesina & Spolaore 1997")
p("shock_step", 120, 0, 100_000, "month", "when the shock falls (0: never)", "assumed: half way through 20 years")
p("shock_size", 0.3, 0, 1, "probability", "rise of risk at the shock, half-life 12 months", "assumed")
p("shock_defection", 0.3, 0, 1, "share", "contributors who stop at the shock", "assumed")
p("polarisation", 0.0, 0, 1, "share", "how far preferred policies of states form two camps (y)", "Esteban & Ray 1994; off, size assumed")
p("estimate_noise", 0.0, 0, 1, "policy units", "error of each kind of actor about the preferred policy", "Hong & Page 2004; off, size assumed")
p("exposed_by", "vulnerability", 0, 0, "", "what makes a state's people more exposed", "assumed, see model/data/issues.csv",
  choices=("vulnerability", "refugees", "online", "economy", "alike"))
p("means_by", "gdp", 0, 0, "", "what gives a state its share of what the world can contribute", "UN scale of assessments: capacity to pay follows national income; others see model/data/issues.csv",
  choices=("gdp", "population", "co2", "internet_users"))

p = _heading("Several problems", "uncertainty")
p("coupling", 0.0, 0, 2, "share of risk", "how far the failure of one problem feeds the risk of another (J)", "Homer-Dixon et al. 2015; Helbing 2013; off, size assumed")

p = _heading("How actors learn", "uncertainty")
p("imitation_strength", 10.0, 0, 100, "per payoff", "how strictly success is copied (beta)", "Traulsen, Pacheco & Nowak 2007")
p("revision_rate", 0.2, 0.001, 1, "per month", "chance that an actor reconsiders", "assumed; Traulsen et al. 2010 for fast human revision")
p("power_diffusion", 0.0, 0, 0.2, "share a year", "means, soft power and voice that pass from governments to others (delta_p)", "assumed off; Nye 2011")
p("mutation", 0.01, 0, 1, "probability", "chance of trying a strategy at random", "Santos & Pacheco 2011 (1/Z)")
p("initial_cooperation", 0.1, 0, 1, "share", "contributors at the start", "assumed: a problem nobody governs yet")
p("homophily", 0.0, 0, 1, "share", "ignoring those of another wealth class (h)", "Vasconcelos et al. 2014")
p("perception_noise", 0.1, 0, 1, "share of risk", "noise in perceived risk", "assumed; Weber 2006")
p("media_weight", 0.0, 0, 1, "share", "how far perceived risk follows those who broadcast", "Kasperson et al. 1988; off, size assumed")
p("media_growth", 0.0, 0, 1, "share a year", "growth of attention to the media", "Castells 2008; off, size assumed")
p("tie_closure", 0.0, 0, 1, "share a year", "ties strengthen inside blocs and fade between them", "McPherson et al. 2001; off, size assumed")

p = _heading("Standing", "uncertainty")
p("reputation_rate", 0.1, 0.001, 1, "per month", "how fast reputation follows conduct that is seen", "Milinski et al. 2002; rate assumed")
p("bilateral_gain", 0.0, 0, 0.5, "share of endowment a month", "gain from dealings between two actors of good reputation", "Rose 2016, Like me, buy me; off, size assumed")
p("trust_weight", 0.0, 0, 1, "share", "how far expected compliance follows reputation instead of the text", "Hoffman 2002; off, size assumed")
p("rivalry", 0.0, 0, 1, "weight", "weight of what rivals gain (relative gains)", "Grieco 1988; Powell 1991; off, size assumed")

p = _heading("Norms", "uncertainty")
p("norm_dynamics", "off", 0, 0, "", "how a new norm spreads", "Xie et al. 2011; Centola et al. 2018; Watts 2002",
  choices=("off", "naming_game", "best_response", "threshold"))
p("norm_committed", 0.1, 0, 1, "share", "actors committed to the new norm (fewer, if too few may be)", "Xie et al. 2011: about 10 % tip a society")
p("norm_entrepreneurs", "all", 0, 0, "", "which actors may be committed to the new norm", "Finnemore & Sikkink 1998; Granovetter 1973 on bridges",
  choices=("all", *KINDS, "bridges"))
p("norm_memory", 12, 1, 31, "meetings", "meetings that best response remembers", "Centola et al. 2018")
p("norm_threshold", 0.18, 0, 1, "share of ties", "ties that must hold the norm", "Watts 2002")
p("norm_discount", 0.0, 0, 1, "share of cost", "cost that an actor who holds the norm does not pay (gamma)", "Finnemore & Sikkink 1998; size assumed")
p("social_sanction", 0.0, 0, 1, "share of endowment", "shame of withholding, times the share of neighbours who hold the norm (psi)", "Elster 1989; size assumed")

p = _heading("States", "lever")
p("elite_weight", 0.3, 0, 1, "share", "weight of the elite, against society, in a state's vote (e)", "assumed; Putnam 1988; Bueno de Mesquita et al. 2003; second edition: votes alone, imitation has own_gain_weight")
p("elite_insulation", 0.5, 0, 1, "share", "part of the nation's risk that those who govern it do not feel", "assumed; Bueno de Mesquita et al. 2003")
p("own_gain_weight", 0.3, 0, 1, "share", "weight of a government's own gain, against its society's, when it judges a practice", "assumed; Putnam 1988")
p("nsa_weight", 1.0, 0, 1, "weight", "weight of a non-state actor; its government has 1", "assumed: equal voice")
p("affected_weight", 1.0, 0, 5, "weight", "weight of an affected community, relative to other non-state actors", "Young 2000; assumed: equal voice")
p("tie_subsidy", 0.0, 0, 2, "share", "strengthening of societies' ties abroad, paid by their governments", "Nye 2004 on exchange programmes; off, size assumed")
p("subsidised", "all", 0, 0, "", "whose ties abroad are strengthened", "assumed",
  choices=("all", "cities", "organisations", "people"))
p("openness", 1.0, 0, 1, "share", "cross-border ties of non-state actors that states allow", "Moravcsik 1997; Keck & Sikkink 1998")
p("soft_power_gain", 0.01, 0, 0.2, "per tie", "soft power a state draws from a tie of its society abroad", "assumed; Nye 2004")

p = _heading("Formal body", "lever")
p("quota", 0.67, 0.01, 1, "share of states", "majority to adopt a text (q)", "Vienna Convention 1969, art. 9(2): two thirds; second edition: adoption alone, entry into force has entry_quota")
p("entry_quota", 0.0, 0, 1, "share of states", "parties that bring a treaty into force (0: the quota)", "as the majority to adopt it; Kyoto Protocol art. 25: 55 states")
p("entry_means", 0.0, 0, 1, "share of means", "means that the parties must hold for entry into force", "off; Kyoto Protocol art. 25 and Paris Agreement art. 21: 0.55")
p("vetoes", 0, 0, 5, "states", "states that can block", "treaties have none; UN Charter art. 27 gives 5")
p("meeting_interval", 12, 1, 120, "months", "time between conferences", "UNFCCC art. 7(4): yearly")
p("crisis_convening", 1, 0, 1, "off/on", "one immediate vote after a shock", "UN General Assembly resolution 377 (V)")
p("ratification_hazard", 0.05, 0.001, 1, "per month", "chance that a willing government takes a text up (a)", "assumed; the UN record spans 0.003 to 0.2")
p("procedure_hazard", 0.1, 0.01, 1, "per month", "chance that its procedure at home then ends", "assumed from the UN record")
p("readiness_spread", 0.5, 0, 1.5, "log units", "how much states differ in taking texts up, for good", "assumed from the UN record")
p("peer_pull", 2.0, 0, 10, "times", "how much faster a text is taken up when all neighbours are parties", "assumed from the UN record; Simmons & Elkins 2004")
p("exit_propensity", 0.0005, 0.0002, 1, "probability", "chance that a party that would rather be outside gives notice at a review", "von Borzyskowski & Vabulas 2019; about 94 exits in 580,000 party-years")
p("exit_notice", 12, 0, 120, "months", "notice before a party leaves", "Paris Agreement art. 28(2): one year")
p("tailoring", 0.0, 0, 1, "share", "how far each party's obligation is the policy that fits it", "Gilligan 2004; Paris Agreement art. 4(2)")
p("monitoring", 0.9, 0, 1, "probability", "chance a free-rider is noticed (eta)", "assumed")
p("treaty_fine", 0.3, 0, 1, "share of endowment", "sanction on a free-rider who is noticed", "equal to the local fine, Vasconcelos et al. 2013")
p("treaty_dues", 0.01, 0, 0.2, "share of endowment a month", "what each bound actor pays the treaty", "assumed")
p("bind_all", 0, 0, 1, "off/on", "a treaty in force binds non-parties too", "Vienna Convention art. 34: treaties do not")
p("sunset", 0, 0, 240, "months", "a treaty lapses unless renewed by vote (0: never)", "assumed off; Koremenos 2016")

p("legitimacy_weight", 0.0, 0, 1, "share", "monitoring that a treaty loses per point of representation gap", "Tyler 1990: compliance follows legitimacy; off, size contested")
p("unelected_cost", 0.0, 0, 1, "share", "monitoring that a treaty loses per share of its votes held by unelected actors", "Dahl 1999; Grant & Keohane 2005; off, size contested")
p("closed_doors", 0.0, 0, 1, "share", "weight that society loses when a conference votes", "Stasavage 2004; off, size assumed")
p("panel_experts", 5, 0, 50, "experts", "experts who sit on a permanent panel", "Haas 1992; number assumed")
p("sequence_coverage", 0.5, 0, 1, "share of groups", "local coverage at which a sequence turns global (t*)", "Karatayev et al. 2021; value assumed")
p("labs", 5, 1, 50, "pilots", "texts that policy labs try", "Sabel & Zeitlin 2010; number assumed")
p("lab_spread", 0.1, 0, 1, "policy units", "distance of pilot texts from the mean", "assumed: less than half of H")

p = _heading("Subcommittee and clubs", "lever")
p("subcommittee_size", 7, 1, 50, "states", "most exposed states that are invited", "assumed: the size of a G7")
p("subcommittee_interval", 3, 1, 120, "months", "time between its meetings", "assumed: quarterly")
p("subcommittee_notice", 3, 0, 120, "months", "notice before a member leaves", "assumed: one meeting")

p("expulsion_bar", 0.0, 0, 1, "share", "contribution in a year below which a club expels (0: never)", "Kirton 2015 on the G8 in 2014; off")
p("outsider_sanction", 0.0, 0, 0.5, "share of endowment a month", "loss of an outsider whose ties abroad are all members of a club", "Nordhaus 2015; off, size assumed")

p = _heading("Local institutions", "lever")
p("local_trigger", 0.25, 0.001, 1, "share of group", "sponsors that activate enforcement", "Vasconcelos et al. 2013: 1 of 4")
p("sponsor_cost", 0.03, 0, 0.3, "share of endowment", "what a sponsor pays (pi_t)", "Vasconcelos et al. 2013")
p("local_fine", 0.3, 0, 1, "share of endowment", "enforcement budget for each actor (pi_e)", "Vasconcelos et al. 2013")
p("reward_share", 0.0, 0, 1, "share", "enforcement spent on rewards (alpha)", "Sun et al. 2021")
p("local_consent", "majority", 0, 0, "", "who must want local rules before they are enforced", "Ostrom 1990, principle 3; none: Vasconcelos et al. 2013",
  choices=("none", "majority", "all"))
p("crowding_out", 0.0, 0, 1, "share", "local enforcement lost under a treaty (chi)", "Cardenas 2000 for, Abatayo & Lynham 2016 against")

p = _heading("Coalitions", "lever")
p("proposal_rate", 0.02, 0, 1, "per month", "chance that an actor proposes a coalition", "assumed: one attempt in four years")
p("contact_rate", 0.1, 0, 1, "per month", "chance to apply to a neighbour's coalition", "assumed")
p("review_rate", 0.1, 0, 1, "per month", "chance that a member reviews its membership", "assumed")
p("admission_tolerance", 0.25, 0, 2, "policy units", "largest distance between a member's preferred policy and the coalition's (eps)", "Axelrod 1997; set to one H")
p("minimum_participation", 2, 2, 100, "members", "members needed to start and to continue", "Carraro, Marchiori & Oreffice 2009")
p("coalition_fine", 0.3, 0, 1, "share of endowment", "sanction on a noticed free-riding member", "equal budget to the treaty's")
p("transparency", 0.5, 0, 1, "probability", "chance that a coalition notices a free-rider", "assumed below a treaty's: informal bodies report less")
p("coalition_dues", 0.002, 0, 0.1, "share of endowment a partner", "coordination cost for each other member", "assumed; Olson 1965: grows with size")
p("coalition_notice", 1, 0, 120, "months", "notice before a member leaves", "assumed: fluid membership")
p("club_good", 0.0, 0, 1, "share of endowment a month", "exclusive good that each member enjoys", "Buchanan 1965; Nordhaus 2015")
p("open_to_others", 1, 0, 1, "off/on", "coalitions admit actors other than governments", "Andonova 2017; on: otherwise nothing emerges from below")
p("shared_intelligence", 0.0, 0, 1, "share of risk", "loss that members of a large coalition avoid by sharing intelligence", "Gordon, Loeb & Lucyshyn 2003; off, size assumed")

p = _heading("All institutions", "lever")
p("amendment_interval", 12, 1, 120, "months", "time between amendments of a coalition's policy", "as the treaty's meetings")
p("decision_cost", 0.01, 0, 0.2, "share of endowment", "what each member pays for a decision taken", "assumed: one month's treaty dues")
p("choice_strength", 30.0, 0, 1000, "per payoff", "how strictly gain decides consent (beta_c)", "McFadden 1974; size assumed: gains are of order 0.05; second edition: one strength for every body, votes included")
p("term", 48, 1, 480, "months", "term of office, for which a decision to consent is kept", "assumed: four years")
p("prior_months", 120.0, 0, 1200, "months", "months of conduct that outweigh what was expected (T0)", "Fudenberg & Levine 1998; size assumed")
p("forum_choice", 0, 0, 1, "off/on", "a state is party to one body at a time, and chooses it by its gain", "Busch 2007; Alter & Meunier 2009")
p("burn_fines", 0, 0, 1, "off/on", "fines are lost instead of shared by the members", "Vasconcelos et al. 2013 burn them")

p = _heading("Size of the experiment", "design")
p("preset", "own", 0, 0, "", "the problem, as declared in model/data/issues.csv", "see `presets`", choices=("own", *PRESETS))
p("agenda", "alone", 0, 0, "", "further problems at the same time, with the same institutions", "presets, or the same again",
  choices=("alone", "same", *PRESETS), several=True)
p("actors", 1000, 10, 1_000_000, "actors", "actors in the world", "195 states and about 800 others")
p("actors_per_state", 5, 1, 100, "actors", "world random: a government and its society", "assumed, as earth's mean")
p("ties", "small_world", 0, 0, "", "world random: how ties are built", "Watts & Strogatz 1998; Barabasi & Albert 1999",
  choices=("small_world", "scale_free", "random", "blocks"))  # fmt: skip
p("mean_ties", 8, 2, 64, "ties", "world random: ties of an actor", "assumed")

p = _heading("Ablations", "design")
p("kind_without_rules", "nobody", 0, 0, "", "kinds of actor that follow the usual rules instead of their own", "for ablations (Meyes et al. 2019); off",
  choices=("nobody", *KINDS), several=True)
p("kind_without_means", "nobody", 0, 0, "", "kind of actor whose means the others at home hold", "for ablations (Meyes et al. 2019); off",
  choices=("nobody", *KINDS))

# fmt: on

__all__ = ["DEFAULTS", "OWN", "PARAMETERS", "BadInput", "Parameter", "declare", "lever", "offer"]

DEFAULTS: dict[str, float | int | str] = {name: q.default for name, q in PARAMETERS.items()}


def declare(parameter: Parameter) -> None:
    """Add a parameter of an institution's own; raises TypeError where the name is taken."""
    if PARAMETERS.get(parameter.name, parameter) != parameter:
        raise TypeError(f"parameter={parameter.name}: allowed a name that is not taken")
    PARAMETERS[parameter.name] = parameter
    DEFAULTS[parameter.name] = parameter.default


def offer(name: str, choice: str) -> None:
    """Add a choice to a parameter, as a plug-in that is a kind of actor does."""
    parameter = PARAMETERS[name]
    if choice not in parameter.choices:
        PARAMETERS[name] = replace(parameter, choices=(*parameter.choices, choice))


def _offer_kinds(module: ModuleType) -> None:
    """A plug-in's kinds of actor appear wherever kinds and their circles can be chosen."""
    for kind in vars(module).values():
        if isinstance(kind, type) and hasattr(kind, "circle") and kind.__module__ == module.__name__:
            for name in ("norm_entrepreneurs", "kind_without_rules", "kind_without_means"):
                offer(name, kind.label)  # type: ignore[attr-defined]
            offer("subsidised", kind.circle)


plugins.watch(_offer_kinds)


def lever(name: str, default: float, low: float, high: float, unit: str, label: str, source: str) -> Parameter:
    """A parameter of an institution's own, which a designer could choose."""
    return Parameter(name, default, low, high, unit, label, source, "lever", OWN)
