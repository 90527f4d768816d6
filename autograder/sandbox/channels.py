"""The grader's end of a line to a worker. Every read and write has a deadline."""

from __future__ import annotations

import contextlib
import io
import queue
import socket
import threading
from typing import BinaryIO

from .deadlines import Deadline


class Closed(Exception):
    """The other end is gone."""


class SocketChannel:
    """A line over a connected socket."""

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.rest = b""

    def send(self, data: bytes, deadline: Deadline):
        rest = memoryview(data)
        while rest:
            rest = rest[self._within(deadline, lambda rest=rest: self.connection.send(rest)) :]

    def receive(self, count: int, deadline: Deadline) -> bytes:
        if len(self.rest) < count:
            received = bytearray(self.rest)
            while len(received) < count:
                received += self._piece(min(max(count - len(received), 2**16), 2**20), deadline)
            self.rest = bytes(received)
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def _piece(self, most, deadline):
        piece = self._within(deadline, lambda: self.connection.recv(most))
        if not piece:
            raise Closed
        return piece

    def _within(self, deadline, action):
        while True:
            self.connection.settimeout(deadline.patience())
            try:
                return action()
            except TimeoutError:
                continue
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
