"""Probes that only call the function."""

import copy

import numpy as np

from . import probe


@probe
def call(functions, name, inputs):
    """What the function returns."""
    return functions(name)(*inputs.values())


@probe
def call_twice(functions, name, inputs):
    """What the function returns for read-only arguments, and again for equal ones.

    In between it is called with other values, so that an answer that was kept
    from an earlier call shows.
    """
    function = functions(name)
    first = function(*_read_only(inputs))
    function(*(_other(value) for value in copy.deepcopy(list(inputs.values()))))
    return [first, function(*_read_only(inputs))]


@probe
def refusal(functions, name, inputs):
    """What the function does with `bad`, once it has answered for `good`.

    A function that refuses everything does not refuse what is bad.
    """
    function = functions(name)
    try:
        function(inputs["good"])
    except ValueError:
        return "good arguments are refused as well"
    return function(inputs["bad"])


def _read_only(inputs):
    values = copy.deepcopy(list(inputs.values()))
    for value in values:
        _freeze(value)
    return values


def _freeze(value):
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, (list, tuple)):
        for item in value:
            _freeze(item)


def _other(value):
    """The same kind of value with its float arrays doubled."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return 2 * value
    if isinstance(value, (list, tuple)):
        return type(value)(_other(item) for item in value)
    return value
