"""What holds for the whole session: Ctrl-C is heard, and the model is compiled once."""

import signal

import pytest

from experiments.play.world import rehearse

# Shells let what is in the background ignore Ctrl-C, and so would every process that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where tests run side by side, compile before they begin: each of them would."""
    if session.config.getoption("numprocesses", None):  # only the one that starts the others has it set
        rehearse("random")
