"""Complexity diagnostics on the runs of a comparison: one instrument a file, none of which knows the model."""
