"""Bounds on this process while it works for a worker: runs a script, evaluates what it calls.

What a worker sends decides how long such work takes and how much memory: a program that
halves a number until it is small never ends on infinity. Here is where it ends, whatever it
is. Processes that are not on Linux, and threads beside the first, have no such bounds.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator

from .deadlines import Late

SECONDS, AGAIN = 20.0, 1.0
"""Processor time for a question, and from then on between one end and the next. Correct
answers need less than one second."""

MEGABYTES = 512
"""More than this process holds already."""


@contextlib.contextmanager
def own_limits(seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Iterator[None]:
    """Late is raised where this process works longer, MemoryError where it asks for more.

    Work in one call of C goes on until that returns; how large a value may be is bounded where
    it comes in.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGPROF, _late)
    with bounded_memory(megabytes):
        try:
            signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


@contextlib.contextmanager
def bounded_memory(megabytes: int = MEGABYTES) -> Iterator[None]:
    """MemoryError where this process, on Linux, asks for so much more than it holds already."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = size() + megabytes * 2**20
    try:
        if soft == resource.RLIM_INFINITY or most < soft:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def size() -> int:
    """How many bytes of addresses this process has now."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _late(*_):
    raise Late
