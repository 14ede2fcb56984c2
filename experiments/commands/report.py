"""`report`: one page that tells a sweep whole."""

import sys
from pathlib import Path

from experiments import options
from experiments.commands.discover import Folder


def report(folder: Folder, open_: options.Open = False) -> int:
    """Write DIR/report.html: question, design, table, figures, provenance, how to run it again; one file."""
    from experiments.analysis.findings import read_findings
    from experiments.analysis.report import write_report
    from experiments.answer import show

    page = write_report(read_findings(Path(folder)))
    print(f"written to {page}")
    if open_:
        show(page, sys.stdout)
    return 0
