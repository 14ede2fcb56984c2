"""`uv run --group data python -m model.data.extract [--out DIR]` writes every table into `model/data`, or into DIR."""

import argparse
import sys
from pathlib import Path

from model.data.extract import borders, cities, land, memberships, states, trade
from model.data.extract.packages import FOR_THE_LAND, FOR_THE_TABLES, missing
from model.data.extract.packages import states as all_states
from model.data.extract.tables import save

HERE = Path(__file__).parents[1]


def extract(folder: Path) -> list[str]:
    """Write the tables into a folder; returns the names of the files written."""
    chosen = all_states()
    save(folder / "states.csv", states.COLUMNS, states.rows(chosen))
    save(folder / "trade.csv", trade.COLUMNS, trade.rows(chosen))
    save(folder / "borders.csv", borders.COLUMNS, borders.rows(chosen))
    save(folder / "cities.csv", cities.COLUMNS, cities.rows(chosen))
    save(folder / "memberships.csv", memberships.COLUMNS, memberships.rows(chosen))
    files = ["states.csv", "trade.csv", "borders.csv", "cities.csv", "memberships.csv"]
    if not missing(FOR_THE_LAND):
        land.save(folder / "land.json")
        files.append("land.json")
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder for the tables (default: beside the script)")
    folder: Path = parser.parse_args().out
    if absent := missing(FOR_THE_TABLES):
        print(f"not installed: {', '.join(absent)}; run with `uv run --group data`", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    print("wrote", ", ".join(extract(folder)), "to", folder)
    if absent := missing(FOR_THE_LAND):
        print(f"land.json left as it is: {', '.join(absent)} not installed (see PROVENANCE.md)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
