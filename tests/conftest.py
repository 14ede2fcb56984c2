"""Ctrl-C can be tested even where whoever started the tests ignores it, as shells do for what is in the background."""

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a process started from here gets the system's default
