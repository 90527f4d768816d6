"""Part 6. Numeric differentiation: measure derivatives instead of deriving them.

Given: `second_difference`, complete, as an example of how to move one entry of
x at a time. Yours: `forward_difference` and `central_difference` (6.1),
`numeric_jacobian` (6.2) and `gradient_check` (6.3).

A numeric derivative has two errors that pull in opposite directions:
- the step is not infinitely small. This error falls as h falls: like h for the
  forward difference, like h^2 for the central one.
- f is rounded to 16 digits, and the difference of two almost equal numbers
  keeps few of them. This error grows as 1/h.
The defaults of h below are close to the best for float64.
"""

import numpy as np


def _steps(x, h):
    """h e_i for each entry of x, in the order in which reshape reads them."""
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        yield step


def _measured(f, x):
    """f(x) as a float array of its own: f may hand back x, or one array every time."""
    return np.array(f(x), dtype=float)


def second_difference(f, x, h=1e-4):
    x = np.array(x, dtype=float)  # a copy in float64: as an integer, 3 + 0.0001 would be cut to 3
    here = f(x)
    curvature = np.zeros_like(x)
    for i in np.ndindex(x.shape):  # every index of x, whatever its shape: (0, 0), (0, 1), ...
        e_i = np.zeros_like(x)
        e_i[i] = 1
        curvature[i] = (f(x + h * e_i) - 2 * here + f(x - h * e_i)) / h**2
    return curvature


def forward_difference(f, x, h=1e-6):
    # TODO(6.1): Move one entry at a time, and start each time from the same x. How many
    # times do you need f(x) itself?
    x = np.array(x, dtype=float)
    here = _measured(f, x.copy())
    slopes = [(_measured(f, x + step) - here) / h for step in _steps(x, h)]
    return np.array(slopes).reshape(x.shape)


def central_difference(f, x, h=1e-5):
    # TODO(6.1): How far apart are the two points at which you evaluate f?
    x = np.array(x, dtype=float)
    slopes = [
        (_measured(f, x + step) - _measured(f, x - step)) / (2 * h) for step in _steps(x, h)
    ]
    return np.array(slopes).reshape(x.shape)


def numeric_jacobian(f, x, h=1e-5):
    # TODO(6.2): One step to either side of x_i gives you the derivatives of all m outputs at
    # once. Is that a row of J, or a column?
    x = np.array(x, dtype=float)
    columns = [
        np.atleast_1d(_measured(f, x + step) - _measured(f, x - step)) / (2 * h)
        for step in _steps(x, h)
    ]
    return np.stack(columns, axis=1)


def gradient_check(f, gradient, x):
    """How far gradient(x) is from the numeric derivatives of f: one relative error.

        ||a - b|| / (||a|| + ||b||),  with a = gradient(x) and b = central differences

    where ||.|| is the Euclidean norm over all entries. It is 0 when a and b are
    equal and 1 at most.

    f: a function of one array that returns a number.
    gradient: a function of the same array that returns what is claimed to be
      the gradient of f, an array of the shape of x.
    x: an array with one axis or more. Integers count as floats. It is not changed.

    Returns a float, never NaN:
    - below 1e-5 if the gradient is correct, even if both are 0, or b is rounding
      noise of about 1e-11 instead of 0: what is 0/0?
    - above 1e-3 if it is wrong: in its sign, or by 2 percent, or in one entry of a hundred;
      even if all of its entries are as small as 1e-6;
    - 1 if the shape of gradient(x) is not that of x, or if a number in it is NaN or
      infinite.
    A kink of f nearer to x than h, such as that of |x| at 0, fools the measurement,
    and so the check.
    """
    # TODO(6.3): Measure with central_difference, and compare. Then ask what your check says
    # when both are 0, when the shapes differ, and when a number is NaN.
    x = np.array(x, dtype=float)
    claimed = gradient(x.copy())
    try:
        a = np.array(claimed, dtype=float)
    except (TypeError, ValueError):  # no array of numbers at all
        return 1.0
    if a.shape != x.shape or not np.isfinite(a).all():
        return 1.0
    b = central_difference(f, x)
    if not np.isfinite(b).all():
        return 1.0
    # In this unit no square overflows. It is 1 where all numbers are small.
    unit = max(np.max(np.abs(g), initial=1.0) for g in (a, b))
    a, b = a / unit, b / unit
    distance, total = np.linalg.norm(a - b), np.linalg.norm(a) + np.linalg.norm(b)
    # A distance that small is rounding noise, which is not held against a total near 0.
    floor = 1e-3 if distance < 2e-9 else 0.0
    return float(min(distance / max(total, floor), 1.0))
