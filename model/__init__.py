"""The world the actors meet: its parameters, ties, game, luck, institutions and outcomes."""
