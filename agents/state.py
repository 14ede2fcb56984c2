"""State governments judge a practice by what it did for the nation, weighted by their elites.

Putnam 1988, "Diplomacy and domestic politics": a government plays at two tables. Simmons & Elkins 2004, "The
globalization of liberalization": governments adopt what served their peers. So a government weighs its own gain by
`own_gain_weight` and its society's by the rest, where other actors consider only their own. Those who decide are less
hurt than those they decide for: a government sees only part of its nation's risk (`elite_insulation`, D7).
"""

from agents.actor import Actor, Row, advantage, fermi, rule


class State(Actor):
    """A government; at the UN table it speaks for its whole state as one (`model.governance.consent`)."""

    means_share = 0.3  # of its nation's means: about what governments spend of GDP (IMF Fiscal Monitor); assumed
    follows_media = False
    circle = "governments"

    @rule
    def appraise(me: Row, other: Row, surround: float, p: Row) -> float:
        nation = other.society - me.society
        own = p.own_gain_weight
        return fermi(own * advantage(me, other) + (1.0 - own) * nation, p.imitation_strength)

    @rule
    def perceive(me: Row, p: Row) -> float:
        nation = min(1.0, max(0.0, me.risk * (1.0 + p.perception_noise * me.bias)))
        return (1.0 - p.elite_insulation) * nation
