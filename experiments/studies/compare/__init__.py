"""Comparisons: one world and its luck under several arms, played, summarised and drawn."""
