"""A process ends itself when its time is up, whatever it hangs in."""

from __future__ import annotations

import os
import signal
import sys
import threading

GRACE_SECONDS = 45
"""From the deadline of the questions to the end of the process; together below the platform's."""

LATE = 3
_timers: list[threading.Timer] = []


def stop_in(seconds: float, warning: str = ""):
    """End this process in so many seconds; 0 takes that back.

    A signal ends it, also while it hangs in C. With a warning, Python says that and exits
    with LATE; where it cannot any more, a second signal ends the process after as much
    processor time. Windows has no such signals: there a thread does it.
    """
    if sys.platform == "win32":
        _stop_by_thread(seconds, warning)
        return
    signal.signal(signal.SIGALRM, (lambda *_: _exit(warning)) if warning else signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, seconds + 1 if warning and seconds else 0)


def _stop_by_thread(seconds, warning):
    while _timers:
        _timers.pop().cancel()
    if seconds:
        timer = threading.Timer(seconds, _exit, [warning])
        timer.daemon = True
        timer.start()
        _timers.append(timer)


def _exit(warning):
    if warning:
        print(warning, file=sys.stderr, flush=True)
    os._exit(LATE)
