"""Two ways to start a worker: forked from a clean zygote, or as a new process.

Forking takes two milliseconds and is used on Linux. Elsewhere every worker
loads NumPy anew: slower, and just as separate.
"""

from __future__ import annotations

import io
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from .channels import PipeChannel, SocketChannel
from .confinement import make_plan
from .limits import ONE_THREAD
from .protections import NUMBER, Protection

ROOT = str(pathlib.Path(__file__).resolve().parents[2])
START_SECONDS = 60.0

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


@dataclass(frozen=True)
class Started:
    """A worker that runs: the line to it, its pid, and `end`, which returns its wait status."""

    channel: SocketChannel | PipeChannel
    pid: int
    end: Callable[[], int]


class Ending:
    """Ends a worker once; the wait status, also when it is asked for again."""

    def __init__(self, end: Callable[[], int]):
        self.end = end
        self.status: int | None = None

    def __call__(self) -> int:
        if self.status is None:
            self.status = self.end()
        return self.status


def _command(module, *arguments):
    return [sys.executable, "-I", "-B", "-c", _BOOT.format(module=module), ROOT, *arguments]


def _environment():
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, **ONE_THREAD}


class ForkStarter:
    """Starts workers by asking a zygote to fork; a zygote that is gone is replaced."""

    def __init__(self):
        self._launch()

    def _launch(self):
        self.control, theirs = socket.socketpair()
        self.control.settimeout(START_SECONDS)
        self._protections: Protection | None = None
        with theirs:
            self.zygote = subprocess.Popen(
                _command("zygote", str(theirs.fileno())),
                env=_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    def protections(self) -> Protection:
        """What the zygote said when it was ready; waits for that."""
        if self._protections is None:
            self._protections = Protection(self._number())
        return self._protections

    def start(self) -> Started:
        try:
            return self._fork()
        except (OSError, SandboxFault):
            self.close()
            self._launch()
            return self._fork()

    def _fork(self) -> Started:
        self.protections()
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.control, [b"F" + NUMBER.pack(0)], [theirs.fileno()])
            pid = self._number()
        return Started(SocketChannel(ours), pid, Ending(lambda: self._end(pid)))

    def _end(self, pid):
        try:
            self.control.sendall(b"E" + NUMBER.pack(pid))
            return self._number()
        except (OSError, SandboxFault):
            return 0  # The zygote is gone, and its workers with it.

    def _number(self):
        data = self.control.recv(NUMBER.size, socket.MSG_WAITALL)
        if len(data) < NUMBER.size:
            raise SandboxFault("the process that starts workers is gone")
        return NUMBER.unpack(data)[0]

    def close(self):
        """End the zygote, which ends its workers."""
        self.control.close()
        self.zygote.wait()


class SpawnStarter:
    """Starts every worker as a new Python."""

    def protections(self) -> Protection:
        """What each worker will find when it confines itself."""
        return make_plan().protections

    def start(self) -> Started:
        process = subprocess.Popen(
            _command("spawned"),
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        stdin = cast(BinaryIO, process.stdin)
        stdout = cast(io.BufferedReader, process.stdout)
        return Started(PipeChannel(stdin, stdout), process.pid, Ending(lambda: self._end(process)))

    @staticmethod
    def _end(process):
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


def default_starter() -> ForkStarter | SpawnStarter:
    return ForkStarter() if sys.platform == "linux" else SpawnStarter()


def cpu_seconds(pid: int) -> float:
    """The processor time that a process has used, by the system's own count.

    Where the system does not say (macOS, Windows), the clock, which counts
    other programs' work too.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
