"""Plain data as bytes, and back: the only thing that crosses between grader and worker.

With this you can send None, booleans, integers of 64 bits, floats, strings,
bytes, lists, tuples, dicts with string keys and numeric NumPy arrays, and
nothing else. The decoder trusts no byte: every length is checked against what is there
before anything is allocated, and depth and the number of values are bounded.
Never pickle: a pickle runs code in the process that reads it.
"""

from __future__ import annotations

import struct

import numpy as np

MAX_FRAME_BYTES = 16 * 2**20
MAX_DEPTH = 100
MAX_VALUES = 1_000_000
MAX_ARRAYS = 10_000
MAX_ARRAY_DIMENSIONS = 8

DTYPES = ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
_CODE_OF_DTYPE = {np.dtype(name): code for code, name in enumerate(DTYPES)}

_LENGTH = struct.Struct("<I")
_INTEGER = struct.Struct("<q")
_FLOAT = struct.Struct("<d")


class Refused(ValueError):
    """A value is no plain data, or bytes do not hold plain data."""


def encode(value) -> bytes:
    """`value` as bytes. Refused, naming the kind, where a part of it is no plain data."""
    parts: list[bytes] = []
    _encode(value, parts, 0)
    data = b"".join(parts)
    if len(data) > MAX_FRAME_BYTES:
        raise Refused(f"{len(data)} bytes of data, where {MAX_FRAME_BYTES} are allowed")
    return data


def _encode(value, parts, depth):
    if depth > MAX_DEPTH:
        raise Refused(f"data nested more than {MAX_DEPTH} levels deep")
    if value is None:
        parts.append(b"N")
    elif value is True or value is False:
        parts.append(b"T" if value else b"F")
    elif isinstance(value, np.ndarray):
        _encode_array(value, parts)
    elif isinstance(value, np.generic):
        _encode_numpy_scalar(value, parts)
    elif isinstance(value, float):
        parts.append(b"f" + _FLOAT.pack(value))
    elif isinstance(value, int):
        _encode_integer(value, parts)
    elif isinstance(value, str):
        _encode_text(b"s", value, parts)
    elif isinstance(value, bytes):
        parts.append(b"b" + _LENGTH.pack(len(value)) + value)
    elif isinstance(value, (list, tuple)):
        parts.append((b"l" if isinstance(value, list) else b"t") + _LENGTH.pack(len(value)))
        for item in value:
            _encode(item, parts, depth + 1)
    elif isinstance(value, dict):
        _encode_dict(value, parts, depth)
    else:
        raise Refused(f"a value of type {type(value).__name__}")


def _encode_array(value, parts):
    if type(value) is not np.ndarray:
        raise Refused(f"a value of type {type(value).__name__}, not a plain NumPy array")
    native = value.dtype.newbyteorder("<") if value.dtype.byteorder == ">" else value.dtype
    code = _CODE_OF_DTYPE.get(native)
    if code is None:
        raise Refused(f"an array of dtype {str(value.dtype)[:40]}, which holds no plain numbers")
    if value.ndim > MAX_ARRAY_DIMENSIONS:
        raise Refused(f"an array of {value.ndim} dimensions")
    # Not ascontiguousarray: it turns a scalar array into one of shape (1,).
    data = value.astype(native, copy=False).tobytes()
    dimensions = struct.pack(f"<{value.ndim}Q", *value.shape)
    parts.append(b"a" + bytes([code, value.ndim]) + dimensions + data)


def _encode_numpy_scalar(value, parts):
    plain = value.item()
    if type(plain) not in (bool, int, float):
        raise Refused(f"a value of type numpy.{type(value).__name__}")
    _encode(plain, parts, 0)


def _encode_integer(value, parts):
    try:
        parts.append(b"i" + _INTEGER.pack(value))
    except struct.error:
        raise Refused("an integer of more than 64 bits") from None


def _encode_text(tag, value, parts):
    text = value.encode("utf-8", "backslashreplace")
    parts.append(tag + _LENGTH.pack(len(text)) + text)


def _encode_dict(value, parts, depth):
    parts.append(b"d" + _LENGTH.pack(len(value)))
    for key, item in value.items():
        if not isinstance(key, str):
            raise Refused(f"a dict with a key of type {type(key).__name__}")
        _encode_text(b"s", key, parts)
        _encode(item, parts, depth + 1)


def decode(data: bytes):
    """The plain data that `data` holds; Refused if it holds anything else."""
    reader = _Reader(data)
    value = reader.value(0)
    if reader.position != len(data):
        raise Refused("bytes left over after the value")
    return value


class _Reader:
    """Walks over untrusted bytes."""

    def __init__(self, data):
        self.data = data
        self.position = 0
        self.values = 0
        self.arrays = 0

    def take(self, count):
        end = self.position + count
        if end > len(self.data):
            raise Refused("the data ends too early")
        taken = self.data[self.position : end]
        self.position = end
        return taken

    def length(self):
        """A number of items that the rest of the data could really hold."""
        (count,) = _LENGTH.unpack(self.take(4))
        if count > len(self.data) - self.position:
            raise Refused("a length beyond the end of the data")
        return count

    def text(self):
        try:
            return self.take(self.length()).decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("text that is no UTF-8") from None

    def value(self, depth):
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            raise Refused("data nested too deep, or too many values")
        tag = self.take(1)
        if tag in _CONSTANTS:
            return _CONSTANTS[tag]
        if tag == b"f":
            return _FLOAT.unpack(self.take(8))[0]
        if tag == b"i":
            return _INTEGER.unpack(self.take(8))[0]
        if tag == b"s":
            return self.text()
        if tag == b"b":
            return self.take(self.length())
        if tag == b"a":
            return self.array()
        if tag == b"l":
            return [self.value(depth + 1) for _ in range(self.length())]
        if tag == b"t":
            return tuple([self.value(depth + 1) for _ in range(self.length())])
        if tag == b"d":
            return self.mapping(depth)
        raise Refused("an unknown kind of data")

    def mapping(self, depth):
        result = {}
        for _ in range(self.length()):
            if self.take(1) != b"s":
                raise Refused("a dict with a key that is no string")
            key = self.text()
            result[key] = self.value(depth + 1)
        return result

    def array(self):
        code, dimensions = self.take(2)
        self.arrays += 1
        if self.arrays > MAX_ARRAYS:
            raise Refused("too many arrays")
        if code >= len(DTYPES) or dimensions > MAX_ARRAY_DIMENSIONS:
            raise Refused("an unknown kind of array")
        shape = struct.unpack(f"<{dimensions}Q", self.take(8 * dimensions))
        dtype = np.dtype(DTYPES[code])
        # Python integers do not overflow, and a zero in the shape must not hide a huge one.
        size = 1
        for length in shape:
            if length > MAX_FRAME_BYTES:
                raise Refused("an array that is too long")
            size *= length
        data = self.take(size * dtype.itemsize)
        try:
            return np.frombuffer(data, dtype).reshape(shape).copy()
        except ValueError:  # a zero in the shape, and the rest beyond all bounds
            raise Refused("an array that is too long") from None


_CONSTANTS = {b"N": None, b"T": True, b"F": False}
