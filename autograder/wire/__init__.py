"""Plain data as bytes, and back: the only thing that crosses between grader and worker.

With this you can send None, booleans, integers of 64 bits, floats, strings,
bytes, lists, tuples, dicts with string keys and numeric NumPy arrays, and
nothing else. The decoder trusts no byte: every length is checked against what is there
before anything is allocated, and depth and the number of values are bounded.
Never pickle: a pickle runs code in the process that reads it.
"""

from __future__ import annotations

from .form import MAX_ANSWER_BYTES, MAX_DEPTH, MAX_FRAME_BYTES, MAX_VALUES, Refused
from .reading import decode
from .writing import Encoded, encode

__all__ = [
    "MAX_ANSWER_BYTES",
    "MAX_DEPTH",
    "MAX_FRAME_BYTES",
    "MAX_VALUES",
    "Encoded",
    "Refused",
    "decode",
    "encode",
]
