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

import math

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


def moved(x, i, step):
    """A copy of x in which entry i is larger by step."""
    copy = x.copy()
    copy[i] = copy[i] + step
    return copy


def forward_difference(f, x, h=1e-6):
    x = np.array(x, dtype=float)  # a copy, in floats
    here = float(f(x.copy()))
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        there = float(f(moved(x, i, h)))
        gradient[i] = (there - here) / h
    return gradient


def central_difference(f, x, h=1e-5):
    x = np.array(x, dtype=float)  # a copy, in floats
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        right = float(f(moved(x, i, h)))
        left = float(f(moved(x, i, -h)))
        gradient[i] = (right - left) / (2 * h)
    return gradient


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=float)  # a copy, in floats
    d = len(x)
    columns = []
    for i in range(d):
        # Copies: f may return the same array each time.
        right = np.array(f(moved(x, i, h)), dtype=float)
        left = np.array(f(moved(x, i, -h)), dtype=float)
        columns.append((right - left) / (2 * h))

    m = len(columns[0]) if d > 0 else len(f(x))
    J = np.zeros((m, d))
    for i in range(d):
        for k in range(m):
            J[k, i] = columns[i][k]
    return J


NOISE = 1e-9  # far above rounding noise (1e-11), far below 2 percent of 1e-6


def all_entries(array):
    """The entries of an array of any shape, as a list of floats."""
    entries = []
    for i in np.ndindex(array.shape):
        entries.append(float(array[i]))
    return entries


def all_finite(entries):
    """Whether no entry is NaN or infinite."""
    for entry in entries:
        if not math.isfinite(entry):
            return False
    return True


def norm(entries):
    """The Euclidean norm of a list of floats."""
    return math.hypot(*entries)  # unlike a sum of squares, it does not overflow on the way


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
    x = np.array(x, dtype=float)  # a copy, in floats
    claimed = np.array(gradient(x.copy()), dtype=float)
    if claimed.shape != x.shape:
        return 1.0
    a = all_entries(claimed)
    if not all_finite(a):
        return 1.0
    b = all_entries(central_difference(f, x))
    if not all_finite(b):
        return 1.0  # nothing was measured that could confirm the gradient

    differences = []
    largest = 0.0
    for i in range(len(a)):
        difference = abs(a[i] - b[i])
        differences.append(difference)
        largest = max(largest, difference)
    if largest <= NOISE:
        return 0.0  # they differ by rounding noise at most; this also covers 0/0

    error = norm(differences) / (norm(a) + norm(b))
    if math.isnan(error):
        return 1.0  # infinity / infinity: the numbers are too large to compare
    return min(error, 1.0)
