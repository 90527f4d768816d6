"""With this module the tests compare arrays, and say in words how two arrays differ."""

import numpy as np
from answers import relative_error


def numeric_derivative(f, x, h=1e-3):
    """All slopes of f at x, measured and not derived.

    f: takes an array of the shape of x, returns a number or an array.
    Returns an array of shape f(x).shape + x.shape. It walks along each input in
    turn, two steps to either side, so its error is of order h^4: about 1e-11 here.
    """
    x = np.asarray(x, dtype=float)
    slopes = []
    for direction in np.eye(x.size):
        step = h * direction.reshape(x.shape)
        near = np.subtract(f(x + step), f(x - step))
        far = np.subtract(f(x + 2 * step), f(x - 2 * step))
        slopes.append((8 * near - far) / (12 * h))
    return np.stack(slopes, axis=-1).reshape(np.shape(f(x)) + x.shape)


def fingerprint(got, want, tolerance=1e-5):
    """A sentence about the way in which got is wrong, or "" where no pattern is seen."""
    got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
    if got.shape != want.shape:
        return _fingerprint_of_shape(got, want, tolerance)

    def alike(a, b):
        return a.shape == b.shape and relative_error(a, b) <= tolerance

    if want.any() and not got.any():
        return "What was returned is all zeros."
    if want.ndim == 2 and alike(got.T, want):
        return "It is the transpose of what is expected: which index is the row?"
    diagonal = want * np.eye(*want.shape) if want.ndim == 2 else want
    if not alike(diagonal, want) and alike(got, diagonal):
        return "Only the diagonal is right: what about the entries off the diagonal?"
    cut = not _is_whole(want) and _is_whole(got)
    if cut and np.all(np.abs(got - want) <= 1):
        return "These are whole numbers: was a fraction cut off? Work with floats (dtype=float)."
    if alike(got, want) and np.array_equal(got, got.astype(np.float32)):
        return "The numbers are float32, with few digits: work in float64, NumPy's default."
    if alike(got, want):
        return "The first digits are right: is this measured by small steps, or rounded?"
    return _fingerprint_of_ratio(got, want, tolerance)


def _is_whole(array):
    return np.array_equal(array, np.trunc(array))


def _fingerprint_of_shape(got, want, tolerance):
    if got.ndim == 2 and got.T.shape == want.shape and relative_error(got.T, want) <= tolerance:
        return "It is the transpose of what is expected: which index is the row?"
    square = want.ndim == 2 and got.shape == want.shape[:1] == want.shape[1:]
    if square and relative_error(got, np.diag(want)) <= tolerance:
        return "These are the slopes: a Jacobian is a matrix, so where in it do they stand?"
    if got.size == want.size and relative_error(got.ravel(), want.ravel()) <= tolerance:
        return "The numbers are right, only the shape is not."
    if got.ndim == want.ndim + 1 and relative_error(got.sum(axis=0), want) <= tolerance:
        return "Summed over its first axis it would be right."
    return ""


def _fingerprint_of_ratio(got, want, tolerance):
    size = np.vdot(want, want)
    ratio = float(np.vdot(want, got) / size) if size > 0 else 0.0
    if ratio == 0 or abs(ratio - 1) < 1e-3 or relative_error(got, ratio * want) > tolerance:
        return ""
    if np.ptp(want) == 0 and min(abs(ratio - telling) for telling in (-1, 2, 0.5)) > tolerance:
        return ""  # of a single number, or of equal ones, any ratio fits
    if abs(ratio + 1) < 1e-3:
        return "Only the sign is wrong."
    what = "Every entry" if want.size > 1 else "It"
    return f"{what} is {_as_a_ratio(ratio)} times what is expected: a factor is lost or too many."


def _as_a_ratio(ratio):
    sign, size = ("-" if ratio < 0 else ""), abs(ratio)
    inverse = round(1 / size)
    if size < 1 and inverse and abs(inverse * size - 1) < 1e-3:
        return f"{sign}1/{inverse}"
    return f"{sign}{size:.4g}"


def show(value, rows=6):
    """A value as short text in ASCII: small arrays whole, of large ones the shape and a corner."""
    if isinstance(value, (float, np.floating)):
        return f"{value:.8g}"
    if callable(value):
        return f"the function {getattr(value, '__name__', '')}".strip()
    if isinstance(value, np.random.Generator):
        return "a random Generator"
    if isinstance(value, (list, tuple)) and not all(map(np.isscalar, value)):
        return _show_nested(value)
    if not isinstance(value, np.ndarray):
        text = ascii(value)
        return text if len(text) <= 200 else text[:200] + " ..."
    return _show_array(value, rows)


def _show_nested(value):
    """A list of arrays, such as params: only shapes, since the numbers would fill the screen."""
    opening, closing = "[]" if isinstance(value, list) else "()"
    inner = ", ".join(
        f"array{v.shape}" if isinstance(v, np.ndarray)
        else _show_nested(v) if isinstance(v, (list, tuple))
        else show(v)
        for v in value[:4]
    )  # fmt: skip
    return opening + inner + (f", ... {len(value)} in all" if len(value) > 4 else "") + closing


def _show_array(array, rows):
    if array.ndim == 0:
        return show(array.item())
    head = f"array of shape {array.shape}"
    if array.size == 0:
        return head
    if array.ndim > 2:
        return f"{head}, its first entries: {_numbers(array.reshape(-1)[:8])}"
    if array.ndim == 1:
        more = " ..." if array.size > 12 else ""
        return f"{head}: {_numbers(array[:12])}{more}"
    if array.shape[0] <= rows and array.shape[1] <= 8:
        return f"{head}\n{_numbers(array)}"
    return f"{head}\n{_numbers(array[:3, :5])}\n..."


def _numbers(array):
    return np.array2string(array, precision=5, max_line_width=88, threshold=10**6)


def copy_of(argument):
    """A copy of an argument, laid out as it is; arrays inside lists and tuples included."""
    if isinstance(argument, (list, tuple)):
        return type(argument)(copy_of(a) for a in argument)
    return argument.copy(order="K") if isinstance(argument, np.ndarray) else argument


def unchanged(before, after):
    """Whether an argument still equals its copy. Only lists, tuples and arrays can change."""
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if isinstance(before, np.ndarray) and before.dtype != object:
        return np.array_equal(before, after)
    return True
