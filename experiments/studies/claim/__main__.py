"""Writes `experiments/studies/claims/frozen.json`: `python -m experiments.studies.claim`."""

import json

from experiments.studies.claim import FROZEN
from experiments.studies.claims import CLAIMS


def freeze() -> None:
    """Write down every claim's declaration as it is now."""
    written = {name: {"hash": claim.hash, "declaration": claim.declaration} for name, claim in CLAIMS.items()}
    FROZEN.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze()
