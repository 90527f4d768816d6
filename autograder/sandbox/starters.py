"""Starts a worker: forked from a clean zygote (forking.py), or, here, as a new process.

Forking takes two milliseconds and is used on Linux. Elsewhere every worker
loads NumPy anew: slower, and just as separate.
"""

from __future__ import annotations

import io
import os
import pathlib
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple, cast

from .channels import PipeChannel, SocketChannel
from .deadlines import ClockDeadline
from .limits import ONE_THREAD
from .line import framed
from .protections import Protection

START_SECONDS = 60.0
"""The time that a process has to start and get ready. To exceed it is a fault of ours."""

ROOT = str(pathlib.Path(__file__).resolve().parents[2])

# What Python and NumPy need of the environment to load at all. Nothing else is
# handed on: an environment holds tokens.
KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")

_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from autograder.sandbox.{module} import main; "
    "del sys.path[0]; main(*map(int, sys.argv[2:]))"
)


class SandboxFault(RuntimeError):
    """The sandbox itself does not work: a fault of ours, never of the submission."""


class NotStarted(SandboxFault):
    """A worker ended before it was ready, or could not be started: another one may."""


class Started(NamedTuple):
    """A worker that runs: the line to it and its pid.

    `end` ends it, and does not wait; `status` ends it as well, and returns its wait status.
    """

    channel: SocketChannel | PipeChannel
    pid: int
    end: Callable[[], object]
    status: Callable[[], int]


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this package in a Python with nothing of its own."""
    return [sys.executable, "-I", "-B", "-c", _BOOT.format(module=module), ROOT, *arguments]


def environment() -> dict[str, str]:
    """The environment of processes that hold submissions: as good as empty."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, **ONE_THREAD}


class SpawnStarter:
    """Starts every worker as a new Python."""

    def protections(self) -> Protection:
        """What each worker will find when it confines itself."""
        from .confinement import make_plan

        return make_plan().protections

    def know(self, files: bytes):
        """Nothing is kept between workers."""

    def expect(self, submission: bytes):
        """Nothing is started ahead."""

    def start(self, submission: bytes) -> Started:
        """A worker with a submission's files, encoded."""
        import subprocess  # Where workers are forked, nobody waits until it is loaded.

        process = subprocess.Popen(
            command("spawned"),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        channel = PipeChannel(
            cast(BinaryIO, process.stdin), cast(io.BufferedReader, process.stdout)
        )
        channel.send(framed(submission), ClockDeadline(time.monotonic() + START_SECONDS))

        def status():
            return self._status(process)

        return Started(channel, process.pid, status, status)

    @staticmethod
    def _status(process):
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        process.kill()
        code = process.wait()
        return -code if code < 0 else code << 8

    def close(self):
        """Nothing is kept between workers."""


def default_starter() -> Any:
    """What starts workers on this system."""
    if sys.platform != "linux":
        return SpawnStarter()
    from .forking import ForkStarter

    return ForkStarter()
