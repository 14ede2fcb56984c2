"""`outcomes`: everything that is measured, with unit, meaning and source."""

import json

from rich.table import Table

from experiments.ask.options import Json


def outcomes(json_: Json = False) -> None:
    """List every outcome: its columns, unit, meaning and source."""
    from experiments.show import vocabulary
    from experiments.show.tables import console

    if json_:
        print(json.dumps({"outcomes": [measure._asdict() for measure in vocabulary.outcomes()]}))
        return
    table = Table("column", "unit", "meaning", "source", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for columns, unit, meaning, source in vocabulary.outcomes():
        table.add_row("\n".join(columns), unit, meaning, f"[dim]{source}[/]")
    console().print(table)
