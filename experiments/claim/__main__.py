"""Writes `experiments/claims/frozen.json` anew: `python -m experiments.claim`."""

from experiments.claim import freeze

freeze()
