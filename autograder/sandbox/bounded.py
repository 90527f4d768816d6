"""Work on what nobody has read, done in a child process that can always be ended.

Intake, judges of large answers, diagnosis and an export's metadata are handed over here.
Whatever the bytes provoke, an endless loop in C or a gigabyte that is asked for, it is the
child that ends, and not the grader. A `Budget` says how much processor time all of a kind
of work may cost together.

On Linux the child is a fork, which takes five milliseconds. Elsewhere there is none, and
the work is done in this process: nothing can be confined there anyway (docs/security.md).
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

from ..wire import decode, encode
from .limits import OUT_OF_MEMORY

CAN_FORK = sys.platform == "linux"
MEGABYTES = 512
MAX_RESULT_BYTES = 256 * 2**20
# What waits for a processor is not late. Behind this there is a fault in C that sleeps.
PATIENCE = 20
MAX_TRACEBACK = 20_000


class Exceeded(Exception):
    """The work took more time or memory than its budget holds, or ended its process."""


class Failed(RuntimeError):
    """The work raised an exception; this is its traceback."""


class Budget:
    """So many seconds of processor time for all `run`s together, `each` at most for one of them.

    `megabytes` is what one of them may ask for beside what the grader holds already.
    """

    def __init__(self, seconds: float, each: float = math.inf, megabytes: int = MEGABYTES):
        self.seconds = seconds
        self.each = each
        self.megabytes = megabytes

    def run(self, work: Callable[[], Any]) -> Any:
        """What `work` returns, which must be plain data.

        Raises Exceeded, also where the budget is spent already, and Failed.
        """
        return self.start(work)()

    def start(self, work: Callable[[], Any]) -> Callable[[], Any]:
        """Begin with the work; what is returned waits for what comes of it, as `run` does."""
        seconds = min(self.seconds, self.each)
        if seconds <= 0:
            raise Exceeded
        if not CAN_FORK:
            return work
        child = _Child(work, seconds, self.megabytes)
        return partial(self._result, child, time.monotonic() + PATIENCE * seconds)

    def _result(self, child, until):
        try:
            result = child.result(until)
        finally:
            self.seconds -= child.end()
        if child.code < 0 or child.code == OUT_OF_MEMORY:
            raise Exceeded
        if child.code:
            raise Failed(result.decode("utf-8", "replace"))
        return decode(result, most_values=math.inf)


class _Child:
    """A fork of this process that works within limits, and writes down what came of it."""

    def __init__(self, work: Callable[[], Any], seconds: float, megabytes: int):
        self.reading, writing = os.pipe()
        parent = os.getpid()
        self.pid = _fork()
        if self.pid == 0:
            os.close(self.reading)
            _work(work, writing, parent, seconds, megabytes)
        os.close(writing)
        self.code = 0

    def result(self, deadline: float) -> bytes:
        """All that it writes, until it ends or the time is up."""
        poll = select.poll()
        poll.register(self.reading, select.POLLIN)
        pieces = []
        while poll.poll(max(1000 * (deadline - time.monotonic()), 0)):
            if not (piece := os.read(self.reading, 2**20)):
                break
            pieces.append(piece)
        return b"".join(pieces)

    def end(self) -> float:
        """End it, which means nothing to one that has ended; the processor time that it used."""
        os.close(self.reading)
        os.kill(self.pid, signal.SIGKILL)
        _, status, used = os.wait4(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime


def exceeds(value: Any, most: int) -> bool:
    """Whether plain data is made of more than so many numbers, texts, arrays and lists."""
    waiting, seen = [value], 0
    while waiting and seen + len(waiting) <= most:
        one = waiting.pop()
        seen += 1
        if isinstance(one, (list, tuple)):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
    return bool(waiting)


def _fork() -> int:
    with warnings.catch_warnings():
        # Of other threads, such as the one that reads a grading process's jobs, it needs nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _work(work, writing, parent, seconds, megabytes):
    """Do the work and end this process, whatever happens.

    The line stays open until then: its end tells the grader that there is an exit code.
    """
    code = 1
    try:
        _confine(parent, writing, seconds, megabytes)
        _write(writing, encode(work(), None, MAX_RESULT_BYTES))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    except KeyboardInterrupt:
        pass
    except BaseException:
        _write(writing, traceback.format_exc()[-MAX_TRACEBACK:].encode("utf-8", "replace"))
    finally:
        os._exit(code)


def _write(descriptor, data):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _confine(parent, writing, seconds, megabytes):
    """Bounds on this process, which ends with the grader, and before it where memory is short."""
    import resource

    from . import linux
    from .confinement import close_all_but, offer_to_memory_killer
    from .own_limits import size

    linux.die_with(parent)
    # Nobody may take a line to be open since this process, which nobody waits for, holds it.
    close_all_but({writing})
    with contextlib.suppress(OSError):
        offer_to_memory_killer()
    whole = max(math.ceil(seconds), 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    most = size() + megabytes * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
