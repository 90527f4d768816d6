"""Bounds, and how each kind of data looks as bytes: a letter, then what it holds."""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np

MAX_FRAME_BYTES = 16 * 2**20
# What a worker may send. The largest correct answers hold 800 KB, in 100,000 numbers.
MAX_ANSWER_BYTES = 4 * 2**20
MAX_VALUES = 200_000
MAX_DEPTH = 100
MAX_ARRAYS = 10_000
MAX_ARRAY_DIMENSIONS = 8

DTYPES = [
    np.dtype(name)
    for name in ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
]
CODE_OF_DTYPE = {dtype: code for code, dtype in enumerate(DTYPES)}

LENGTH = struct.Struct("<I")
# With the letter before it, as it is written; without, as it is read.
SIZED = struct.Struct("<cI")
INTEGER, BARE_INTEGER = struct.Struct("<cq"), struct.Struct("<q")
FLOAT, BARE_FLOAT = struct.Struct("<cd"), struct.Struct("<d")
SHAPE = [struct.Struct(f"<{n}Q") for n in range(MAX_ARRAY_DIMENSIONS + 1)]
ARRAY = [struct.Struct(f"<BB{n}Q") for n in range(MAX_ARRAY_DIMENSIONS + 1)]


KINDS = ("object", "callback", "generator", "lent")
REFERENCE, BARE_REFERENCE = struct.Struct("<cBq"), struct.Struct("<Bq")


class Reference(NamedTuple):
    """Stands for what does not travel itself.

    An "object" lives in the worker, a "callback" or a "lent" object in the grader; their
    `number` is their place there. Of a random "generator" it is the seed. `name` is an
    object's type, for messages.
    """

    kind: str
    number: int
    name: str = ""


class Refused(ValueError):
    """A value is no plain data, or bytes do not hold plain data."""
