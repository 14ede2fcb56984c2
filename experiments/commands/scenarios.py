"""`scenarios`: the questions that are ready to run."""

import json

from rich.table import Table

from experiments.ask.options import Json


def scenarios(json_: Json = False) -> None:
    """List every scenario: its name and its question."""
    from experiments.studies.scenarios import SCENARIOS

    if json_:
        print(json.dumps({"scenarios": [{"name": s.name, "question": s.question} for s in SCENARIOS.values()]}))
        return
    from experiments.show.tables import console

    table = Table("scenario", "question", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for scenario in SCENARIOS.values():
        table.add_row(scenario.name, scenario.question)
    console().print(table)
