"""Mistakes of part 6."""

import numpy as np

from .catalogue import mistake
from .given import right

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


def compared(f, gradient, x):
    """The claimed gradient, and the measured one."""
    x = np.array(x, dtype=float)
    return np.asarray(gradient(x.copy()), dtype=float), right(CENTRAL)(f, x)


def of_its_shape(gradient, x):
    """Whether the claimed gradient has the shape of x."""
    x = np.array(x, dtype=float)
    return np.shape(gradient(x.copy())) == x.shape


def norm_ratio(claimed, measured, *, floor=0.0):
    """The difference's norm, beside the sum of both norms."""
    with np.errstate(all="ignore"):
        scale = np.linalg.norm(claimed) + np.linalg.norm(measured)
        return float(np.linalg.norm(claimed - measured) / np.maximum(scale, floor))


def right_check(f, gradient, x):
    """The error as it should be: 1 for what is no gradient of x's shape, or not finite."""
    x = np.array(x, dtype=float)
    claimed = np.asarray(gradient(x.copy()), dtype=float)
    if claimed.shape != x.shape or not np.all(np.isfinite(claimed)):
        return 1.0
    wide = (4 * right(CENTRAL)(f, x, 5e-4) - right(CENTRAL)(f, x, 1e-3)) / 3
    sides = [right(FORWARD)(f, x, h) for h in (1e-7, -1e-7)]
    floor = max(1e-8, 1e-8 * abs(f(x.copy())), 1e-3 * np.max(np.abs(claimed)))
    errors = [
        np.abs(claimed - measured) / np.maximum(np.abs(claimed) + np.abs(measured), floor)
        for measured in (wide, right(CENTRAL)(f, x), *sides)
    ]
    return float(np.max(np.min(errors, axis=0)))


def errors_by_entry(f, gradient, x):
    """Relative errors of all entries, with some care for kinks; NaN where the claim is NaN."""
    claimed, central = compared(f, gradient, x)
    sides = [right(FORWARD)(f, x, h) for h in (1e-7, -1e-7)]
    errors = [
        np.abs(claimed - measured) / np.maximum(np.abs(claimed) + np.abs(measured), 1e-5)
        for measured in (central, *sides)
    ]
    return np.min(errors, axis=0)


@mistake(
    CHECK,
    "0/0",
    hint="what does your check say where both gradients are 0, or nearly: 0/0 is NaN, and 1e-17 "
    "is as good as 0?",
)
def check_zero_by_zero(f, gradient, x):
    return norm_ratio(*compared(f, gradient, x))


@mistake(
    CHECK,
    "kinks and NaN",
    hint="two things are left: where f has a kink beside x the measured slope is what is wrong, "
    "and an error that is NaN should count as large.",
)
def check_kinks_and_nan(f, gradient, x):
    return norm_ratio(*compared(f, gradient, x), floor=1e-5)


@mistake(
    CHECK,
    "kinks and shapes",
    hint="two things are left: where f has a kink beside x the measured slope is what is wrong, "
    "and a gradient of another shape is wrong, though NumPy stretches it.",
)
def check_kinks_and_shapes(f, gradient, x):
    return float(np.nan_to_num(check_kinks_and_nan(f, gradient, x), nan=1.0))


@mistake(
    CHECK,
    "a kink counts as an error",
    hint="with a kink of f nearer to x than h, the central difference looks across it and is "
    "wrong, and the gradient is not: how else could you measure that entry?",
)
def check_kinks(f, gradient, x):
    return check_kinks_and_shapes(f, gradient, x) if of_its_shape(gradient, x) else 1.0


@mistake(
    CHECK,
    "NaN comes out",
    hint="where the claimed gradient is NaN, so is your error: comparisons with NaN are False, "
    "and a check must never return it.",
)
def check_nan(f, gradient, x):
    return float(np.max(errors_by_entry(f, gradient, x))) if of_its_shape(gradient, x) else 1.0


@mistake(
    CHECK,
    "another shape passes",
    hint="a gradient of another shape than x passes as right, since NumPy stretches it: what "
    "should your check say where the shapes differ?",
)
def check_another_shape(f, gradient, x):
    return float(np.nan_to_num(np.max(errors_by_entry(f, gradient, x)), nan=1.0))


@mistake(
    CHECK,
    "an absolute error",
    hint="a difference of 1e-6 is nothing beside 1, and all beside 1e-6: divide by the size of "
    "the gradients, and add nothing to it that is larger than they may be.",
)
def check_absolute(f, gradient, x):
    claimed, measured = compared(f, gradient, x)
    return float(np.max(np.abs(claimed - measured)))


@mistake(
    CHECK,
    "one entry alone",
    hint="one wrong entry of a thousand goes by unseen: does your loop return in its first round, "
    "and what does it say of NaN?",
)
def check_one_entry(f, gradient, x):
    return float(errors_by_entry(f, gradient, x).flat[0])


@mistake(
    CHECK,
    "lengths alone",
    hint="a gradient with the wrong sign passes as right: two vectors may be equally long and "
    "point elsewhere.",
)
def check_lengths(f, gradient, x):
    claimed, measured = (np.linalg.norm(g) for g in compared(f, gradient, x))
    return norm_ratio(claimed, measured, floor=1e-5)


@mistake(
    CHECK,
    "the direction alone",
    hint="a gradient that is twice too large passes as right: two vectors may have the same "
    "direction and be differently long.",
)
def check_direction(f, gradient, x):
    claimed, measured = compared(f, gradient, x)
    scale = max(float(np.linalg.norm(claimed) * np.linalg.norm(measured)), 1e-15)
    return abs(1 - float(np.sum(claimed * measured)) / scale) if scale > 1e-15 else 0.0


@mistake(
    CHECK,
    "a poor step",
    hint="right gradients are called wrong: your measured slopes are inexact, is h far too large, "
    "or so small that all digits are lost?",
)
def check_with_large_step(f, gradient, x):
    claimed, _ = compared(f, gradient, x)
    error = norm_ratio(claimed, right(CENTRAL)(f, x, 0.1), floor=1e-5)
    return float(np.nan_to_num(error, nan=1.0))


@mistake(
    CHECK,
    "all are called right",
    hint="wrong gradients pass as right: are two different things compared, the claimed gradient "
    "and a measured one?",
)
def check_all_right(f, gradient, x):
    claimed, _ = compared(f, gradient, x)
    return norm_ratio(claimed, claimed, floor=1e-5)


@mistake(
    CHECK,
    "the other way round",
    hint="what comes back is an error, 0 where all is well: yours is large for a right gradient, "
    "or it is True and False.",
)
def check_other_way_round(f, gradient, x):
    return bool(np.nan_to_num(np.max(errors_by_entry(f, gradient, x)), nan=1.0) < 1e-4)


@mistake(
    CHECK,
    "integers stay integers",
    hint="at an integer x right gradients are called wrong: in an array of integers 3 + 0.00001 "
    "is cut to 3.",
)
def check_of_integers(f, gradient, x):
    right_form = of_its_shape(gradient, x) and np.asarray(x).dtype.kind == "f"
    return check_another_shape(f, gradient, x) if right_form else 1.0


@mistake(
    CHECK,
    "x is moved",
    hint="after the check x is no longer what it was: x[i] += h and x[i] -= h do not bring back "
    "every digit, so move a copy.",
)
def check_moves_x(f, gradient, x):
    error = right_check(f, gradient, x)
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        x += 1e-5
    return error


@mistake(
    CHECK,
    "the error squared",
    hint="a gradient that is 2 % too large passes as right: is your error the ratio itself, or its "
    "square?",
)
def check_squared(f, gradient, x):
    return right_check(f, gradient, x) ** 2


@mistake(
    CHECK,
    "infinity comes out as NaN",
    hint="where the claimed gradient is infinite, your error is NaN: what is infinity divided by "
    "infinity?",
)
def check_infinity(f, gradient, x):
    claimed = np.asarray(gradient(np.array(x, dtype=float)), dtype=float)
    return np.nan if np.any(np.isinf(claimed)) else right_check(f, gradient, x)


@mistake(
    CHECK,
    "a number passes for a vector",
    hint="a single number passes as the gradient of four, since NumPy stretches it: what should a "
    "gradient of another shape be called?",
)
def check_stretches_numbers(f, gradient, x):
    def stretched(x):
        claimed = np.asarray(gradient(x), dtype=float)
        return np.full(np.shape(x), claimed) if claimed.ndim == 0 else claimed

    return right_check(f, stretched, x)
