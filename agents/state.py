"""State governments judge a practice by what it did for the nation, weighted by their elites.

Putnam 1988, "Diplomacy and domestic politics": a government plays at two tables. Simmons & Elkins 2004, "The
globalization of liberalization": governments adopt what served their peers. So a government weighs its own gain by the
elite weight e and its society's by 1 - e, where other actors consider only their own.
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
        return fermi(p.elite_weight * advantage(me, other) + (1.0 - p.elite_weight) * nation, p.imitation_strength)
