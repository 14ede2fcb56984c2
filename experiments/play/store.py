"""The folder of a study: one question's, one command's at a time, complete or to be resumed.

A folder says what was asked (the question) and from which source it was made. Another question is refused. The same
question from another source is played again: parts of the old source are set aside, and a complete folder stays as it
is until the new one is complete. The manifest is written last, so that a crash leaves parts or the whole.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from experiments.ask.case import EVERYTHING, Asked
from experiments.play.folder import DRAFT, checksum, checksums, difference, say, sync, writing
from experiments.play.manifest import MANIFEST, RUNNING, TWIN, begun, heal, is_complete, read_manifest, write_manifest
from experiments.play.parts import Parts, sources, unified, write_table
from experiments.play.results import Results, Told
from experiments.play.tables import ACTORS, EVENTS, SERIES, runs_schema
from model.params import BadInput

PARTS, DAMAGED, LOCK = "parts", "damaged", ".lock"


class Store:
    """The folder while it is open, which nobody else writes."""

    def __init__(self, out: Path, asked: Asked, source: str) -> None:
        self.out, self.asked, self.source = out, asked, source
        self.manifest = read_manifest(out)
        self.complete = is_complete(out) and self._as_made()
        self._parts: Parts | None = None

    def _as_made(self) -> bool:
        """Whether a complete folder is from this source and undamaged; says why it is not."""
        if self.manifest["source"] != self.source:
            say(f"{self.out} was made from another source: it is played again")
            return False
        for name, digest in self.manifest["files"].items():
            if name.endswith(".parquet") and (not (self.out / name).is_file() or checksum(self.out / name) != digest):
                say(f"{self.out / name} is damaged: its runs are played again")
                return False
        return True

    @property
    def parts(self) -> Parts:
        """The parts of this source; raises BadInput where they hold runs that nobody asked for."""
        if self._parts is None:
            folder = self.out / PARTS
            if others := sources(folder) - {self.source}:
                aside = self.out / f"{PARTS}.{min(others)}"
                say(f"{folder} was made from another source: set aside as {aside.name}, and played again")
                shutil.rmtree(aside, ignore_errors=True)
                folder.rename(aside)
            self._parts = Parts(folder, self.source)
            if self._parts.done:
                asked = {bytes.fromhex(case.id) for family in self.asked.families() for case in family}
                if strange := self._parts.strange(asked):
                    wanted = f"a folder without runs of another question (it holds {strange[0]})"
                    raise BadInput("out", self.out, wanted)
        return self._parts

    def finish(self, tell: Told | None) -> Results:
        """Write tables and what follows from them, then the manifest; remove the parts last."""
        draft = self.out / f"{DRAFT}{secrets.token_hex(6)}"
        draft.mkdir()
        told = self.manifest
        if not self.complete:
            self._compact(draft)
            how = {"failed": self.parts.failed, "seconds": round(self.parts.seconds, 2)}
            status = "error" if self.parts.failed else "ok"
            told = begun(self.asked, self.source) | {"runs": self.asked.runs, **how, "status": status}
        if tell:
            tell(Results(self.out if self.complete else draft, told), draft)
        written = sorted(path for path in draft.rglob("*") if path.is_file())
        files = told["files"] | checksums(draft, written)
        files |= checksums(self.out, [self.out / name for name in self.asked.files])
        for path in written:
            place = self.out / path.relative_to(draft)
            place.parent.mkdir(exist_ok=True)
            path.replace(place)
        sync(self.out)
        write_manifest(self.out, {**told, "files": dict(sorted(files.items()))})
        for name in set(self.manifest.get("files", {})) - set(files):
            (self.out / name).unlink(missing_ok=True)
        shutil.rmtree(draft)
        shutil.rmtree(self.out / PARTS, ignore_errors=True)
        return Results(self.out, read_manifest(self.out))

    def _compact(self, draft: Path) -> None:
        """From parts to one table each."""
        runs = self.parts.tables.get("runs", [])
        wanted = next((case.wanted for family in self.asked.families() for case in family), EVERYTHING)
        of_the_model = self.asked.table == "world"
        of_runs = runs_schema(wanted.outcomes) if of_the_model else unified(runs)
        schemas = {"runs": of_runs, "series": SERIES, "actors": ACTORS, "events": EVENTS, "references": of_runs}
        always = {"runs", "series", "events"} if of_the_model and wanted.series else {"runs", "series"}
        for table, schema in schemas.items():
            if table in always or table in self.parts.tables:
                write_table(draft / f"{table}.parquet", self.parts.whole(table, schema), schema)


@contextmanager
def opened(out: Path, asked: Asked, source: str) -> Iterator[Store]:
    """The folder, made or taken up again, and nobody else's while the block lasts.

    Raises BadInput for a folder of anything else or in use, and for a disk that is full or cannot be written: what is
    finished stays as it is.
    """

    def hint() -> str:
        return "; finished runs are kept, and the same command resumes" if (out / MANIFEST).exists() else ""

    with writing("out", out, hint):
        check_ours(out, asked)
        out.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(out / LOCK, timeout=0):
                check_ours(out, asked)
                clean(out)
                if not read_manifest(out):
                    for name, content in asked.files.items():
                        (out / name).write_bytes(content)
                    write_manifest(out, begun(asked, source) | {"seconds": 0.0, "status": RUNNING})
                yield Store(out, asked, source)
        except Timeout:
            raise BadInput("out", out, "a folder that no other command is writing") from None


def clean(out: Path) -> None:
    """Remove drafts of a command that was killed, and heal the manifest."""
    for draft in out.glob(f"{DRAFT}*"):
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    heal(out)


def check_ours(out: Path, asked: Asked) -> None:
    """Raises BadInput unless `out` is missing, empty, or a folder of the same question."""
    if out.exists() and not out.is_dir():
        raise BadInput("out", out, "a folder")
    wanted = "an empty folder or one of the same question"
    manifest = read_manifest(out)
    ours = {MANIFEST, TWIN, LOCK, *asked.files, *asked.folders, *manifest.get("files", {})}
    for path in sorted(out.iterdir()) if out.is_dir() else ():
        known = path.name.partition(".")[0] in (PARTS, DAMAGED) and path.is_dir() and manifest
        if not (path.name in ours or path.name.startswith(DRAFT) or known or inside(path, out, ours)):
            raise BadInput("out", out, f"{wanted} (it holds {path.name})")
    if not manifest and (out / MANIFEST).exists():
        raise BadInput("out", out, f"{wanted} (its {MANIFEST} is empty or damaged)")
    if manifest and (differing := difference(manifest, asked.identity)):
        raise BadInput("out", out, f"{wanted} (it holds another {differing})")


def inside(path: Path, out: Path, ours: set[str]) -> bool:
    """Whether a subfolder holds nothing but files of the manifest."""
    return path.is_dir() and all(p.is_dir() or p.relative_to(out).as_posix() in ours for p in path.rglob("*"))
