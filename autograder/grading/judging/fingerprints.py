"""Hints for wrong answers that look like something: a transpose, a lost factor, a flipped sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from ...core.answers import as_real, relative_error
from .compare import Difference
from .numbers import entrywise_error, simple_ratio

CLOSE = 1e-8
FLOAT32 = 1e-5
FEW_DIGITS = 1e-3


def fingerprint(difference: Difference, inputs: Mapping[str, object]) -> str:
    """A sentence on what a wrong answer looks like; empty where nothing is recognised."""
    if difference.kind == "shape":
        return _shape(difference.got, difference.want, inputs)
    if difference.kind != "value" or not isinstance(difference.got, np.ndarray):
        return ""
    got, want = difference.got, np.asarray(difference.want)
    if got.shape != want.shape:
        return ""  # what was compared is a view of both
    for recognise in (
        _float32,
        _first_digits,
        partial(_constant_ratio, inputs=inputs),
        _transposed,
        _diagonal_only,
        _truncated,
    ):
        if hint := recognise(got, want):
            # Of an answer with several arrays, one was compared.
            return hint.replace("your answer", "a part of your answer") if difference.path else hint
    return _input_returned(got, inputs)


def in_general(difference: Difference) -> str:
    """What is true of any answer of this kind, and says less than what a family's hint may say."""
    if difference.kind != "finite":
        return ""
    count, size = int(np.sum(~np.isfinite(difference.got))), difference.got.size
    return (
        f"{count} of {size} numbers are NaN or infinite: look for an exp that overflows, "
        "a division by zero, or the log of zero."
    )


def _same(got, want):
    return got.shape == want.shape and relative_error(got, want) <= CLOSE


def _shape(got, want, inputs):
    if not (isinstance(got, np.ndarray) and isinstance(want, np.ndarray)):
        return ""
    if got.ndim >= 2 and got.shape == want.shape[::-1]:
        return (
            "your shape is the transpose of the expected one: a Jacobian has a row for each "
            "output and a column for each input, and W has shape (out, in)."
        )
    if got.ndim < want.ndim and got.shape == _without_ones(want.shape):
        return (
            f"of the shape {want.shape} an axis of length 1 is lost: what in your code removes it, "
            "such as squeeze, ravel, a sum, or an index where x[i:i+1] would keep it?"
        )
    if got.ndim > want.ndim and want.shape == _without_ones(got.shape):
        return (
            f"your shape {got.shape} has an axis of length 1 too many: what in your code adds it, "
            "such as keepdims, reshape(-1, 1), np.newaxis, or a slice x[i:i+1] for x[i]?"
        )
    rows = [name for name, value in inputs.items() if _rows(value) == got.shape != (1,)]
    if rows and got.ndim == 1:
        return f"it has a number for each row of {rows[0]}: is a sum taken over the wrong axis?"
    return ""


def _without_ones(shape):
    return tuple(length for length in shape if length != 1)


def _rows(value):
    return value.shape[:1] if isinstance(value, np.ndarray) else None


def _constant_ratio(got, want, inputs):
    ratio = simple_ratio(got, want, inputs)
    if ratio is None or (got.size == 1 and ratio != -1):
        return ""
    if ratio == -1:
        return "your answer is right but for its sign."
    return (
        f"your answer is exactly {_number(ratio)} times the right one: a factor is missing, "
        "counted twice, or multiplies where it should divide. Is it a 2, or a number of rows, "
        "columns or examples?"
    )


def _number(ratio):
    return f"{ratio:,.0f}" if ratio > 1 else f"1/{1 / ratio:,.0f}"


def _transposed(got, want):
    if got.ndim >= 2 and got.shape[-1] == got.shape[-2] and _same(got, np.swapaxes(want, -1, -2)):
        return "your answer is the transpose of the right one: rows are outputs, columns inputs."
    return ""


def _diagonal_only(got, want):
    if want.ndim == 2 and want.shape[0] == want.shape[1] > 1 and got.shape == want.shape:
        diagonal = np.diag(np.diag(want))
        if _same(got, diagonal) and not _same(want, diagonal):
            return "the diagonal is right and the rest is 0: does an output depend on other inputs?"
    return ""


def _float32(got, want):
    with np.errstate(over="ignore"):
        rounded = got.astype(np.float32)
    if np.array_equal(got, rounded) and relative_error(got, want) <= FLOAT32:
        return "the numbers have the precision of float32: work in float64 throughout."
    return ""


def _first_digits(got, want):
    error = entrywise_error(got, want)
    if 0 < error <= FEW_DIGITS:
        digits = int(-np.log10(error) + 1e-6)
        return (
            f"your answer agrees with what is expected to about {digits} digits: what is a little "
            "off, such as a step, a rounding, a small term more, or a point that has moved?"
        )
    return ""


def _truncated(got, want):
    if not np.any(got):
        return ""  # whatever is tiny was taken for 0, perhaps
    if np.array_equal(got, np.trunc(want)) and not np.array_equal(want, np.trunc(want)):
        return (
            "the numbers are cut to integers: an array made from integers holds integers, "
            "so make it float64 first."
        )
    return ""


def _input_returned(got, inputs):
    if got.size < 2 or np.ptp(got) == 0:
        return ""  # by chance, a number is soon one of the inputs
    for name, value in inputs.items():
        numbers = as_real(value)
        if numbers is not None and _same(got, numbers):
            return f"these are the numbers of {name}: does your code hand on what it was given?"
    return ""


def which_parts(value, expected, same: Callable[..., bool], place: Callable[..., str]) -> str:
    """Of several arrays, such as a network's gradients, which are right; empty for one alone."""
    verdicts: dict[str, bool] = {}
    for path, want in _leaves(expected):
        try:
            got = value
            for step in path:
                got = got[step]
        except (TypeError, LookupError):
            return ""
        name = place(path).partition("[")[0] or place(path)
        verdicts[name] = verdicts.get(name, True) and same(got, want)
    right = [name for name, holds in verdicts.items() if holds]
    wrong = [name for name, holds in verdicts.items() if not holds]
    if not right or not wrong:
        return ""
    return f"{_are(right)} correct, {_are(wrong)} not"


def _leaves(expected, path=()):
    if isinstance(expected, (list, tuple)):
        for index, item in enumerate(expected):
            yield from _leaves(item, (*path, index))
    elif isinstance(expected, np.ndarray):
        yield path, expected


def _are(names):
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{', '.join(names[:-1][:6])}{', ...' if len(names) > 7 else ''} and {names[-1]} are"
