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


def second_difference(f, x, h=1e-4):
    x = np.array(x, dtype=float)  # a copy in float64: as an integer, 3 + 0.0001 would be cut to 3
    here = f(x)
    curvature = np.zeros_like(x)
    for i in np.ndindex(x.shape):  # every index of x, whatever its shape: (0, 0), (0, 1), ...
        e_i = np.zeros_like(x)
        e_i[i] = 1
        curvature[i] = (f(x + h * e_i) - 2 * here + f(x - h * e_i)) / h**2
    return curvature


def _moved(x, i, step):
    """A copy of x whose entry i is larger by step."""
    x = x.copy()
    x[i] += step
    return x


def forward_difference(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    here = float(f(x.copy()))
    slopes = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        slopes[i] = (float(f(_moved(x, i, h))) - here) / h
    return slopes


def central_difference(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    slopes = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        slopes[i] = (float(f(_moved(x, i, h))) - float(f(_moved(x, i, -h)))) / (2 * h)
    return slopes


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    columns = []
    for i in range(len(x)):
        # np.array copies: f may hand out the same array each time
        ahead = np.array(f(_moved(x, i, h)), dtype=float)
        behind = np.array(f(_moved(x, i, -h)), dtype=float)
        columns.append((ahead - behind) / (2 * h))
    return np.stack(columns, axis=1) if columns else np.zeros((len(f(x)), 0))


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
    x = np.array(x, dtype=float)
    a = np.array(gradient(x.copy()), dtype=float)
    if a.shape != x.shape or not np.isfinite(a).all():
        return 1.0

    h = 1e-5
    largest = 0.0  # of the values of f near x: the rounding of f grows with it

    def watched(point):
        nonlocal largest
        value = float(f(point))
        largest = max(largest, abs(value))
        return value

    b = central_difference(watched, x, h)
    if not np.isfinite(b).all():
        return 1.0  # nothing was measured, so nothing is confirmed
    # Differences below this are rounding, and the h^2 of the method, not mistakes. It is far
    # below 2 percent of 1e-6.
    noise = max(1e-9, np.finfo(float).eps * largest / h)
    scale = max(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0))
    if scale <= noise / 2:
        return 0.0  # both are 0, as far as one can tell
    a, b = a / scale, b / scale  # so that no square overflows
    error = np.abs(a - b)
    error[error <= noise / scale] = 0.0
    return min(1.0, float(np.linalg.norm(error) / (np.linalg.norm(a) + np.linalg.norm(b))))
