"""What holds other values, gone through."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np


def mapped(change: Callable[[Any], Any], value: Any) -> Any:
    """The value with `change` made of each thing in its lists, tuples, dicts and object arrays."""
    kind = type(value)
    if kind is list or kind is tuple:
        return kind(map(partial(mapped, change), value))
    if kind is dict:
        return {key: mapped(change, item) for key, item in value.items()}
    if kind is np.ndarray and value.dtype.kind == "O":
        for place in np.ndindex(value.shape):
            value[place] = mapped(change, value[place])
        return value
    return change(value)
