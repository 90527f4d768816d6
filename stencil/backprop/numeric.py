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
    """Worked example: the curvature of f along each entry of x.

        d2f/dx_i^2  is about  (f(x + h e_i) - 2 f(x) + f(x - h e_i)) / h^2

    where e_i is 1 at entry i and 0 elsewhere.

    f: a function of one array that returns a number. x: an array of any shape.
    Returns an array of the shape of x. It evaluates f at 2d + 1 points, where d
    is the number of entries.

    >>> second_difference(lambda x: x[0] ** 2 + x[1] ** 3, [3, 4]).round(3)
    array([ 2., 24.])
    """
    x = np.array(x, dtype=float)  # a copy in float64: as an integer, 3 + 0.0001 would be cut to 3
    here = f(x)
    curvature = np.zeros_like(x)
    for i in np.ndindex(x.shape):  # every index of x, whatever its shape: (0, 0), (0, 1), ...
        e_i = np.zeros_like(x)
        e_i[i] = 1
        curvature[i] = (f(x + h * e_i) - 2 * here + f(x - h * e_i)) / h**2
    return curvature


def forward_difference(f, x, h=1e-6):
    """The gradient of f at x, measured with one step forward along each entry.

        df/dx_i  is about  (f(x + h e_i) - f(x)) / h

    f: a function of one array that returns a number.
    x: an array with one axis or more. Integers count as floats. It is not changed.
    h: the step, in the units of x.
    Returns the gradient, an array of the shape of x. Halve h, and its error halves.
    """
    # TODO(6.1): Move one entry at a time, and start each time from the same x. How many
    # times do you need f(x) itself?
    raise NotImplementedError("6.1 forward_difference is yours to write")


def central_difference(f, x, h=1e-5):
    """The gradient of f at x, measured with a step to either side along each entry.

        df/dx_i  is about  (f(x + h e_i) - f(x - h e_i)) / (2 h)

    Arguments and result are as in `forward_difference`. Halve h, and the error
    falls to a quarter.
    """
    # TODO(6.1): How far apart are the two points at which you evaluate f?
    raise NotImplementedError("6.1 central_difference is yours to write")


def numeric_jacobian(f, x, h=1e-5):
    """The Jacobian of f at x, by central differences: J[k, i] = df_k / dx_i.

    f: a function of one array, (d,), that returns an array, (m,).
    x: (d,). Integers count as floats. It is not changed.
    h: the step, in the units of x.
    Returns J, (m, d): a row for each output, a column for each input.
    """
    # TODO(6.2): One step to either side of x_i gives you the derivatives of all m outputs at
    # once. Is that a row of J, or a column?
    raise NotImplementedError("6.2 numeric_jacobian is yours to write")


def gradient_check(f, gradient, x):
    """How far gradient(x) is from the numeric derivatives of f: one relative error.

        ||a - b|| / (||a|| + ||b||),  with a = gradient(x) and b = central differences

    where ||.|| is the Euclidean norm over all entries. It is 0 when a and b are
    equal and 1 at most.

    f: a function of one array that returns a number.
    gradient: a function of the same array that returns what is claimed to be
      the gradient of f, an array of the shape of x.
    x: an array with one axis or more. Integers count as floats, and f and gradient get floats.
      It is not changed.

    Returns a float, never NaN:
    - below 1e-5 if the gradient is correct, even if both are 0, or b is rounding
      noise of about 1e-11 instead of 0: what is 0/0?
    - above 1e-3 if it is wrong: in its sign, or by 2 percent, or in the sign of one entry
      of a hundred; even if all of its entries are as small as 1e-6;
    - 1 if the shape of gradient(x) is not that of x, or if a number in it is NaN or
      infinite.
    A kink of f nearer to x than h, such as that of |x| at 0, fools the measurement,
    and so the check.
    """
    # TODO(6.3): Measure with central_difference, and compare. Then ask what your check says
    # when both are 0, when the shapes differ, and when a number is NaN.
    raise NotImplementedError("6.3 gradient_check is yours to write")
