"""The words that a student reads. Plain characters only: some consoles know no others."""

from __future__ import annotations

import itertools
import math
import reprlib
from collections.abc import Mapping, Sequence

import numpy as np

from ...core.records import Ask, Raised
from ...core.untrusted import INDENT, in_line, shown
from .compare import Difference

SHOWN_ENTRIES, SHOWN_ROWS = 24, 3
"""An array with more entries, or twice as many rows, is shown by its ends."""
PASTED_ENTRIES = 40
LINE = 100
"""What fits beside another thing in one line."""
SAME_RATIO = 1e-6
WRONG_SHAPE_LINES = 8
"""Of an array of the wrong shape its numbers are shown if they take no more lines."""
DIGITS = (4, 8, 15)
"""Digits of what was returned and expected: more where the first ones agree."""


def indented(text: str) -> str:
    """The kit's own text whose further lines stand under its first, behind a word on the left."""
    return text.replace("\n", "\n" + INDENT)


def show_call(ask: Ask) -> str:
    """The call as a student would write it, and its arguments, to be pasted into Python."""
    called, statements = written(ask)
    packed = _packed(statements)
    return f"called     {called}\nwith       {packed}" if packed else f"called     {called}"


def written(ask: Ask) -> tuple[str, Sequence[str]]:
    """The call, and a statement for each thing that it needs."""
    if ask.script is not None and ask.script.written is not None:
        return ask.script.written(ask.name, ask.inputs)
    arguments = ", ".join(ask.inputs) if ask.script is None or ask.script.is_call else "..."
    return f"{ask.name}({arguments})", assigned(ask.inputs)


def assigned(inputs: Mapping, *names: str) -> list[str]:
    """`name = value` for each of the inputs, or for those of these names."""
    chosen = names or tuple(inputs)
    return [_assigned(name, inputs[name]) for name in chosen if name in inputs]


def _assigned(name, value):
    """A statement that Python reads; of what is large, the shapes."""
    if _entries(value) <= PASTED_ENTRIES:
        return f"{name} = {_written(value)}"
    return f"{name} of shape{'' if isinstance(value, np.ndarray) else 's'} {_shapes(value)}"


def _packed(statements):
    """The statements, as many in a line as fit."""
    lines: list[str] = []
    for statement in statements:
        together = f"{lines[-1]}; {statement}" if lines else ""
        if together and len(together) <= LINE - len(INDENT):
            lines[-1] = together
        else:
            lines.append(statement)
    return indented("\n".join(lines))


def _entries(value):
    if isinstance(value, np.ndarray):
        return max(value.size, 1)
    if isinstance(value, (list, tuple)):
        return sum(map(_entries, value))
    if isinstance(value, Mapping):
        return sum(map(_entries, value.values()))
    return 1


def _written(value):
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))}{',' * (len(value) == 1)})"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name!r}: {_written(item)}' for name, item in value.items())}}}"
    return in_line(repr(value), 100)


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


def show(value, digits: int = DIGITS[0]) -> str:
    """A value in a few lines: an array as its shape and its numbers, or their ends."""
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return f"{value:.{2 * digits}g}"
        noise = np.max(np.abs(value), initial=0.0) >= 1e-3 if value.dtype.kind == "f" else True
        unsigned = value + 0.0 if value.dtype.kind == "f" else value  # -0. is 0.
        tall = value.ndim > 1 and len(value) > 2 * SHOWN_ROWS
        few, ends = (0, SHOWN_ROWS) if tall else (SHOWN_ENTRIES, 2)
        text = np.array2string(
            unsigned, precision=digits, suppress_small=noise, threshold=few, edgeitems=ends
        )
        return indented(f"shape {value.shape}" + ("\n" if "\n" in text else ": ") + text)
    if isinstance(value, float):
        return f"{value:.{2 * digits}g}"
    if isinstance(value, str):
        return shown(value, 100)
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    return reprlib.repr(value)


def show_difference(ask: Ask, difference: Difference, where: str = "") -> str:
    """What was called, what was returned, what was expected, and by how much it is off.

    Of an answer in several parts the one `where` it differs is shown, and named.
    """
    lines = [show_call(ask)]
    got, want = _told_apart(lambda digits: (_got(difference, digits), _want(difference, digits)))
    part = f"{where}: " if where else ""
    lines += _beside(f"returned   {part}{got}", f"expected   {part}{want}")
    if difference.error == difference.error:
        lines += _in_words(difference)
    return "\n".join(lines)


def _beside(left, right):
    """Two texts row by row beside each other, where one has several and both fit."""
    rows = [text.splitlines() for text in (left, right)]
    width = max(map(len, rows[0])) + 3
    if len(rows[0]) < 3 or width + max(map(len, rows[1])) > LINE:
        return [left, right]
    paired = itertools.zip_longest(*rows, fillvalue="")
    return [f"{one:<{width}}{other}".rstrip() or INDENT for one, other in paired]


def _told_apart(written):
    """Two texts, with as many digits as it takes until they differ."""
    texts = (written(digits) for digits in DIGITS)
    return next((both for both in texts if both[0] != both[1]), written(DIGITS[-1]))


def _got(difference, digits):
    if difference.kind == "type" and not isinstance(difference.got, (list, tuple)):
        return f"{show(difference.got)} ({type(difference.got).__name__})"
    shown = show(difference.got, digits)
    if difference.kind == "shape" and shown.count("\n") > WRONG_SHAPE_LINES:
        return shown.splitlines()[0]
    return shown


def _want(difference, digits):
    if difference.kind in ("type", "shape") and isinstance(difference.want, np.ndarray):
        return f"numbers of shape {difference.want.shape}"
    return show(difference.want, digits)


@np.errstate(all="ignore")
def _in_words(difference):
    """How the numbers lie to what is expected: a common factor, or where the worst one is."""
    got, want = difference.got + 0.0, np.asarray(difference.want) + 0.0  # -0. is 0.
    ratio = _ratio(got, want)
    alone = got.size == 1
    if ratio is not None and (not alone or _telling(ratio)):
        return [f"which is   {_factor(ratio)}"]
    return [] if alone else [f"look at    {_worst(got, want)}"]


def _telling(ratio):
    """Whether it says something of a single number, which always has a ratio."""
    whole = max(ratio, 1 / ratio)
    return abs(ratio + 1) < SAME_RATIO or (ratio > 0 and abs(whole - np.rint(whole)) < SAME_RATIO)


def _factor(ratio):
    if abs(ratio + 1) < SAME_RATIO:
        return "correct but for its sign"
    if ratio < 0:
        return f"{ratio:.4g} times what is expected"
    large = ratio > 1
    return f"{_short(ratio)} times too large" if large else f"{_short(1 / ratio)} times too small"


def _short(factor):
    return f"{factor:,.0f}" if 1e3 <= factor < 1e6 else f"{factor:.4g}"


def _from_digit(difference):
    """Where what nearly agrees begins to differ."""
    # Below 1e-8 an error is no share of what is wanted, and counts no digits.
    near = 0 < difference.error < 1e-3 and np.max(np.abs(difference.want), initial=0.0) >= 1e-8
    return f" from the {math.ceil(-math.log10(difference.error))}th digit on" if near else ""


def _ratio(got, want):
    """The one number by which all of `want` would have to be multiplied; None where none is."""
    at = int(np.argmax(np.abs(want)))
    ratio = got.flat[at] / want.flat[at] if want.any() else 0.0
    close = np.max(np.abs(got - ratio * want)) <= SAME_RATIO * np.max(np.abs(got))
    return ratio if close and ratio and abs(ratio - 1) > 1e-3 else None


def _worst(got, want):
    index = np.unravel_index(int(np.argmax(np.abs(got - want))), got.shape)
    where = ", ".join(map(str, index))
    one, other = _told_apart(
        lambda digits: (f"{got[index]:.{digits + 2}g}", f"{want[index]:.{digits + 2}g}")
    )
    return f"[{where}]: {one} returned, {other} expected"


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
        return f"{wrong}{_from_digit(difference)}"
    return f"the answer{of} is wrong"


def show_raised(raised: Raised) -> str:
    """An exception, to stand behind a word: type and text, below them the place and its line."""
    message = f": {raised.message}" if raised.message else ""
    said = shown(f"{raised.type}{message}")
    if not raised.file:
        return said
    place = f"at {in_line(raised.file)}, line {raised.line}: {in_line(raised.code)}".rstrip(": ")
    return f"{said}\n{INDENT}{place}"
