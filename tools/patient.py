"""A copy of the checkout on which one edit at a time is made, tested and undone: for tools/disconnect.py.

What is compiled is kept under the name of all that it was made of, so that an edit compiles anew what it touches. Where
a test passes all the same, it is run once more with everything compiled again.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from xml.etree import ElementTree

from model.cache import VARIABLE

SLOWEST = 1200  # seconds for a test, compiling included
ASSERTED = ("assert ", "AssertionError", "Failed: ")  # how the message of a test's own failure begins
FAILS, PASSES, ERROR = "fails", "STILL PASSES", "error"


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
        self.cache = self.home / ".cache"

    def __enter__(self) -> "Patient":
        return self

    def __exit__(self, *_: object) -> None:
        self.temporary.cleanup()
        if sys.pycache_prefix:
            shutil.rmtree(sys.pycache_prefix + str(self.home), ignore_errors=True)

    def must_be_well(self, tests: Sequence[str]) -> None:
        """Raises Ill where any of the tests does not pass on the copy as it is."""
        result, told = self.run(tests)
        if result != PASSES:
            raise Patient.Ill(f"without any cut: {told}")

    def without(self, file: str, find: str, replace: str, test: str) -> str:
        """What the test does once `find` in the file is replaced: fails, STILL PASSES, or error and which."""
        path = self.home / file
        text, stat = path.read_text(encoding="utf-8"), path.stat()
        path.write_text(text.replace(find, replace), encoding="utf-8")
        self.cuts += 1  # a time of its own, or a cut of the same length in the same second is run from old bytecode
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + self.cuts * 10**9))
        try:
            result, told = self.run([test])
            if result == PASSES:
                result, told = self.run([test], self.home / ".empty")
        finally:
            shutil.rmtree(self.home / ".empty", ignore_errors=True)
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        return f"{ERROR}: {told}" if result == ERROR else result

    def run(self, tests: Sequence[str], cache: Path | None = None) -> tuple[str, str]:
        """What the tests did together, and the first line of what went wrong; compiled code lies in `cache`."""
        report = self.home / "report.xml"
        report.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *tests]
        bytecode = {"PYTHONPYCACHEPREFIX": sys.pycache_prefix or "", "PYTHONDONTWRITEBYTECODE": "",
                    VARIABLE: str(cache or self.cache)}  # see experiments  # fmt: skip
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
