"""Scripts that only call the function."""

import copy

import numpy as np

from .judging.wording import assigned
from .scripts import script


def _written_twice(name, inputs):
    arguments, others = ", ".join(inputs), ", ".join(_doubled(*item) for item in inputs.items())
    return f"{name}({arguments}); {name}({others}); {name}({arguments})", assigned(inputs)


def _doubled(name, value):
    """What `_other` makes of a value, as Python; the items of a list are of one kind."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return f"2 * {name}"
    if isinstance(value, list) and value:
        item = _doubled("one", value[0])
        return name if item == "one" else f"[{item} for one in {name}]"
    if isinstance(value, tuple) and value:
        items = [_doubled(f"{name}[{index}]", item) for index, item in enumerate(value)]
        return f"({', '.join(items)},)" if any("2 * " in item for item in items) else name
    return name


@script(is_call=True, written=_written_twice)
def call_twice(package, name, inputs):
    """What the function returns for read-only arguments, and again for equal ones.

    In between it is called with other values, so that an answer that was kept
    from an earlier call shows.
    """
    function = package.find(name)

    def read_only():
        return [package.give(value, "read-only") for value in copy.deepcopy(list(inputs.values()))]

    first = function(*read_only())
    function(*(_other(value) for value in copy.deepcopy(list(inputs.values()))))
    return [first, function(*read_only())]


def float_places(inputs):
    """Where in the inputs of a function arrays of floats stand: ["W", "params[0][1]"]."""
    return [place for name, value in inputs.items() for place in _float_places(value, name)]


def _float_places(value, place):
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        yield place
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _float_places(item, f"{place}[{index}]")


def whole(inputs, places, dtype):
    """The inputs with whole numbers of this type in the float arrays at these places.

    Only 0 becomes 0. A place is that of an array, or of a list that it is in.
    """
    return {name: _whole(value, name, places, dtype) for name, value in inputs.items()}


def _whole(value, here, places, dtype):
    if isinstance(value, (list, tuple)):
        within = [f"{here}[{index}]" for index in range(len(value))]
        inside = within if here in places else places
        items = (_whole(item, at, inside, dtype) for item, at in zip(value, within, strict=True))
        return type(value)(items)
    if here in places and isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return (np.sign(value) * np.ceil(np.abs(value))).astype(dtype)
    return value


def _written(name, inputs):
    """The bad call alone: before it the good one has been found to be right, most often."""
    return f"{name}(bad)", assigned(inputs, "bad")


@script(written=_written)
def refusal(package, name, inputs):
    """What the function answers for `good`, and the text of its ValueError for `bad`, if any.

    A function that refuses everything does not refuse what is bad.
    """
    good = package.find(name)(inputs["good"])
    return refused(good, lambda: package(name)(inputs["bad"]))


def refused(good, attempt):
    """A good answer beside the text of the ValueError that the attempt raises, or None."""
    try:
        attempt()
    except ValueError as error:
        return {"good": good, "refused": str(error)}
    return {"good": good, "refused": None}


def _other(value):
    """The same kind of value with its float arrays doubled."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return 2 * value
    if isinstance(value, (list, tuple)):
        return type(value)(_other(item) for item in value)
    return value
