"""How long the grader waits for a worker: for so much of its processor time, by the system's count.

A worker that waits for a processor, on a busy machine, loses no time. Behind that limit is
one by the clock, for a worker that sleeps.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

CLOCK_FACTOR = 6.0
"""So many times as long as a worker may use a processor, it may take by the clock."""
SHORTEST_WAIT = 0.01


class Late(Exception):
    """The deadline passed."""


class ClockDeadline(NamedTuple):
    """A deadline by the clock: `until` is a time of time.monotonic()."""

    until: float

    def patience(self) -> float:
        """The seconds to wait before this is asked again; Late where there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise Late
        return left


class ProcessorDeadline(NamedTuple):
    """When `used` has counted `most` seconds of a process's time, or when `clock` is over."""

    used: Callable[[], float]
    most: float
    clock: ClockDeadline

    def patience(self) -> float:
        """The seconds to wait before this is asked again; Late where there are none."""
        left = self.most - self.used()
        if left <= 0:
            raise Late
        return min(max(left, SHORTEST_WAIT), self.clock.patience())


Deadline = ClockDeadline | ProcessorDeadline
"""Until when something is waited for."""


def processor_deadline(
    used: Callable[[], float], seconds: float, within: float
) -> ProcessorDeadline:
    """From now on so many seconds of a process's processor time, `within` so many by the clock."""
    clock = time.monotonic() + min(CLOCK_FACTOR * seconds, within)
    return ProcessorDeadline(used, used() + seconds, ClockDeadline(clock))


def processor_clock(pid: int) -> Callable[[], float]:
    """Counts the seconds of processors that a process has used, of all its threads.

    OSError where the system does not count them. Of a process that has ended in the
    meantime it tells the last count.
    """
    read = _kernels_count(pid) if sys.platform == "linux" else _psutils_count(pid)
    last = read()

    def used():
        nonlocal last
        with contextlib.suppress(OSError):
            last = read()
        return last

    return used


def _kernels_count(pid):
    """By the clock that clock_getcpuclockid(3) names, which Python does not have."""
    per_process_and_scheduled = 2
    return functools.partial(time.clock_gettime, (~pid << 3) | per_process_and_scheduled)


def _psutils_count(pid):
    """With its children's: on Windows, a virtual environment's Python starts the real one."""
    import psutil

    @contextlib.contextmanager
    def told():
        try:
            yield
        except psutil.Error as error:
            raise ProcessLookupError(str(error)) from error

    with told():
        process = psutil.Process(pid)
        counted = [process, *process.children(recursive=True)]

    def read():
        with told():
            times = [one.cpu_times() for one in counted]
        return sum(one.user + one.system for one in times)

    return read
