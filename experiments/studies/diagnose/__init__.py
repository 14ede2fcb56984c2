"""Complexity diagnostics on the runs of a comparison: one instrument a file, and what applies them to a folder."""
