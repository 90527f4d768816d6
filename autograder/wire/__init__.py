"""Plain data as bytes, and back: the only thing that crosses between grader and worker.

With this you can send None, booleans, integers of 64 bits, floats, strings,
bytes, lists, tuples, dicts with string keys, numeric NumPy arrays, References to what does
not travel, and nothing else. The decoder trusts no byte: every length is checked against
what is there before anything is allocated, and depth and the number of values are bounded.
Never pickle: a pickle runs code in the process that reads it.

What the grader sends may hold the same and is read by a worker, which has to trust it anyway:
`pack` and `unpack` go by marshal, in a third of the time. MessagePack's library in C was tried for
both ways: it writes half as fast as `encode`, and the bounds, exact types and References would
have stayed ours to write.
"""

from __future__ import annotations

from .form import (
    MAX_ANSWER_BYTES,
    MAX_DEPTH,
    MAX_FRAME_BYTES,
    MAX_VALUES,
    Reference,
    Refused,
)
from .reading import decode
from .requests import pack, resolved, unpack
from .writing import Encoded, encode

__all__ = [
    "MAX_ANSWER_BYTES",
    "MAX_DEPTH",
    "MAX_FRAME_BYTES",
    "MAX_VALUES",
    "Encoded",
    "Reference",
    "Refused",
    "decode",
    "encode",
    "pack",
    "resolved",
    "unpack",
]
