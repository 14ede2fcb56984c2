"""Regenerates the tables of `model.data` from PyPI packages, offline; nothing that runs the model imports this."""
