"""A copy of the checkout on which one edit at a time is made, tested and undone: for tools/disconnect.py.

Compiling takes longest, so what was compiled for the copy as it was is kept, less all functions that an edit reaches.
Where a test passes all the same, it is run once more with everything compiled again.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from xml.etree import ElementTree

from model.cache import VARIABLE
from model.version import version_of

COMPILED = {"compiled", "loop", "rule"}  # decorators of what numba compiles
SLOWEST = 1200  # seconds for a test, compiling included
ASSERTED = ("assert ", "AssertionError", "Failed: ")  # how the message of a test's own failure begins
FAILS, PASSES, ERROR = "fails", "STILL PASSES", "error"

Unit = ast.FunctionDef | ast.Assign | ast.AnnAssign


class Patient:
    """The copy, in a temporary folder for as long as the block lasts; `stop` ends what runs on it."""

    class Ill(Exception):  # noqa: N818
        """Something fails before anything is cut."""

    def __init__(self, checkout: Path, stop: Event) -> None:
        self.stop, self.cuts = stop, 0
        self.temporary = tempfile.TemporaryDirectory(prefix="disconnected-", ignore_cleanup_errors=True)
        self.home = Path(self.temporary.name)
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout
        for name in listed.split("\0"):
            if name and (checkout / name).is_file():
                (self.home / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(checkout / name, self.home / name)
        self.version = lambda: version_of.__wrapped__(self.home)
        self.kept = self.home / ".kept"

    def __enter__(self) -> "Patient":
        return self

    def __exit__(self, *_: object) -> None:
        self.temporary.cleanup()
        if sys.pycache_prefix:
            shutil.rmtree(sys.pycache_prefix + str(self.home), ignore_errors=True)

    def must_be_well(self, tests: Sequence[str]) -> None:
        """Raises Ill where any of the tests does not pass on the copy as it is; keeps what was compiled."""
        result, told = self.run(tests)
        if result != PASSES:
            raise Patient.Ill(f"without any cut: {told}")
        self.compiled.mkdir(parents=True, exist_ok=True)
        self.compiled.rename(self.kept)

    def without(self, file: str, find: str, replace: str, test: str) -> str:
        """What the test does once `find` in the file is replaced: fails, STILL PASSES, or error and which."""
        path, reached = self.home / file, self.reached(file, find)
        text, stat = path.read_text(encoding="utf-8"), path.stat()
        path.write_text(text.replace(find, replace), encoding="utf-8")
        self.cuts += 1  # a time of its own, or a cut of the same length in the same second is run from old bytecode
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + self.cuts * 10**9))
        try:
            self._lay_out(reached)
            result, told = self.run([test])
            if result == PASSES and self.compiled.exists():
                shutil.rmtree(self.compiled)
                result, told = self.run([test])
        finally:
            shutil.rmtree(self.compiled, ignore_errors=True)
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # or all in it would be compiled again
        return f"{ERROR}: {told}" if result == ERROR else result

    def run(self, tests: Sequence[str]) -> tuple[str, str]:
        """What the tests did together, and the first line of what went wrong."""
        report = self.home / "report.xml"
        report.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *tests]
        bytecode = {"PYTHONPYCACHEPREFIX": sys.pycache_prefix or "", "PYTHONDONTWRITEBYTECODE": "",
                    VARIABLE: str(self.home / ".cache")}  # see experiments  # fmt: skip
        log = self.home / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(command, cwd=self.home, env=os.environ | bytecode, stdout=out, stderr=out)
            try:
                self._await(process)
            finally:
                process.kill()
                process.wait()
        if report.exists():
            return self.verdict(report)
        return ERROR, log.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]

    def _await(self, process: "subprocess.Popen[bytes]") -> None:
        for _ in range(SLOWEST):
            if self.stop.is_set():
                raise KeyboardInterrupt
            try:
                process.wait(1)
                return
            except subprocess.TimeoutExpired:
                continue

    @staticmethod
    def verdict(report: Path) -> tuple[str, str]:
        """What a run's report says of all tests together, and the message of the first that did not pass."""
        cases = list(ElementTree.parse(report).iter("testcase"))
        for case in cases:
            for found in case:
                if found.tag in ("failure", "error"):
                    told = str(found.get("message")).partition("\n")[0]
                    return FAILS if found.tag == "failure" and told.startswith(ASSERTED) else ERROR, told
        ran = [case for case in cases if case.find("skipped") is None]
        return (PASSES, "") if ran else (ERROR, "no test ran")

    # -- what was compiled --

    @property
    def compiled(self) -> Path:
        """Where the copy as it now is keeps compiled code."""
        return self.home / ".cache/numba" / self.version()

    def _lay_out(self, reached: set[str]) -> None:
        """Put what was compiled for the whole copy where the cut one looks for it, less the functions reached."""
        shutil.copytree(self.kept, self.compiled)
        for index in self.compiled.rglob("*.nbi"):  # numba's name: module.function-line.version.nbi
            name = re.search(r"\.(\w+)-\d+\.", index.name)
            if not name or name[1] in reached:
                index.unlink()

    def reached(self, file: str, find: str) -> set[str]:
        """Names of all that an edit may be compiled into; what is not compiled itself is called by nothing that is."""
        text = (self.home / file).read_text(encoding="utf-8")
        line = text[: text.index(find)].count("\n") + 1
        cut = [unit for unit in compiled_units(text) if unit.lineno <= line <= (unit.end_lineno or line)]
        names = {name for unit in cut for name in named(unit)}
        paths = [path for folder in ("agents", "model") for path in self.home.glob(f"{folder}/**/*.py")]
        everything = [unit for path in paths for unit in compiled_units(path.read_text(encoding="utf-8"))]
        while True:
            more = {name for unit in everything if mentioned(unit) & names for name in named(unit)} - names
            if not more:
                return names
            names |= more


def compiled_units(text: str) -> Iterator[Unit]:
    """Compiled functions, and what is assigned outside functions, which compiled code holds as constants."""
    waiting: list[ast.AST] = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            if any(isinstance(name, ast.Name) and name.id in COMPILED for name in node.decorator_list):
                yield node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield node
        else:
            waiting += ast.iter_child_nodes(node)


def named(unit: Unit) -> set[str]:
    """What a unit gives a name to."""
    if isinstance(unit, ast.FunctionDef):
        return {unit.name}
    targets = unit.targets if isinstance(unit, ast.Assign) else [unit.target]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def mentioned(unit: Unit) -> set[str]:
    """All names that a unit mentions, and all methods that it calls; what a row's columns are called is neither."""
    calls = [node.func for node in ast.walk(unit) if isinstance(node, ast.Call)]
    methods = {function.attr for function in calls if isinstance(function, ast.Attribute)}
    return methods | {node.id for node in ast.walk(unit) if isinstance(node, ast.Name)}
