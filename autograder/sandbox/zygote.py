"""The clean process: it has loaded NumPy, holds nothing secret, and forks workers.

It is started with an empty environment before the grader loads the reference,
or forked from a grader that holds nothing yet, so that NumPy is loaded only once.
On its control socket it says which protections workers have, and then reads
commands, each with a number:

- K: so many bytes follow, files that are known to be harmless; they are compiled here;
- H: so many bytes follow, the submission that the next workers hold; of it nothing is;
- F: with a descriptor; forks a worker that serves it, and answers with its pid;
- E: ends the worker with this pid and all that it started; answers with its wait status.

Only here are workers reaped, so a pid is never that of another process.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys

import numpy.random  # noqa: F401  so that no worker has to load it

from ..probes import load_probes
from ..wire import decode
from . import linux, worker
from .confinement import close_all_but, confine, make_plan
from .line import Line
from .protections import NUMBER
from .sources import Files, Known, compiled


def main(control_descriptor: int):
    """Serve commands until the grader's end of the control socket closes."""
    load_probes()
    # Whatever a worker leaves behind becomes a child of this process, and is ended here.
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    # Objects that no collection visits stay in memory that all workers share.
    gc.collect()
    gc.freeze()
    with (
        socket.socket(fileno=control_descriptor) as control,
        contextlib.suppress(BrokenPipeError, ConnectionResetError),
    ):
        zygote = Zygote(control)
        while zygote.serve_command():
            pass
        zygote.end_all()


def leave_grader(keep: int):
    """What a zygote that was forked from the grader gives up of it: its files and its session."""
    os.setsid()
    _silence(0, 1)  # what goes wrong here is said where the grader's own errors are
    close_all_but({keep})
    sys.argv = [""]
    sys.path = [path for path in sys.path if not os.path.isdir(os.path.join(path, "autograder"))]


class Zygote:
    """Carries out what the grader commands over `control`."""

    def __init__(self, control: socket.socket):
        self.control = control
        self.plan = make_plan()
        self.submission: Files = {}
        self.known: dict[str, Known] = {}
        self.running: set[int] = set()
        self._reply(self.plan.protections)

    def serve_command(self) -> bool:
        """Carry out one command; False where there is none any more."""
        command, descriptors, _, _ = socket.recv_fds(self.control, 1 + NUMBER.size, 1)
        if len(command) != 1 + NUMBER.size:
            return False
        (number,) = NUMBER.unpack(command[1:])
        if command[:1] in b"HK":
            data = self.control.recv(number, socket.MSG_WAITALL)
            return len(data) == number and self._take(command[:1], decode(data))
        self._reply(self._fork(descriptors[0]) if command[:1] == b"F" else self._end(number))
        return True

    def _take(self, command, files: Files):
        if command == b"H":
            self.submission = files
        else:
            self.known = compiled(files)
        return True

    def _reply(self, number):
        self.control.sendall(NUMBER.pack(number))

    def _fork(self, descriptor):
        parent = os.getpid()
        pid = os.fork()
        if pid:
            os.close(descriptor)
            self.running.add(pid)
            return pid
        try:
            os.setsid()
            _silence(0, 1, 2)
            confine(self.plan, parent, keep=(descriptor,))
            worker.serve(self.submission, self.known, Line(descriptor, descriptor))
        finally:
            os._exit(0)

    def _end(self, pid):
        """Kill a worker, its process group and all that it left behind; its wait status."""
        self.running.discard(pid)
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        status = 0
        with contextlib.suppress(ChildProcessError):
            status = os.waitpid(pid, 0)[1]
        while strays := set(_children()) - self.running:
            for stray in strays:
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(stray, signal.SIGKILL)
                    os.waitpid(stray, 0)
        return status

    def end_all(self):
        """End the workers that still run."""
        for pid in list(self.running):
            self._end(pid)


def _silence(*streams):
    """These streams lead nowhere, so that no print reaches the grader's terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nowhere, stream)


def _children():
    me = os.getpid()
    try:
        with open(f"/proc/{me}/task/{me}/children", "rb") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:  # A kernel without the file: what seccomp lets live is in the group.
        return []
