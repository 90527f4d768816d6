"""The worker's end of the line to the grader."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from functools import partial

READY = b"ready"
"""A worker's first frame, before it runs anything of a submission."""

FRAME_HEADER = struct.Struct("<I")


def framed(content: bytes) -> bytes:
    """The content behind its length."""
    return FRAME_HEADER.pack(len(content)) + content


def received(rest: bytes, count: int, read: Callable[[int], bytes]) -> tuple[bytes, bytes]:
    """The next `count` bytes, or fewer at the end, and the rest of what has come.

    `rest` has come already; `read` brings at most so many more, and none at the end.
    """
    if len(rest) < count:
        come = bytearray(rest)
        while len(come) < count and (piece := read(min(max(count - len(come), 2**16), 2**20))):
            come += piece
        rest = bytes(come)
    return rest[:count], rest[count:]


class Line:
    """Frames over descriptors, by read and write alone: the sandbox refuses send and receive."""

    def __init__(self, read_descriptor: int, write_descriptor: int):
        self.read_descriptor = read_descriptor
        self.write_descriptor = write_descriptor
        self.rest = b""

    def read_frame(self) -> bytes | None:
        """The next frame's content; None at the end."""
        header = self._read(FRAME_HEADER.size)
        if len(header) < FRAME_HEADER.size:
            return None
        (length,) = FRAME_HEADER.unpack(header)
        return self._read(length)

    def _read(self, count):
        taken, self.rest = received(self.rest, count, partial(os.read, self.read_descriptor))
        return taken

    def write_frame(self, content: bytes):
        """Send a frame, whole."""
        data = memoryview(framed(content))
        while data:
            data = data[os.write(self.write_descriptor, data) :]
