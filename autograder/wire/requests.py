"""What the grader sends to a worker: the same plain data, read and written by marshal, in C.

marshal is not made for the bytes of an enemy. A worker has to trust the grader; the grader reads
a worker's bytes by `decode` alone.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any

import numpy as np

from .form import CODE_OF_DTYPE, MAX_FRAME_BYTES, Reference, Refused
from .reading import decode
from .writing import Refer, encode, is_plain

WITHOUT_SHARING = 2
"""The last version of marshal's in which a list that is there twice arrives as two lists."""

LEAVES = frozenset({type(None), bool, int, float, str, bytes})
"""What marshal takes as it is. What it does not know is a tuple that begins with Ellipsis, which
is no plain data: an array, a number of NumPy's, a Reference, or what `encode` has made of a rarer
value."""


def pack(message, refer: Refer | None = None) -> bytes:
    """A message as bytes. For a part that is no plain data, what `refer` makes of it."""
    data = marshal.dumps(_packed(message, refer), WITHOUT_SHARING)
    if len(data) > MAX_FRAME_BYTES:
        raise Refused(f"{len(data)} bytes of data, where {MAX_FRAME_BYTES} are allowed")
    return data


def _packed(value, refer):
    kind = type(value)
    if kind is list or kind is tuple:
        return kind([item if type(item) in LEAVES else _packed(item, refer) for item in value])
    if kind is dict:
        return {key: _packed(item, refer) for key, item in value.items()}
    if kind is Reference:
        return (..., *value)
    if kind is np.ndarray and value.dtype in CODE_OF_DTYPE:
        return (..., value.tobytes(), value.dtype.str, value.shape)
    if kind in LEAVES:
        return value
    if issubclass(kind, np.generic) and value.dtype in CODE_OF_DTYPE:
        return (..., value.tobytes(), value.dtype.str, None)
    if refer is None or is_plain(kind):
        return (..., encode(value, refer))
    found = refer(value)
    return (..., *found) if type(found) is Reference else _packed(found, refer)


def unpack(data: bytes) -> Any:
    """A message whose structure can be read; its values are to be `resolved`."""
    return marshal.loads(data)


def resolved(value, find: Callable[[Reference], Any]) -> Any:
    """A value out of a message, with what `find` has for each Reference in it."""
    kind = type(value)
    if kind is tuple:
        if value and value[0] is ...:
            return _other(find, *value[1:])
    elif kind is dict:
        return {key: resolved(item, find) for key, item in value.items()}
    elif kind is not list:
        return value
    return kind([item if type(item) in LEAVES else resolved(item, find) for item in value])


def _other(find, first, *rest):
    if type(first) is str:
        return find(Reference(first, *rest))
    if not rest:
        return decode(first, find=find)
    dtype, shape = rest
    found = np.frombuffer(first, dtype)
    return found[0] if shape is None else found.reshape(shape).copy()
