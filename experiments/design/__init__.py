"""Designs: which points of which ranges are put to the model, from one TOML file; samplers are found by decorator."""
