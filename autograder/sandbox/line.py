"""The worker's end of the line to the grader."""

from __future__ import annotations

import os
import struct

READY = b"ready"
"""A worker's first frame, before it runs anything of a submission."""

FRAME_HEADER = struct.Struct("<I")


def framed(content: bytes) -> bytes:
    """The content behind its length."""
    return FRAME_HEADER.pack(len(content)) + content


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
        received = bytearray(self.rest)
        while len(received) < count:
            piece = os.read(self.read_descriptor, min(max(count - len(received), 2**16), 2**20))
            if not piece:
                break
            received += piece
        self.rest = bytes(received[count:])
        return bytes(received[:count])

    def write_frame(self, content: bytes):
        """Send a frame, whole."""
        data = memoryview(framed(content))
        while data:
            data = data[os.write(self.write_descriptor, data) :]
