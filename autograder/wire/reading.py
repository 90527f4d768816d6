"""Bytes as plain data, where they hold it. No byte is trusted."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

import numpy as np

from .form import (
    BARE_FLOAT,
    BARE_INTEGER,
    BARE_REFERENCE,
    DTYPES,
    KINDS,
    LENGTH,
    MAX_ARRAY_DIMENSIONS,
    MAX_ARRAYS,
    MAX_DEPTH,
    MAX_FRAME_BYTES,
    MAX_VALUES,
    SHAPE,
    Reference,
    Refused,
)


def decode(data: bytes, most_values: float = MAX_VALUES, find: Callable = lambda found: found):
    """The plain data that `data` holds; Refused if it holds anything else, or too many values.

    In the place of each Reference is what `find` has for it.
    """
    reader = _Reader(data, most_values, find)
    try:
        value = reader.value(0)
    except KeyError:
        raise Refused("an unknown kind of data") from None
    except (IndexError, struct.error):
        raise Refused("the data ends too early") from None
    if reader.position != len(data):
        raise Refused("bytes left over after the value")
    return value


class _Reader:
    """Walks over untrusted bytes. Beyond their end, `struct` or an index raises.

    It runs for each number outside of arrays: what is short here is written out, not called.
    """

    def __init__(self, data, most_values, find):
        self.find = find
        self.data = data
        self.end = len(data)
        self.position = 0
        self.values_left = most_values
        self.arrays = 0

    def value(self, depth):
        at = self.position
        self.position = at + 1
        return _READERS[self.data[at]](self, depth)

    def take(self, count):
        start = self.position
        self.position = end = start + count
        if end > self.end:
            raise Refused("the data ends too early")
        return self.data[start:end]

    def items(self, depth):
        """How many values are one level deeper: as many as the rest of the data could hold."""
        (count,) = LENGTH.unpack_from(self.data, self.position)
        self.position += LENGTH.size
        return self.bounded(count, depth)

    def bounded(self, count, depth):
        """So many values that are one level deeper; Refused where there cannot be so many."""
        self.values_left -= count
        if count > self.end - self.position:
            raise Refused("a length beyond the end of the data")
        if depth >= MAX_DEPTH or self.values_left < 0:
            raise Refused("data nested too deep, or too many values")
        return count

    def none(self, depth):
        return None

    def true(self, depth):
        return True

    def false(self, depth):
        return False

    def float(self, depth):
        (number,) = BARE_FLOAT.unpack_from(self.data, self.position)
        self.position += BARE_FLOAT.size
        return number

    def integer(self, depth):
        (number,) = BARE_INTEGER.unpack_from(self.data, self.position)
        self.position += BARE_INTEGER.size
        return number

    def text(self, depth):
        try:
            return str(self.bytes(depth), "utf-8")
        except UnicodeDecodeError:
            raise Refused("text that is no UTF-8") from None

    def name(self, depth):
        """A text, and nothing else."""
        if self.data[self.position] != _TEXT:
            raise Refused("a name that is no string")
        self.position += 1
        return self.text(depth)

    def bytes(self, depth):
        at = self.position
        start = at + LENGTH.size
        self.position = end = start + LENGTH.unpack_from(self.data, at)[0]
        if end > self.end:
            raise Refused("a length beyond the end of the data")
        return self.data[start:end]

    def list(self, depth):
        data, below = self.data, depth + 1
        found = []
        for _ in range(self.items(depth)):
            at = self.position
            self.position = at + 1
            found.append(_READERS[data[at]](self, below))
        return found

    def tuple(self, depth):
        return tuple(self.list(depth))

    def mapping(self, depth):
        below = depth + 1
        return {self.name(depth): self.value(below) for _ in range(self.items(depth))}

    def array(self, depth):
        self.arrays += 1
        if self.arrays > MAX_ARRAYS:
            raise Refused("too many arrays")
        code, dimensions = self.take(2)
        if code >= len(DTYPES) or dimensions > MAX_ARRAY_DIMENSIONS:
            raise Refused("an unknown kind of array")
        dtype = DTYPES[code]
        shape = SHAPE[dimensions].unpack(self.take(8 * dimensions))
        # Python integers do not overflow, and a zero in the shape must not hide a huge one.
        if shape and max(shape) > MAX_FRAME_BYTES:
            raise Refused("an array that is too long")
        data = self.take(math.prod(shape) * dtype.itemsize)
        try:
            return np.frombuffer(data, dtype).reshape(shape).copy()
        except ValueError:  # a zero in the shape, and the rest beyond all bounds
            raise Refused("an array that is too long") from None

    def objects(self, depth):
        """An array of objects, each a value of its own."""
        (dimensions,) = self.take(1)
        if dimensions > MAX_ARRAY_DIMENSIONS:
            raise Refused("an unknown kind of array")
        shape = SHAPE[dimensions].unpack(self.take(8 * dimensions))
        array = np.empty(self.bounded(math.prod(shape), depth), dtype=object)
        for place in range(array.size):
            array[place] = self.value(depth + 1)
        try:
            return array.reshape(shape)
        except ValueError:
            raise Refused("an array that is too long") from None

    def reference(self, depth):
        return self.find(Reference(*self.kind_and_number()))

    def named_reference(self, depth):
        kind, number = self.kind_and_number()
        return self.find(Reference(kind, number, self.name(depth)))

    def kind_and_number(self):
        kind, number = BARE_REFERENCE.unpack_from(self.data, self.position)
        self.position += BARE_REFERENCE.size
        if kind >= len(KINDS):
            raise Refused("an unknown kind of reference")
        return KINDS[kind], number


_READERS: dict[int, Callable] = {
    ord("N"): _Reader.none,
    ord("T"): _Reader.true,
    ord("F"): _Reader.false,
    ord("f"): _Reader.float,
    ord("i"): _Reader.integer,
    ord("s"): _Reader.text,
    ord("b"): _Reader.bytes,
    ord("l"): _Reader.list,
    ord("t"): _Reader.tuple,
    ord("d"): _Reader.mapping,
    ord("a"): _Reader.array,
    ord("o"): _Reader.objects,
    ord("r"): _Reader.reference,
    ord("R"): _Reader.named_reference,
}
_TEXT = ord("s")
