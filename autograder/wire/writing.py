"""Plain data as bytes."""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.answers import as_real, is_masked
from .form import (
    ARRAY,
    CODE_OF_DTYPE,
    FLOAT,
    INTEGER,
    KINDS,
    MAX_ARRAY_DIMENSIONS,
    MAX_DEPTH,
    MAX_FRAME_BYTES,
    REFERENCE,
    SHAPE,
    SIZED,
    Reference,
    Refused,
)

Refer = Callable[[Any], Any]


def encode(
    value,
    refer: Refer | None = None,
    most_bytes: int = MAX_FRAME_BYTES,
    most_parts: float = math.inf,
) -> bytes:
    """`value` as bytes. For a part of it that is no plain data, what `refer` makes of it.

    Without `refer`, numbers of other kinds are floats, and all else is Refused, named.
    Refused too where it is larger than `most_bytes`, or is made of more than `most_parts`
    numbers, texts, arrays and lists.
    """
    parts = _Parts(refer)
    _encode(value, parts, 0)
    data = b"".join(parts)
    if len(data) > most_bytes:
        raise Refused(f"{len(data)} bytes of data, where {most_bytes} are allowed")
    if len(parts) > most_parts:
        raise Refused(f"more than {most_parts} numbers outside of arrays")
    return data


class _Parts(list[bytes]):
    """What has been written so far, and how to refer to what cannot be written."""

    def __init__(self, refer):
        super().__init__()
        self.refer = refer


class Encoded(bytes):
    """A value that is encoded already, as a part of another one."""


def _encode(value, parts, depth):
    if depth > MAX_DEPTH:
        raise Refused(f"data nested more than {MAX_DEPTH} levels deep")
    kind: Any = type(value)
    encoder = _ENCODERS.get(kind) or _encoder_of_subclass(kind)
    encoder(value, parts, depth)


@functools.lru_cache(maxsize=64)
def _encoder_of_subclass(kind: Any) -> Callable:
    for base, encoder in _ENCODERS.items():
        if issubclass(kind, base):
            return encoder
    return _encode_other


def is_plain(kind: Any) -> bool:
    """Whether values of this type, or of a base class of it, are plain data."""
    return _encoder_of_subclass(kind) is not _encode_other


def _encode_other(value, parts, depth):
    _encode((parts.refer or _as_float)(value), parts, depth + 1)


def _as_float(value):
    """A number of another kind, as one or as an array of floats."""
    plain = as_real(value)
    if plain is None:
        dtype = f", dtype {str(value.dtype)[:40]}" if isinstance(value, np.ndarray) else ""
        raise Refused(f"a value of type {type(value).__name__}{dtype}")
    return plain if plain.ndim else float(plain)


def _encode_reference(value, parts, depth):
    letter = b"R" if value.name else b"r"
    parts.append(REFERENCE.pack(letter, KINDS.index(value.kind), value.number))
    if value.name:
        _encode_text(value.name, parts, depth)


def _encode_none(value, parts, depth):
    parts.append(b"N")


def _encode_boolean(value, parts, depth):
    parts.append(b"T" if value else b"F")


def _encode_encoded(value, parts, depth):
    parts.append(value)


def _encode_array(value, parts, depth):
    if type(value) is not np.ndarray:
        if is_masked(value):
            raise Refused("an array with masked entries")
        value = np.asarray(value)  # a matrix is an array like any other
    native = value.dtype.newbyteorder("<")
    code = CODE_OF_DTYPE.get(native)
    if value.dtype == object and value.size and value.ndim:
        _encode_objects(value, parts, depth)
    elif code is None:
        _encode_other(value, parts, depth)
    elif value.ndim > MAX_ARRAY_DIMENSIONS:
        raise Refused(f"an array of {value.ndim} dimensions")
    else:
        data = value.astype(native, copy=False).tobytes()
        parts += (b"a", ARRAY[value.ndim].pack(code, value.ndim, *value.shape), data)


def _encode_objects(value, parts, depth):
    """An array of objects: of numbers, as floats; else with a reference for each object."""
    if parts.refer is None:
        return _encode_list(value.tolist(), parts, depth)
    plain = as_real(value)
    if plain is not None:
        return _encode_array(plain, parts, depth)
    if value.ndim > MAX_ARRAY_DIMENSIONS:
        raise Refused(f"an array of {value.ndim} dimensions")
    parts += (b"o", bytes([value.ndim]), SHAPE[value.ndim].pack(*value.shape))
    for item in value.flat:
        _encode(item, parts, depth + 1)


def _encode_numpy_scalar(value, parts, depth):
    plain = value.item()
    if type(plain) in (bool, int, float):
        _encode(plain, parts, 0)
    else:
        _encode_other(value, parts, depth)


def _encode_float(value, parts, depth):
    parts.append(FLOAT.pack(b"f", value))


def _encode_integer(value, parts, depth):
    try:
        parts.append(INTEGER.pack(b"i", value))
    except struct.error:
        _encode(_as_float(value), parts, 0)


def _encode_text(value, parts, depth):
    text = value.encode("utf-8", "backslashreplace")
    parts += (SIZED.pack(b"s", len(text)), text)


def _encode_bytes(value, parts, depth):
    parts += (SIZED.pack(b"b", len(value)), value)


def _encode_list(value, parts, depth):
    parts.append(SIZED.pack(b"l", len(value)))
    for item in value:
        _encode(item, parts, depth + 1)


def _encode_tuple(value, parts, depth):
    parts.append(SIZED.pack(b"t", len(value)))
    for item in value:
        _encode(item, parts, depth + 1)


def _encode_dict(value, parts, depth):
    parts.append(SIZED.pack(b"d", len(value)))
    for key, item in value.items():
        if not isinstance(key, str):
            raise Refused(f"a dict with a key of type {type(key).__name__}")
        _encode_text(key, parts, depth)
        _encode(item, parts, depth + 1)


# By exact type; values of other types are looked for among their base classes, in this order.
_ENCODERS: dict[type, Callable] = {
    type(None): _encode_none,
    bool: _encode_boolean,
    np.ndarray: _encode_array,
    np.float64: _encode_numpy_scalar,
    np.generic: _encode_numpy_scalar,
    float: _encode_float,
    int: _encode_integer,
    str: _encode_text,
    Encoded: _encode_encoded,
    bytes: _encode_bytes,
    list: _encode_list,
    tuple: _encode_tuple,
    dict: _encode_dict,
    Reference: _encode_reference,
}
