"""A real browser before a real server: what the tests of the page need.

Every test that opens a page fails on a console error, an HTTP status of 400 or more, or a request to another machine.
The server is watched too: an audit hook in its process writes down every address outside this machine.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROJECTOR = {"width": 1366, "height": 768}
COMPILING = 180  # seconds: a fresh checkout compiles the model first

# Runs in the server before anything else (as `sitecustomize`): notes whom it talks to.
WATCHMAN = """
import os, sys
LOCAL = ("127.", "localhost", "::1", "0.0.0.0")
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo"):
        address = args[1] if event == "socket.connect" else args
        host = address[0] if isinstance(address, tuple) else None
        if isinstance(host, (str, bytes)) and host and not os.fsdecode(host).startswith(LOCAL):
            with open(os.environ["WATCHMAN_LOG"], "a") as log:
                log.write(f"{event} {host}\\n")
sys.addaudithook(watch)
"""


@dataclass
class Server:
    """A running server, its address, and the log of whom it talked to."""

    process: subprocess.Popen[bytes]
    url: str
    outside: Path

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve(folder: Path) -> Server:
    """Start the page as a user does, on a free port, in a process group of its own."""
    (folder / "sitecustomize.py").write_text(WATCHMAN)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    outside = folder / "outside.log"
    # The launcher looks up newer versions at PyPI before it reads server.py: that can only be declined here.
    options = ["--no-open", "--no-check-version", "--port", str(port)]
    command = [sys.executable, "-m", "solara", "run", "server.py", *options]
    environment = os.environ | {"PYTHONPATH": str(folder), "WATCHMAN_LOG": str(outside)}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    server = Server(process, f"http://localhost:{port}/", outside)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(server.url + "readyz", timeout=1)
            return server
        except OSError:
            time.sleep(0.1)
    server.stop()
    pytest.fail(f"the server did not start: {(folder / 'server.log').read_text()[-2000:]}")


@pytest.fixture(scope="session")
def servers() -> Iterator[list[Server]]:
    started: list[Server] = []
    yield started
    for server in started:
        server.stop()


@pytest.fixture
def server(servers: list[Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """One server for all tests, since it takes seconds to start; a new one where a test has stopped it."""
    if not servers or servers[-1].process.poll() is not None:
        servers.append(serve(tmp_path_factory.mktemp("server")))
    return servers[-1]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None and os.environ.get("CI"):
        pytest.fail("no chromium, and CI must test the page")
    if path is None:
        pytest.skip("no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def usual(chromium: Browser) -> BrowserContext:
    """The browser of most visitors; that it remembers the front end saves seconds a test."""
    return chromium.new_context(viewport=PROJECTOR)  # type: ignore[arg-type]


@pytest.fixture
def visit(chromium: Browser, usual: BrowserContext, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens the page as a new visitor, with another screen if given; whatever goes wrong fails the test at its end."""
    problems: list[str] = []
    pages: list[Page] = []

    def open_page(query: str = "", until: str = ".stage[data-films='1'][data-month]", **screen: object) -> Page:
        context = chromium.new_context(**screen) if screen else usual  # type: ignore[arg-type]
        page = context.new_page()
        pages.append(page)
        watch(page, problems)
        page.goto(server.url + query)
        page.wait_for_selector(until, timeout=COMPILING * 1000)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert problems == []


def watch(page: Page, problems: list[str]) -> None:
    """Note what no visitor should meet."""
    page.set_default_timeout(60_000)
    page.on("console", lambda m: problems.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: problems.append(f"page error: {e}"))
    page.on("response", lambda r: problems.append(f"status {r.status}: {r.url}") if r.status >= 400 else None)
    page.on("request", lambda r: problems.append(f"left the machine: {r.url}") if _is_outside(r.url) else None)


def _is_outside(url: str) -> bool:
    return not url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))
