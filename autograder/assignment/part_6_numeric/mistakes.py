"""Mistakes of part 6."""

import numpy as np

from ...grading.mistakes.catalogue import answer, edit, mistake

FORWARD = "numeric.forward_difference"
CENTRAL = "numeric.central_difference"
JACOBIAN = "numeric.numeric_jacobian"
CHECK = "numeric.gradient_check"


def gradient_by(slope, x):
    """The gradient of slope(x, e_i) over all entries of x."""
    x = np.array(x, dtype=float)
    units = np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([slope(x, e_i) for e_i in units]).reshape(x.shape)


@mistake(
    FORWARD,
    "another formula",
    hint="try it by hand: for f(x) = x^2 at x = 3 with h = 0.5 a forward difference is 6.5, so "
    "what does yours say?",
)
def forward_not_divided(f, x, h=1e-6):
    return gradient_by(lambda x, e_i: f(x + h * e_i) - f(x), x)


@mistake(
    FORWARD,
    "the error does not halve",
    hint="halve h, and the error of a forward difference halves: yours does not, so is h used, "
    "and is one of the two points x itself?",
)
def forward_is_central(f, x, h=1e-6):
    return gradient_by(lambda x, e_i: (f(x + h * e_i) - f(x - h * e_i)) / (2 * h), x)


@mistake(
    FORWARD,
    "a poor step of its own",
    hint="with the h of the tests your answer is right, and with its own h it is not: a step that "
    "is too large is inexact, and one that is too small loses all digits.",
)
def forward_with_large_step(f, x, h=0.1):
    return gradient_by(lambda x, e_i: (f(x + h * e_i) - f(x)) / h, x)


@mistake(
    FORWARD,
    "a step that grows with x",
    hint="far from 0 your error is larger than it should be: h is the step itself, in the units of "
    "x, and not a share of x.",
)
def forward_with_relative_step(f, x, h=1e-6):
    def slope(x, e_i):
        step = h * max(1.0, abs(np.sum(x * e_i)))
        return (f(x + step * e_i) - f(x)) / step

    return gradient_by(slope, x)


@mistake(
    FORWARD,
    "integers stay integers",
    hint="in an array of integers 3 + 0.000001 is cut to 3: work on a copy of x in float64.",
)
def forward_of_integers(f, x, h=1e-6):
    x = np.array(x)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        moved = x.copy()
        moved[i] = moved[i] + h
        slopes[i] = (f(moved) - f(x)) / h
    return slopes


@mistake(
    FORWARD,
    "only for vectors",
    hint="x may have any shape, and x[i] is a whole row where it has two axes: how does the "
    "worked example go through all entries?",
)
def forward_by_rows(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    slopes = np.zeros_like(x)
    for i in range(len(x)):
        moved = x.copy()
        moved[i] += h
        slopes[i] = (f(moved) - f(x)) / h
    return slopes


@mistake(
    FORWARD,
    "x is moved",
    hint="after the call x is no longer what it was: move a copy of x, a fresh one for each entry.",
)
def forward_moves_x(f, x, h=1e-6):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        before = f(x)
        x[i] += h
        slopes[i] = (f(x) - before) / h
    return slopes


@mistake(
    FORWARD,
    "a copy is moved, and not x",
    hint="where x is a transpose, all your slopes are 0: ravel and reshape give a view of some "
    "arrays and a copy of others, so is it x that moves?",
)
def forward_moves_a_copy(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    here, flat, slopes = f(x), x.ravel(), np.zeros(x.size)
    for i in range(x.size):
        flat[i] += h
        slopes[i] = (f(x) - here) / h
        flat[i] -= h
    return slopes.reshape(x.shape)


def axes_at_most_two(slopes):
    """The slopes as loops over rows and columns write them down; a vector's as they are."""
    if slopes.ndim == 1:
        return slopes
    return np.array([[float(slope) for slope in row] for row in slopes])


@mistake(
    FORWARD,
    "only for vectors and matrices",
    hint="x may have any number of axes, also three: for how many are your loops written?",
)
def forward_of_two_axes(f, x, h=1e-6):
    return axes_at_most_two(gradient_by(lambda x, e_i: (f(x + h * e_i) - f(x)) / h, x))


@mistake(
    CENTRAL,
    "another formula",
    hint="try it by hand: for f(x) = x^3 at x = 1 with h = 0.5 a central difference is 3.25, and "
    "a forward one is 4.75, so what does yours say?",
)
def central_is_forward(f, x, h=1e-5):
    return gradient_by(lambda x, e_i: (f(x + h * e_i) - f(x)) / h, x)


@mistake(
    CENTRAL,
    "a poor step of its own",
    hint="with the h of the tests your answer is right, and with its own h it is not: a step that "
    "is too large is inexact, and one that is too small loses all digits.",
)
def central_with_tiny_step(f, x, h=1e-12):
    return gradient_by(lambda x, e_i: (f(x + h * e_i) - f(x - h * e_i)) / (2 * h), x)


@mistake(
    CENTRAL,
    "a step that grows with x",
    hint="far from 0 your error is larger than it should be: h is the step itself, in the units of "
    "x, and not a share of x.",
)
def central_with_relative_step(f, x, h=1e-5):
    def slope(x, e_i):
        step = h * max(1.0, abs(np.sum(x * e_i)))
        return (f(x + step * e_i) - f(x - step * e_i)) / (2 * step)

    return gradient_by(slope, x)


@mistake(
    CENTRAL,
    "integers stay integers",
    hint="in an array of integers 3 + 0.00001 is cut to 3: work on a copy of x in float64.",
)
def central_of_integers(f, x, h=1e-5):
    x = np.array(x)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = up[i] + h
        down[i] = down[i] - h
        slopes[i] = (f(up) - f(down)) / (2 * h)
    return slopes


@mistake(
    CENTRAL,
    "only for vectors",
    hint="x may have any shape, and x[i] is a whole row where it has two axes: how does the "
    "worked example go through all entries?",
)
def central_by_rows(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    slopes = np.zeros_like(x)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        slopes[i] = (f(up) - f(down)) / (2 * h)
    return slopes


@mistake(
    CENTRAL,
    "a copy is moved, and not x",
    hint="where x is a transpose, all your slopes are 0: ravel and reshape give a view of some "
    "arrays and a copy of others, so is it x that moves?",
)
def central_moves_a_copy(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    flat, slopes = x.ravel(), np.zeros(x.size)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        up = f(x)
        flat[i] = old - h
        slopes[i] = (up - f(x)) / (2 * h)
        flat[i] = old
    return slopes.reshape(x.shape)


@mistake(
    CENTRAL,
    "x is moved",
    hint="after the call x is no longer what it was: move a copy of x, a fresh one for each entry.",
)
def central_moves_x(f, x, h=1e-5):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        slopes[i] = (up - f(x)) / (2 * h)
    return slopes


def columns_of(f, x, h=1e-5):
    """The Jacobian as it should be."""
    x = np.array(x, dtype=float)
    return np.stack([(f(x + h * e_i) - f(x - h * e_i)) / (2 * h) for e_i in np.eye(x.size)], axis=1)


@mistake(
    CENTRAL,
    "only for vectors and matrices",
    hint="x may have any number of axes, also three: for how many are your loops written?",
)
def central_of_two_axes(f, x, h=1e-5):
    return axes_at_most_two(
        gradient_by(lambda x, e_i: (f(x + h * e_i) - f(x - h * e_i)) / (2 * h), x)
    )


@mistake(
    CENTRAL,
    "entries found by value",
    hint="where two entries of x are equal, both of them move: an entry is told by its index, and "
    "not by its value.",
)
def central_by_value(f, x, h=1e-5):
    def slope(x, e_i):
        together = (x == np.sum(x * e_i)).astype(float)
        return (f(x + h * together) - f(x - h * together)) / (2 * h)

    return gradient_by(slope, x)


@mistake(
    JACOBIAN,
    "entries found by value",
    hint="where two entries of x are equal, both of them move: an entry is told by its index, and "
    "not by its value.",
)
def jacobian_by_value(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    steps = [h * (x == x_i) for x_i in x]
    return np.stack([np.subtract(f(x + s), f(x - s)) / (2 * h) for s in steps], axis=1)


@mistake(
    JACOBIAN,
    "another formula, or transposed",
    hint="try it by hand: for f(x) = (x_0 x_1, x_0) at x = (2, 3), J has the rows (3, 2) and (1, "
    "0), so what does yours say?",
)
def jacobian_transposed(f, x, h=1e-5):
    return columns_of(f, x, h).T


@mistake(
    JACOBIAN,
    "forward differences",
    hint="your slopes are right to 5 digits, as forward differences are: where do the two points "
    "lie for a central one?",
)
def jacobian_by_forward_differences(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    return np.stack([(f(x + h * e_i) - f(x)) / h for e_i in np.eye(x.size)], axis=1)


@mistake(
    JACOBIAN,
    "integers stay integers",
    hint="in an array of integers 3 + 0.00001 is cut to 3: work on a copy of x in float64.",
)
def jacobian_of_integers(f, x, h=1e-5):
    columns = []
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] = up[i] + h
        down[i] = down[i] - h
        columns.append((f(up) - f(down)) / (2 * h))
    return np.stack(columns, axis=1)


@mistake(
    JACOBIAN,
    "a vector for a single output",
    hint="with one output your J is a vector: it has shape (m, n) also where m is 1.",
)
def jacobian_squeezed(f, x, h=1e-5):
    J = columns_of(f, x, h)
    return J[0] if len(J) == 1 else J


@mistake(
    JACOBIAN,
    "h is not used",
    hint="your answer is the same for every h: is the step that you are given used?",
)
def jacobian_ignores_h(f, x, h=1e-5):
    return columns_of(f, x, 1e-5)


@mistake(
    JACOBIAN,
    "square only",
    hint="your J has as many rows as x has entries: the number of rows is that of the outputs, so "
    "ask f for it.",
)
def jacobian_square_only(f, x, h=1e-5):
    J = np.zeros((len(x), len(x)))
    for i, column in enumerate(columns_of(f, x, h).T):
        J[:, i] = column
    return J


@mistake(
    JACOBIAN,
    "both sides are one array",
    hint="where f hands back x itself or a view of it, all your slopes are 0: what f gave for one "
    "side changes when you move x to the other.",
)
def jacobian_both_sides_one_array(f, x, h=1e-5):
    x, columns = np.array(x, dtype=float), []
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        columns.append((up - f(x)) / (2 * h))
        x[i] = old
    return np.stack(columns, axis=1)


@mistake(
    JACOBIAN,
    "x is moved",
    hint="each of your entries starts from an x that the ones before have moved, and x is the "
    "caller's: move a fresh copy for each.",
)
def jacobian_moves_x(f, x, h=1e-5):
    columns = []
    for i in range(len(x)):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        columns.append((up - f(x)) / (2 * h))
    return np.stack(columns, axis=1)


RATIO = "np.linalg.norm(claimed - measured)"
edit(
    CHECK,
    "0/0",
    "what does your check say where both gradients are 0, or nearly: 0/0 is NaN, and 1e-17 is as "
    "good as 0?",
    {"max(lengths, 1e-5)": "lengths"},
)
edit(
    CHECK,
    "NaN comes out",
    "where the claimed gradient is NaN or infinite, so is your error: comparisons with NaN are "
    "False, and a check must never return it.",
    {" or not np.all(np.isfinite(claimed))": ""},
)
edit(
    CHECK,
    "infinity comes out as NaN",
    "where the claimed gradient is infinite, your error is NaN: what is infinity divided by "
    "infinity?",
    {"not np.all(np.isfinite(claimed))": "np.any(np.isnan(claimed))"},
)
edit(
    CHECK,
    "another shape passes",
    "a gradient of another shape than x passes as right, since NumPy stretches it: what should "
    "your check say where the shapes differ?",
    {"claimed.shape != base.shape or ": ""},
)
edit(
    CHECK,
    "a number passes for a vector",
    "a single number passes as the gradient of four, since NumPy stretches it: what should a "
    "gradient of another shape be called?",
    {"claimed.shape != base.shape": "claimed.shape not in ((), base.shape)"},
)
edit(
    CHECK,
    "an absolute error",
    "a difference of 1e-6 is nothing beside 1, and all beside 1e-6: divide by the size of the "
    "gradients, and add nothing to it that is larger than they may be.",
    {" / max(lengths, 1e-5)": ""},
)
edit(
    CHECK,
    "one entry alone",
    "one wrong entry of a hundred goes by unseen: does your loop return in its first round?",
    {
        "    lengths =": "    claimed, measured = claimed.ravel()[:1], measured.ravel()[:1]\n"
        "    lengths ="
    },
)
edit(
    CHECK,
    "lengths alone",
    "a gradient with the wrong sign passes as right: two vectors may be equally long and point "
    "elsewhere.",
    {RATIO: "abs(np.linalg.norm(claimed) - np.linalg.norm(measured))"},
)
edit(
    CHECK,
    "the direction alone",
    "a gradient that is twice too large passes as right: two vectors may have the same direction "
    "and be differently long.",
    {
        "    lengths =": "    claimed = claimed / max(np.linalg.norm(claimed), 1e-9)\n"
        "    measured = measured / max(np.linalg.norm(measured), 1e-9)\n"
        "    lengths ="
    },
)
edit(
    CHECK,
    "a poor step",
    "right gradients are called wrong: your measured slopes are inexact, is h far too large, or so "
    "small that all digits are lost?",
    {"central_difference(f, base)": "central_difference(f, base, 0.1)"},
)
edit(
    CHECK,
    "all are called right",
    "wrong gradients pass as right: are two different things compared, the claimed gradient and a "
    "measured one?",
    {"central_difference(f, base)": "claimed"},
)
edit(
    CHECK,
    "integers stay integers",
    "at an integer x right gradients are called wrong: in an array of integers 3 + 0.00001 is cut "
    "to 3.",
    {"    lengths =": "    measured = measured * (np.asarray(x).dtype.kind == 'f')\n    lengths ="},
)


@answer(
    CHECK,
    "the other way round",
    hint="what comes back is an error, 0 where all is well: yours is large for a right gradient, "
    "or it is True and False.",
)
def says_whether_it_is_right(error, f, gradient, x):
    return error < 1e-4


@answer(
    CHECK,
    "x is moved",
    hint="after the check x is no longer what it was: x[i] += h and x[i] -= h do not bring back "
    "every digit, so move a copy.",
)
def leaves_x_moved(error, f, gradient, x):
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        x += 1e-5
    return error


@answer(
    CHECK,
    "the error squared",
    hint="a gradient that is 2 % too large passes as right: is your error the ratio itself, or its "
    "square?",
)
def squared(error, f, gradient, x):
    return error**2
