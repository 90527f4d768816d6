"""The clean process: it has loaded NumPy, holds nothing secret, and forks workers.

It is started with an empty environment before the grader loads the reference.
On its control socket it says which protections workers have, and then reads
commands: "F" with a descriptor forks a worker that serves that descriptor, and
answers with its pid; "E" and a pid ends that worker with all that it started,
and answers with its wait status. Only here are workers reaped, so a pid is
never that of another process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket

import numpy  # noqa: F401  so that no worker has to load it

from ..probes import load_probes
from . import linux, worker
from .confinement import Plan, confine, make_plan
from .protections import NUMBER


def main(control_descriptor: int):
    """Serve commands until the grader's end of the control socket closes."""
    load_probes()
    # Whatever a worker leaves behind becomes a child of this process, and is ended here.
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    plan = make_plan()
    running: set[int] = set()
    with (
        socket.socket(fileno=control_descriptor) as control,
        contextlib.suppress(BrokenPipeError, ConnectionResetError),
    ):
        control.sendall(NUMBER.pack(plan.protections))
        while _serve_command(control, running, plan):
            pass
    for pid in list(running):
        _end(pid, running)


def _serve_command(control, running, plan):
    """Carry out one command; False where there is none any more."""
    command, descriptors, _, _ = socket.recv_fds(control, 1 + NUMBER.size, 1)
    if len(command) != 1 + NUMBER.size:
        return False
    if command[:1] == b"F":
        pid = _fork(descriptors[0], plan)
        running.add(pid)
        control.sendall(NUMBER.pack(pid))
    else:
        (pid,) = NUMBER.unpack(command[1:])
        control.sendall(NUMBER.pack(_end(pid, running)))
    return True


def _fork(descriptor: int, plan: Plan):
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        os.setsid()
        _silence()
        confine(plan, parent, keep=(descriptor,))
        worker.serve(descriptor, descriptor)
    finally:
        os._exit(0)


def _silence():
    """Standard streams lead nowhere, so that no print reaches the grader's terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _end(pid, running):
    """Kill a worker, its process group and all that it left behind; its wait status."""
    running.discard(pid)
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    status = 0
    with contextlib.suppress(ChildProcessError):
        status = os.waitpid(pid, 0)[1]
    while strays := set(_children()) - running:
        for stray in strays:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(stray, signal.SIGKILL)
                os.waitpid(stray, 0)
    return status


def _children():
    me = os.getpid()
    try:
        with open(f"/proc/{me}/task/{me}/children", "rb") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:  # A kernel without the file: what seccomp lets live is in the group.
        return []
