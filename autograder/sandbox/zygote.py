"""The clean process: it has loaded NumPy, holds nothing secret, and forks workers.

It is started with an empty environment before the grader loads the reference.
On its control socket it reads commands: "F" with a descriptor forks a worker
that serves that descriptor, and answers with its pid; "E" and a pid ends that
worker with all its process group, and answers with its wait status. Only here
are workers reaped, so a pid is never that of another process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct

import numpy  # noqa: F401  so that no worker has to load it

from ..probes import load_probes
from . import worker
from .limits import limit_worker

NUMBER = struct.Struct("<q")


def main(control_descriptor: int):
    """Serve commands until the grader's end of the control socket closes."""
    load_probes()
    running: set[int] = set()
    with (
        socket.socket(fileno=control_descriptor) as control,
        contextlib.suppress(BrokenPipeError, ConnectionResetError),
    ):
        control.sendall(NUMBER.pack(0))
        while _serve_command(control, running):
            pass
    for pid in running:
        _end(pid)


def _serve_command(control, running):
    """Carry out one command; False where there is none any more."""
    command, descriptors, _, _ = socket.recv_fds(control, 1 + NUMBER.size, 1)
    if len(command) != 1 + NUMBER.size:
        return False
    if command[:1] == b"F":
        pid = _fork(control, descriptors[0])
        running.add(pid)
        control.sendall(NUMBER.pack(pid))
    else:
        (pid,) = NUMBER.unpack(command[1:])
        running.discard(pid)
        control.sendall(NUMBER.pack(_end(pid)))
    return True


def _fork(control, descriptor):
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        os.setsid()
        control.close()
        _silence()
        limit_worker()
        with socket.socket(fileno=descriptor) as connection:
            worker.serve(connection.makefile("rwb"))
    finally:
        os._exit(0)


def _silence():
    """Standard streams lead nowhere, so that no print reaches the grader's terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    if nowhere > 2:
        os.close(nowhere)


def _end(pid):
    """Kill a worker's process group and the worker itself; its wait status."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    return os.waitpid(pid, 0)[1]
