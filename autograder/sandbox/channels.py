"""The grader's end of a line to a worker. Every read and write has a deadline."""

from __future__ import annotations

import contextlib
import io
import queue
import socket
import struct
import threading
from functools import partial
from typing import BinaryIO

from .deadlines import Deadline
from .line import received

A_MOMENT = struct.pack("ll", 0, 50_000)
"""A timeval of 50 ms."""


class Closed(Exception):
    """The other end is gone."""


class SocketChannel:
    """A line over a connected socket.

    The kernel ends each wait after a moment, whatever the deadline: to set another one for each
    message would double its system calls. The deadline is asked for each message sent, so that
    no worker that answers and answers goes on for ever.
    """

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.rest = b""
        for side in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            connection.setsockopt(socket.SOL_SOCKET, side, A_MOMENT)

    def send(self, data: bytes, deadline: Deadline):
        deadline.patience()
        rest = memoryview(data)
        while rest:
            rest = rest[self._within(deadline, self.connection.send, rest) :]

    def receive(self, count: int, deadline: Deadline) -> bytes:
        read = partial(self._within, deadline, self.connection.recv)
        taken, self.rest = received(self.rest, count, read)
        if len(taken) < count:
            raise Closed
        return taken

    @staticmethod
    def _within(deadline, action, operand):
        while True:
            try:
                return action(operand)
            except BlockingIOError:
                deadline.patience()
            except OSError:
                raise Closed from None

    def close(self):
        self.connection.close()


class PipeChannel:
    """A line over a process's standard streams, for systems without a zygote.

    Pipes know no deadlines on Windows, so threads read and write them.
    """

    def __init__(self, stdin: BinaryIO, stdout: io.BufferedReader):
        self.stdin = stdin
        self.stdout = stdout
        self.received: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self.rest = b""
        self.sent: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        for work in (self._read, self._write):
            threading.Thread(target=work, daemon=True).start()

    def _read(self):
        with contextlib.suppress(ValueError):  # closed meanwhile
            while piece := self.stdout.read1(2**20):
                self.received.put(piece)
        self.received.put(b"")

    def send(self, data: bytes, deadline: Deadline):
        self.sent.put(data)

    def _write(self):
        while data := self.sent.get():
            try:
                self.stdin.write(data)
                self.stdin.flush()
            except (OSError, ValueError):
                return  # The reader sees that the process is gone.

    def receive(self, count: int, deadline: Deadline) -> bytes:
        while len(self.rest) < count:
            try:
                piece = self.received.get(timeout=deadline.patience())
            except queue.Empty:
                continue
            if not piece:
                raise Closed
            self.rest += piece
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def close(self):
        self.sent.put(b"")
        for stream in (self.stdin, self.stdout):
            try:
                stream.close()
            except OSError:
                continue
