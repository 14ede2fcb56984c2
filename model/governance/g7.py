"""The G7: seven like-minded economies, quick to meet and closed to others (Putnam & Bayne 1987, "Hanging Together")."""

from model.governance.club import Club


class G7(Club):
    """A pact of those of the members who are willing."""

    stage = "organ"
    bit = 4
    body = "G7"
