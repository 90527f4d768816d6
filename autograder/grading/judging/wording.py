"""The words that a student reads. Plain characters only: some consoles know no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...core.records import Ask, Raised
from ...core.untrusted import INDENT, in_line, shown
from ...sandbox.functions import laid_out, mapped
from .compare import Difference
from .numbers import (
    beside,
    from_digit,
    in_words,
    indented,
    named,
    packed,
    place_of,
    show,
    told_apart,
)

PASTED_ENTRIES, PASTED_LETTERS = 40, 1_000
"""Of arrays with more entries the shapes are shown, of other things with more letters the start."""
SHAPES_ALONE = " of shape"
"""So the statement goes on: it cannot be pasted."""
WRITTEN_OUT = 4
"""Equal numbers are written one by one if there are no more of them."""
WRONG_SHAPE_LINES = 8
"""Of an array of the wrong shape its numbers are shown if they take no more lines."""
READ_ONLY = "def read_only(array): array.flags.writeable = False; return array"


def show_call(ask: Ask) -> str:
    """The call as a student would write it, and its arguments, to be pasted into Python."""
    called, statements = written(ask)
    told, needed = f"called     {indented(called)}", packed(statements, "; ")
    return f"{told}\nwith       {needed}" if needed else told


def written(ask: Ask) -> tuple[str, Sequence[str]]:
    """The call, and a statement for each thing that it needs; arrays as they are handed over."""
    inputs = {name: _handed_over(value, ask.layout) for name, value in ask.inputs.items()}
    if ask.script is not None and ask.script.written is not None:
        called, statements = ask.script.written(ask.name, inputs)
    else:
        arguments = ", ".join(inputs) if ask.script is None or ask.script.is_call else "..."
        called, statements = f"{ask.name}({arguments})", assigned(inputs)
    if ask.assigned is not None:
        statements = ask.assigned(inputs)
    needed = [READ_ONLY] if any("read_only(" in one for one in statements) else []
    return called, [*needed, *statements]


def _handed_over(value, layout):
    """A copy of an input, whose arrays lie in memory, and can be changed, as the student's do."""
    copied = mapped(lambda one: one.copy("C") if isinstance(one, np.ndarray) else one, value)
    return laid_out(copied, layout)


def assigned(inputs: Mapping, *names: str) -> list[str]:
    """`name = value` for each of the inputs, or for those of these names."""
    chosen = names or tuple(inputs)
    return [_assigned(name, inputs[name]) for name in chosen if name in inputs]


def _assigned(name, value):
    """A statement that Python reads; of what is large, the shapes."""
    entries = _entries(value)
    if entries <= PASTED_ENTRIES:
        text = _written(value)
        return f"{name} = {text if entries else in_line(text, PASTED_LETTERS)}"
    plural = "" if isinstance(value, np.ndarray) else "s"
    return f"{name}{SHAPES_ALONE}{plural} {_shapes(value)}"


def _entries(value):
    """How many numbers in arrays have to be written out."""
    if isinstance(value, np.ndarray):
        return 1 if _made_by(value) else max(value.size, 1)
    if isinstance(value, (list, tuple)):
        return sum(map(_entries, value))
    if isinstance(value, Mapping):
        return sum(map(_entries, value.values()))
    return 0


def _written(value):
    if isinstance(value, np.ndarray):
        text = _laid_out(value)
        return text if value.flags.writeable else f"read_only({text})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))}{',' * (len(value) == 1)})"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name!r}: {_written(item)}' for name, item in value.items())}}}"
    return in_line(repr(value), 100)


def _laid_out(array):
    """An array as it lies in memory: that of another's transpose, or of every second entry."""
    made = _made_by(array)
    if array.flags.c_contiguous:
        return made or f"np.array({array.tolist()})"
    if array.ndim == 1:
        return f"np.repeat({made or array.tolist()}, 2)[::2]"
    return f"{_laid_out(array.T)}.T"


def _made_by(array):
    """The function of NumPy that makes an array of this kind; an empty text where none does."""
    if array.dtype != np.float64 or array.ndim == 0:
        return ""
    if array.shape == 2 * (len(array),) != (1, 1) and np.array_equal(array, np.eye(len(array))):
        return f"np.eye({len(array)})"
    if array.size <= WRITTEN_OUT or np.ptp(array) or np.any(np.signbit(array)):
        return ""
    first, shape = float(array.flat[0]), array.shape if array.ndim > 1 else array.size
    name = {0.0: "zeros", 1.0: "ones"}.get(first)
    return f"np.{name}({shape})" if name else f"np.full({shape}, {first!r})"


def _shapes(value):
    """What is large in one line, an array in it as its shape."""
    if isinstance(value, np.ndarray):
        return str(value.shape)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shapes(item)}" for name, item in value.items())
    if not isinstance(value, (list, tuple)):
        return show(value)
    items = map(_shapes, value[:6])
    more = ", ..." if len(value) > 6 else ""
    return f"[{', '.join(items)}{more}]"


def show_difference(
    ask: Ask, difference: Difference, where: str = "", names: Sequence[str] = ()
) -> str:
    """What was called, what was returned, what was expected, and by how much it is off.

    Of an answer in several parts the one `where` it differs is shown, and named. `names` are
    those of the numbers, where an answer is no array that was returned.
    """
    got, want = told_apart(
        lambda digits: (_got(difference, digits, names), _want(difference, digits, names))
    )
    part = f"{where}: " if where else ""
    lines = [show_call(ask), *beside(f"returned   {part}{got}", f"expected   {part}{want}")]
    if difference.error == difference.error:
        lines += in_words(difference, ask.inputs, names)
    return "\n".join(lines)


def _got(difference, digits, names):
    if difference.kind == "type" and not isinstance(difference.got, (list, tuple)):
        return f"{show(difference.got)} ({type(difference.got).__name__})"
    shown = _shown(difference.got, difference, digits, names)
    if difference.kind == "shape" and shown.count("\n") > WRONG_SHAPE_LINES:
        return shown.splitlines()[0]
    return shown


def _want(difference, digits, names):
    if difference.kind in ("type", "shape") and isinstance(difference.want, np.ndarray):
        return f"numbers of shape {difference.want.shape}"
    return _shown(difference.want, difference, digits, names)


def _shown(value, difference, digits, names):
    if names and isinstance(value, np.ndarray) and value.shape == (len(names),):
        return named(value, names, digits)
    return show(value, digits, place_of(difference))


def summarize_difference(difference: Difference, place: str) -> str:
    """The kind of failure and its size, without values."""
    of = f" of {place}" if place else ""
    if difference.kind == "type":
        return f"the answer{of} has the wrong type"
    if difference.kind == "shape":
        return f"the shape{of} is wrong"
    if difference.kind == "finite":
        return f"the numbers{of} are not all finite"
    if difference.error == difference.error:
        one = np.ndim(difference.want) == 0
        wrong = f"{place or 'the value'} is wrong" if one else f"the values{of} are wrong"
        return f"{wrong}{from_digit(difference)}"
    return f"the answer{of} is wrong"


def show_raised(raised: Raised) -> str:
    """An exception, to stand behind a word: type and text, below them the place and its line."""
    message = f": {raised.message}" if raised.message else ""
    said = shown(f"{raised.type}{message}")
    if not raised.file:
        return said
    place = f"at {in_line(raised.file)}, line {raised.line}: {in_line(raised.code)}".rstrip(": ")
    return f"{said}\n{INDENT}{place}"
