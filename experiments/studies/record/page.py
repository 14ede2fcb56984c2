"""Writes docs/explanation/record.md from a folder of `record`: `python -m experiments.studies.record.page DIR`."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from experiments.show.pages import DOCS, write_explanation
from experiments.show.style import percent
from experiments.studies.record.findings import in_words
from experiments.studies.record.protocol import FREE, HORIZON, PARTIES, off_by
from experiments.studies.record.table import years
from experiments.studies.record.treaties import declared
from model.params import BadInput


def page(told: dict[str, Any], seeds: int) -> dict[str, Any]:
    """The values that the page's template takes."""
    words = {"verdict": in_words(told), "years": years, "off_by": off_by, "percent": percent}
    fixed = {"free": FREE, "horizon": HORIZON, "parties": PARTIES, "declared": declared()}
    return {"told": told, "seeds": seeds, **words, **fixed}


def main(folder: Path) -> None:
    """Write the page and its figure; raises BadInput for another folder."""
    if not (folder / "record.json").is_file():
        raise BadInput("dir", folder, "a folder that `record` left")
    told = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    seeds = len(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["test_seeds"])
    for kind in ("png", "svg", "pdf"):
        shutil.copyfile(folder / "figures" / f"record.{kind}", DOCS / "figures" / f"record.{kind}")
    write_explanation("record", **page(told, seeds))


if __name__ == "__main__":
    main(Path((sys.argv[1:] or ["out/record"])[0]))
