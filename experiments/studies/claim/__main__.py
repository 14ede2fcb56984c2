"""Writes `experiments/studies/claims/frozen.json` anew: `python -m experiments.studies.claim`."""

from experiments.studies.claim import freeze

freeze()
