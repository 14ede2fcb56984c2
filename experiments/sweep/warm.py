"""Imported once by the process that local workers are forked from: they inherit the model, loaded and compiled."""

from experiments.runner import rehearse

rehearse("random")
