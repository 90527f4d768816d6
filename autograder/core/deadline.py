"""How a process ends: when its time is up, whatever it hangs in, and when all is done."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys

GRACE_SECONDS = 45
"""From the deadline of the questions to the end of the process; together below the platform's."""

LATE = 3
HANGING = 5
"""So long after its time a process must hang in C, where Python cannot end it any more."""


def stop_in(seconds: float, warning: str = ""):
    """End this process in so many seconds; 0 takes that back.

    A signal ends it, also while it hangs in C. With a warning, Python says that and exits
    with LATE; where it cannot, or where there is no such signal (Windows), a thread of C ends
    it with 1 and says where it hung.

    A timer of processor time would do as well, but for this: while one runs, Linux counts
    the time of this process in steps of a tick, and judges measure less than that.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, (lambda *_: _exit(warning)) if warning else signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    if not seconds:
        faulthandler.cancel_dump_traceback_later()
    elif warning or sys.platform == "win32":
        faulthandler.dump_traceback_later(seconds + HANGING, exit=True)


def _exit(warning):
    print(warning, file=sys.stderr, flush=True)
    os._exit(LATE)


def leave(code: int = 0):
    """End this process now that all is done: Python would tidy up for seven milliseconds."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # Nobody reads it any more.
            stream.flush()
    os._exit(code)
