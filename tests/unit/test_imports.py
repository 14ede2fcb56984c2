"""No file imports one that imports it back, however far round; what is imported only for types or inside a function
counts too."""

import ast
import subprocess
import sys
from pathlib import Path

import igraph
import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("agents", "model", "experiments", "web")


def modules(package: str) -> dict[str, Path]:
    """The modules of a package by their dotted names."""
    found = {}
    for path in (ROOT / package).rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules that a file names in any import."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & set(known)
            named |= inside or {node.module}
            if inside and len(inside) < len(node.names):
                named.add(node.module)
    return named & set(known)


def cycles(package: str) -> list[list[str]]:
    """Groups of modules each of which leads to all the others."""
    known = modules(package)
    names = sorted(known)
    edges = [(name, other) for name in names for other in imports(known[name], known) if other != name]
    graph = igraph.Graph.TupleList(edges, directed=True)
    groups = graph.connected_components(mode="strong")
    return [sorted(graph.vs[one]["name"]) for one in groups if len(one) > 1]


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_imports_itself_round_about(package: str) -> None:
    assert cycles(package) == []


WITHOUT = """
import sys
for name in ("dask", "distributed", "solara", "reacton", "anywidget", "traitlets", "ipyvue", "ipyvuetify"):
    sys.modules[name] = None
from experiments.__main__ import main
code = main(sys.argv[1:])
slow = {"sklearn", "SALib", "igraph", "mesa.visualization"} & {*sys.modules}
print(code, *slow)
"""


def without_extras(*line: str) -> subprocess.CompletedProcess[str]:
    """A command where neither the page's packages nor a cluster's are there."""
    return subprocess.run([sys.executable, "-c", WITHOUT, *line], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("command", [("run", "--arm", "hybrid"), ("compare", "--seeds", "1")])
def test_run_and_compare_need_no_page_and_no_cluster(command: tuple[str, ...], tmp_path: Path) -> None:
    done = without_extras(*command, "--steps", "2", "--outcomes", "cooperation", "--out", str(tmp_path / "out"))
    assert done.stdout.splitlines()[-1:] == ["0"], done.stderr + done.stdout


def test_what_needs_an_extra_says_which_in_one_line(tmp_path: Path) -> None:
    done = without_extras("compare", "--scheduler", "tcp://localhost:1", "--out", str(tmp_path / "out"))
    assert done.stdout == "2\n"
    assert done.stderr.startswith("error: module=dask: allowed with its extra (uv sync --inexact --extra cluster")
    assert done.stderr.count("\n") == 1
