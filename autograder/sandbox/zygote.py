"""The clean process: it has loaded NumPy, holds nothing secret, and forks workers.

It is started with an empty environment before the grader loads the reference,
or forked from a grader that holds nothing yet, so that NumPy is loaded only once.
On its control socket it says which protections workers have, and then reads
commands, each with a number:

- K: so many bytes follow, files that are known to be harmless; they are compiled here;
- H: so many bytes follow, the submission that the next workers hold;
- F: with a descriptor; forks a worker that serves it, and answers with its pid;
- E: ends the worker with this pid and all that it started; answers with its wait status;
- R: the submission is done with.

For each submission it forks a **host**, which gives up what a worker gives up, but for
forking, compiles the submission, runs nothing of it, and serves the commands until R. So
all of a submission's workers share that work. Where a host dies of what it compiles, the
zygote forks the workers itself.

Only here are workers reaped, so a pid is never that of another process.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import signal
import socket
import sys
from collections.abc import Callable

import numpy.random  # noqa: F401  so that no worker has to load it

from ..wire import decode
from . import linux, worker
from .confinement import close_all_but, confine, give_up, make_plan, seal
from .limits import sparing_memory
from .line import Line
from .protections import FORK, HOLD, KNOW, NUMBER, RELEASE
from .sources import Files, Known, Sources, compiled
from .surroundings import leave_folder

COMPILING_SECONDS = 2


def main(control_descriptor: int):
    """Serve commands until the grader's end of the control socket closes."""
    leave_folder()
    # Whatever a worker leaves behind becomes a child of this process, and is ended here.
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    # Objects that no collection visits stay in memory that all workers share.
    gc.freeze()
    gc.enable()
    with (
        socket.socket(fileno=control_descriptor) as control,
        contextlib.suppress(BrokenPipeError, ConnectionResetError),
    ):
        zygote = Zygote(control)
        while zygote.serve():
            pass
        zygote.end_all()
    os._exit(0)  # Python would tidy up for ten milliseconds.


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
        self.confine = confine
        self.held: mmap.mmap | None = None
        self.package = ""
        self.known: dict[str, Known] = {}
        self.running: set[int] = set()
        self.children = Children()
        self._reply(self.plan.protections)

    def serve(self) -> bool:
        """Serve commands until R, or until there are none any more; which of them it was."""
        while command := self._command():
            order, number, descriptors = command
            if order == RELEASE:
                return True
            if order in (KNOW, HOLD):
                self._take(order, number)
            elif order == FORK:
                self._reply(self._fork(descriptors[0]))
            else:
                self._reply(self._end(number))
        return False

    def _command(self):
        command, descriptors, _, _ = socket.recv_fds(self.control, 1 + NUMBER.size, 1)
        if len(command) != 1 + NUMBER.size:
            return None
        return command[:1], NUMBER.unpack(command[1:])[0], descriptors

    def _take(self, order, size):
        # What is freed keeps its contents: in pages of its own, they go back to the kernel,
        # and the next submission's processes find nothing of this one in their memory.
        received = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self.control.recv_into(received, size, socket.MSG_WAITALL)
        if order == KNOW:
            self.known = compiled(decode(received[:]))
            return
        if self.held:
            self.held.close()
        self.held = received
        zygote = os.getpid()
        ready, tell = os.pipe()
        host = os.fork()
        if host == 0:
            code = 1
            try:
                self._be_host(zygote, tell)
                code = 0
            finally:
                os._exit(code)
        os.close(tell)
        compiled_it = os.read(ready, 1)
        os.close(ready)
        # A command may be lost with a host: the grader starts another zygote then.
        if os.waitpid(host, 0)[1] and compiled_it:
            sys.exit("the process that holds a submission is gone")

    def _install(self, compiling: Callable[[Files, dict[str, Known]], dict[str, Known]]):
        """Make what is held importable, in a process that ends with the submission."""
        assert self.held
        held = decode(self.held[:])
        self.held.close()
        self.held = None
        self.package, files = held["package"], held["files"]
        Sources(self.package, files, self.known | compiling(files, self.known)).install()

    def _be_host(self, zygote, tell):
        # Compiling what nobody has read may take forever or all memory, or end this process.
        # Whoever started the grader may have had this signal ignored or blocked.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
        signal.alarm(COMPILING_SECONDS)
        self.children = Children()
        kept = (self.control.fileno(), self.children.descriptor, tell)
        give_up(self.plan, zygote, keep=kept)
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        with sparing_memory():
            self._install(compiled)
        signal.alarm(0)
        gc.freeze()
        self.confine = seal
        os.write(tell, b"1")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.serve()
        self.end_all()

    def _reply(self, number):
        self.control.sendall(NUMBER.pack(number))

    def _fork(self, descriptor):
        parent = os.getpid()
        pid = os.fork()
        if pid:
            os.close(descriptor)
            self.running.add(pid)
            return pid
        code = 1
        try:
            os.setsid()
            _silence(0, 1, 2)
            self.confine(self.plan, parent, keep=(descriptor,))
            if self.held:
                self._install(lambda files, known: {})
            worker.serve(self.package, Line(descriptor, descriptor))
            code = 0
        finally:
            os._exit(code)

    def _end(self, pid):
        """Kill a worker, its process group and all that it left behind; its wait status."""
        self.running.discard(pid)
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        status = 0
        with contextlib.suppress(ChildProcessError):
            status = os.waitpid(pid, 0)[1]
        while strays := self.children.pids() - self.running:
            for stray in strays:
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(stray, signal.SIGKILL)
                    os.waitpid(stray, 0)
        return status

    def end_all(self):
        """End the workers that still run."""
        for pid in list(self.running):
            self._end(pid)


class Children:
    """The processes that this one started, and those that were left to it.

    The list is opened in time: a host cannot open files any more.
    """

    def __init__(self):
        me, self.descriptor = os.getpid(), -1
        with contextlib.suppress(OSError):  # A kernel without it: seccomp's are in the group.
            self.descriptor = os.open(f"/proc/{me}/task/{me}/children", os.O_RDONLY)

    def pids(self) -> set[int]:
        if self.descriptor < 0:
            return set()
        return {int(pid) for pid in os.pread(self.descriptor, 2**16, 0).split()}


def _silence(*streams):
    """These streams lead nowhere, so that no print reaches the grader's terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nowhere, stream)
