"""BRICS: the second bloc, for its members' preferences (Stuenkel 2015, "The BRICS and the Future of Global Order")."""

from model.governance.club import Club


class Brics(Club):
    """A pact of those of the members who are willing."""

    stage = "organ"
    bit = 4
    body = "BRICS"
