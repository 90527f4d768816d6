"""Starts workers by asking a zygote to fork them."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import sys
import threading
import traceback
from collections import deque
from typing import NamedTuple

from ..core.assignment import VARIABLE, current
from .channels import SocketChannel
from .limits import ONE_THREAD
from .protections import END, FORK, HOLD, KNOW, NUMBER, RELEASE, Protection
from .starters import (
    KEPT_VARIABLES,
    START_SECONDS,
    NotStarted,
    SandboxFault,
    Started,
    command,
    environment,
)

SAID_BY_A_SHELL = ("PATH", "HOME", "LANG", "LC_CTYPE", "PWD", "_")
HARMLESS_VARIABLES = {*KEPT_VARIABLES, *ONE_THREAD, *SAID_BY_A_SHELL, VARIABLE}


class Control:
    """The line to one zygote: orders go, and numbers come back in the order of the orders."""

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.connection.settimeout(START_SECONDS)
        self.waiting: deque[Reply] = deque()
        self.protections = self._reply()

    def tell(self, order: bytes, number: int) -> Reply:
        """Tell the zygote something; its reply will come."""
        self.connection.sendall(order + NUMBER.pack(number))
        return self._reply()

    def fork(self) -> Forked:
        """Have a worker forked."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                order = FORK + NUMBER.pack(0)
                socket.send_fds(self.connection, [order], [theirs.fileno()])
        except BaseException:
            ours.close()
            raise
        return Forked(ours, self._reply())

    def send(self, order: bytes, data: bytes = b""):
        """Hand something over; there is no reply."""
        self.connection.sendall(order + NUMBER.pack(len(data)) + data)

    def _reply(self) -> Reply:
        reply = Reply(self)
        self.waiting.append(reply)
        return reply

    def read(self):
        """Read one more number; SandboxFault where the zygote is gone."""
        data = self.connection.recv(NUMBER.size, socket.MSG_WAITALL)
        if len(data) < NUMBER.size:
            raise SandboxFault("the process that starts workers is gone")
        self.waiting.popleft().value = NUMBER.unpack(data)[0]


class Reply:
    """A number that will come."""

    def __init__(self, control: Control):
        self.control = control
        self.value: int | None = None

    def number(self) -> int:
        """The number; waits until it is there."""
        while self.value is None:
            self.control.read()
        return self.value


class Forked(NamedTuple):
    """A worker that the zygote was told to fork, and the grader's end of the line to it."""

    line: socket.socket
    pid: Reply

    def lives(self) -> bool:
        """Whether nobody has ended it: its end of the line is open."""
        poll = select.poll()
        poll.register(self.line, 0)  # for what is always told: that it is closed
        return not poll.poll(0)


class ForkStarter:
    """Starts workers by asking a zygote to fork; a zygote that is gone is replaced.

    Of a correct submission one worker is needed, which may be expected. Of others it is one after
    another: from the second on, the next is forked while the grader is busy with one.
    """

    def __init__(self):
        self._launch(_fork_here if _nothing_to_hide() else _start_python)

    def _launch(self, launch):
        ours, theirs = socket.socketpair()
        self.control = Control(ours)
        self.submission: bytes | None = None
        self.next: Forked | None = None
        self.begun: bool = False
        with theirs:
            self.zygote = launch(theirs)

    def protections(self) -> Protection:
        """What the zygote says when it is ready; waits for that."""
        return Protection(self.control.protections.number())

    def know(self, files: bytes):
        """Files, encoded, that submissions have in common: they are compiled only once."""
        self.control.send(KNOW, files)

    def expect(self, submission: bytes):
        """Fork a worker with a submission's files, encoded, for the next start, and do not wait."""
        with contextlib.suppress(OSError, SandboxFault):  # Whoever starts it is told.
            self._expect(submission)

    def start(self, submission: bytes) -> Started:
        """A worker with a submission's files, encoded. NotStarted where its zygote is lost."""
        try:
            return self._start(submission)
        except (OSError, SandboxFault) as error:
            self.close()
            self._launch(_start_python)
            raise NotStarted(f"no worker can be started ({error})") from error

    def _start(self, submission) -> Started:
        forked, self.next = self._expect(submission), None
        try:
            self.next = self.control.fork() if self.begun else None
            self.begun = True
            pid = forked.pid.number()
        except BaseException:
            forked.line.close()
            raise
        ending = _Ending(self.control, pid)
        return Started(SocketChannel(forked.line), pid, ending.end, ending.status)

    def _expect(self, submission) -> Forked:
        if submission is not self.submission:
            self._hold(submission)
        elif self.next and not self.next.lives():
            self.next.line.close()
            self.next = None
        self.next = self.next or self.control.fork()
        return self.next

    def _hold(self, submission):
        """Give the zygote what its next workers will hold."""
        if self.next:
            self.next.line.close()
            self.control.tell(END, self.next.pid.number())
            self.next = None
        if self.submission is not None:
            self.control.send(RELEASE)
        self.control.send(HOLD, submission)
        self.submission = submission
        self.begun = False

    def close(self):
        """End the zygote, which ends its workers."""
        if self.next:
            self.next.line.close()
        self.control.connection.close()
        self.zygote.wait()


class _Ending:
    """Ends a worker once. Without its zygote it is gone already."""

    def __init__(self, control: Control, pid: int):
        self.control = control
        self.pid = pid
        self.reply: Reply | None = None

    def end(self) -> Reply:
        if self.reply is None:
            try:
                self.reply = self.control.tell(END, self.pid)
            except OSError:
                self.reply = Reply(self.control)
                self.reply.value = 0
        return self.reply

    def status(self) -> int:
        try:
            return self.end().number()
        except (OSError, SandboxFault):
            return 0


def _nothing_to_hide() -> bool:
    """Whether this process may itself be forked: it holds no answers and nobody's environment."""
    return (
        not any(name in sys.modules for name in _knowing())
        and HARMLESS_VARIABLES.issuperset(os.environ)
        and threading.active_count() == 1
    )


def _knowing():
    """The modules that hold answers."""
    one = current()
    return ("autograder.grading.reference", one.package, *one.questions, *one.mistakes)


class _Child:
    """A forked zygote, as its parent sees it."""

    def __init__(self, pid: int):
        self.pid = pid

    def wait(self):
        os.waitpid(self.pid, 0)


def _fork_here(theirs: socket.socket) -> _Child:
    """A zygote that shares the NumPy of this process, which so is loaded only once."""
    from . import zygote

    if pid := os.fork():
        return _Child(pid)
    try:
        zygote.leave_grader(keep=theirs.fileno())
        zygote.main(theirs.detach())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _start_python(theirs: socket.socket):
    """A zygote in a Python of its own."""
    import subprocess

    return subprocess.Popen(
        command("zygote", str(theirs.fileno())),
        env=environment(),
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
