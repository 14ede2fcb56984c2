"""Cities learn from cities of similar means, also across borders.

Lee & van de Meene 2012, "Who teaches and who learns? Policy learning through the C40 cities climate network": cities
learn from those like them. Betsill & Bulkeley 2004: transnational municipal networks run beside, not through, states.
Its ties decide which actors a city can observe; among them, similarity of means decides whom it observes.
"""

from agents.actor import Actor, Row, notice, rule


class City(Actor):
    """A city of more than a million people."""

    means_share = 0.2  # of its nation's means, all its cities together; assumed
    circle = "cities"
    misreading = 0.5  # nearer to what is done (Barber 2013; size assumed)

    @rule
    def attention(me: Row, other: Row, tie: float, p: Row) -> float:
        likeness = min(me.endowment, other.endowment) / max(me.endowment, other.endowment)
        return notice(me, other, tie, p) * likeness * (1.0 + (other.kind == me.kind))
