"""Mistakes of part 6."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

# What several functions share.
STEPS = "h * np.eye(base.size).reshape(base.size, *base.shape)"
GROWING = {"h * np.eye(base.size)": "h * np.diag(np.maximum(1, abs(base.ravel())))"}
BY_ROWS = {
    STEPS: "h * np.multiply.outer(np.eye(len(base)), np.ones(base.shape[1:]))",
    ".reshape(base.shape)": ".repeat(base[0].size).reshape(base.shape)"}
# Copied in its own order, a transpose is not contiguous: ravel then copies it once more.
RAVELLED = {"np.asarray": "np.array", "h * np.eye": "h * base.flags.c_contiguous * np.eye"}
WHOLE = {", dtype=float": "", "base + step": "(base + step).astype(base.dtype)"}
BOTH_WHOLE = {**WHOLE, "base - step": "(base - step).astype(base.dtype)"}
MOVED = {
    "np.asarray(x, dtype=float)": "x",
    "base + step": "np.add(base, step, base, casting='unsafe')",
    "base - step": "np.subtract(base, 2 * step, base, casting='unsafe')"}

forward = mistakes_in("numeric.forward_difference")

forward.edit("another formula", {" / h for": " for"},
    "try it by hand: for f(x) = x^2 at x = 3 with h = 0.5 a forward difference is 6.5, so what "
    "does yours say?")
forward.edit("the error does not halve", {"- value) / h": "- f(base - step)) / (2 * h)"},
    "halve h, and the error of a forward difference halves: yours does not, so is h used, and is "
    "one of the two points x itself?")
forward.edit("a poor step of its own", {"h=1e-6": "h=0.1"},
    "with the h of the tests your answer is right, and with its own h it is not: a step that is "
    "too large is inexact, and one that is too small loses all digits.")
forward.edit("a step that grows with x", {**GROWING, " / h for": " / step.sum() for"},
    "far from 0 your error is larger than it should be: h is the step itself, in the units of x, "
    "and not a share of x.")
forward.edit("integers stay integers", WHOLE,
    "an array of integers cuts what is written into it, 3 + 0.000001 as well as a slope: what "
    "dtype does each array have that you make?")
forward.edit("only for vectors", BY_ROWS,
    "x may have any shape, and x[i] is a whole row where it has two axes: how does the worked "
    "example go through all entries?")
forward.edit("x is moved", {
    "np.asarray(x, dtype=float)": "x",
    "f(base + step) - value": "-f(base) + f(np.add(base, step, base, casting='unsafe'))"},
    "after the call x has changed: move a copy of x, a fresh one for each entry.")
forward.edit("a copy is moved, and not x", RAVELLED,
    "where x is a transpose, all your slopes are 0: ravel and reshape give a view of some arrays "
    "and a copy of others, so is it x that moves?")
forward.answer("only for vectors and matrices", "answer if answer.ndim < 3 else float(answer)",
    "x may have any number of axes, also three: for how many are your loops written?")

central = mistakes_in("numeric.central_difference")

central.edit("another formula", {"f(base - step)": "f(base)", "(2 * h)": "h"},
    "try it by hand: for f(x) = x^3 at x = 1 with h = 0.5 a central difference is 3.25, and a "
    "forward one is 4.75, so what does yours say?")
central.edit("a poor step of its own", {"h=1e-5": "h=1e-12"},
    "with the h of the tests your answer is right, and with its own h it is not: a step that is "
    "too large is inexact, and one that is too small loses all digits.")
central.edit("a step that grows with x", {**GROWING, "(2 * h)": "(2 * step.sum())"},
    "far from 0 your error is larger than it should be: h is the step itself, in the units of x, "
    "and not a share of x.")
central.edit("integers stay integers", BOTH_WHOLE,
    "an array of integers cuts what is written into it, 3 + 0.00001 as well as a slope: what "
    "dtype does each array have that you make?")
central.edit("only for vectors", BY_ROWS,
    "x may have any shape, and x[i] is a whole row where it has two axes: how does the worked "
    "example go through all entries?")
central.edit("a copy is moved, and not x", RAVELLED,
    "where x is a transpose, all your slopes are 0: ravel and reshape give a view of some arrays "
    "and a copy of others, so is it x that moves?")
central.edit("x is moved", MOVED,
    "after the call x has changed: move a copy of x, a fresh one for each entry.")
central.answer("only for vectors and matrices", "answer if answer.ndim < 3 else float(answer)",
    "x may have any number of axes, also three: for how many are your loops written?")
central.edit("entries found by value", {STEPS: "[h * (base == entry) for entry in base.flat]"},
    "where two entries of x are equal, both of them move: an entry is told by its index, and not "
    "by its value.")

jacobian = mistakes_in("numeric.numeric_jacobian")

jacobian.edit("entries found by value", {
    "h * np.eye(base.size)": "[h * (base == entry) for entry in base]"},
    "where two entries of x are equal, both of them move: an entry is told by its index, and not "
    "by its value.")
jacobian.edit("another formula, or transposed", {"axis=-1": "axis=0"},
    "try it by hand: for f(x) = (x_0 x_1, x_0) at x = (2, 3), J has the rows (3, 2) and (1, 0), so "
    "what does yours say?")
jacobian.edit("forward differences", {"f(base - step)": "f(base)", "(2 * h)": "h"},
    "your slopes are right to 5 digits, as forward differences are: where do the two points lie "
    "for a central one?")
jacobian.edit("integers stay integers", BOTH_WHOLE,
    "an array of integers cuts what is written into it, 3 + 0.00001 as well as a slope: what "
    "dtype does each array have that you make?")
jacobian.answer("a vector for a single output", "answer[0] if len(answer) == 1 else answer",
    "with one output your J is a vector: it has shape (m, n) also where m is 1.")
jacobian.answer("the last output in every row", "np.tile(answer[-1], (len(answer), 1))",
    "every row of your J is that of the last output: a lambda looks up its names when it is "
    "called, and not when it is made.")
jacobian.arguments("h is not used", "f, x",
    "your answer is the same for every h: is the step that you are given used?")
jacobian.answer("square only", "np.broadcast_to(answer, (len(x), len(x)))",
    "your J has as many rows as x has entries: the number of rows is that of the outputs, so ask f "
    "for it.")
jacobian.edit("both sides are one array", {
    "f(base + step), f(base - step)": "f(moved), f(np.subtract(moved, 2 * step, moved))",
    "in steps": "in steps for moved in [base + step]"},
    "where f hands back x itself or a view of it, all your slopes are 0: what f gave for one side "
    "changes when you move x to the other.")
jacobian.edit("x is moved", MOVED,
    "each of your entries starts from an x that the ones before have moved, and x is the caller's: "
    "move a fresh copy for each.")

check = mistakes_in("numeric.gradient_check")

check.edit("0/0", {"max(lengths, 1e-5)": "lengths"},
    "what does your check say where both gradients are 0, or nearly: 0/0 is NaN, and 1e-17 is as "
    "good as 0?")
check.edit("NaN comes out", {" or not np.all(np.isfinite(claimed))": ""},
    "where the claimed gradient is NaN or infinite, so is your error: comparisons with NaN are "
    "False, and a check must never return it.")
check.edit("infinity comes out as NaN", {
    "not np.all(np.isfinite(claimed))": "np.any(np.isnan(claimed))"},
    "where the claimed gradient is infinite, your error is NaN: what is infinity divided by "
    "infinity?")
check.edit("another shape passes", {"claimed.shape != base.shape or ": ""},
    "a gradient of another shape than x passes as right, since NumPy stretches it: what should "
    "your check say where the shapes differ?")
check.edit("a number passes for a vector", {
    "claimed.shape != base.shape": "claimed.shape not in ((), base.shape)"},
    "a single number passes as the gradient of four, since NumPy stretches it: what should a "
    "gradient of another shape be called?")
check.edit("an absolute error", {" / max(lengths, 1e-5)": ""},
    "a difference of 1e-6 is nothing beside 1, and all beside 1e-6: divide by the size of the "
    "gradients, and add nothing to it that is larger than they may be.")
check.edit("one entry alone", {
    "lengths =": "claimed, measured = claimed.ravel()[:1], measured.ravel()[:1]\n    lengths ="},
    "one wrong entry of a hundred goes by unseen: does your loop return in its first round?")
check.edit("lengths alone", {
    "np.linalg.norm(claimed - measured)":
        "abs(np.linalg.norm(claimed) - np.linalg.norm(measured))"},
    "a gradient with the wrong sign passes as right: two vectors may be equally long and point "
    "elsewhere.")
check.edit("the direction alone", {
    "lengths =": "claimed, measured = (\n"
                 "        one / max(np.linalg.norm(one), 1e-9) for one in (claimed, measured))\n"
                 "    lengths ="},
    "a gradient that is twice too large passes as right: two vectors may have the same direction "
    "and be differently long.")
check.edit("a poor step", {"central_difference(f, base)": "central_difference(f, base, 0.1)"},
    "right gradients are called wrong: your measured slopes are inexact, is h far too large, or so "
    "small that all digits are lost?")
check.edit("all are called right", {"central_difference(f, base)": "claimed"},
    "wrong gradients pass as right: are two different things compared, the claimed gradient and a "
    "measured one?")
check.edit("integers stay integers", {
    "lengths =": "measured = measured * (np.asarray(x).dtype.kind == 'f'); lengths ="},
    "at an integer x right gradients are called wrong: integers cut what is computed with them, so "
    "do f and gradient both get floats?")
check.answer("the other way round", "answer < 1e-4",
    "what comes back is an error, 0 where all is well: yours is large for a right gradient, or it "
    "is True and False.")
check.edit("x is moved", {"np.array(x": "np.asarray(x", "lengths =": "base += 1e-5; lengths ="},
    "after the check x has changed: x[i] += h and x[i] -= h do not bring back every "
    "digit, so move a copy.")
check.answer("the error squared", "answer**2",
    "a gradient that is 2 % too large passes as right: is your error the ratio itself, or its "
    "square?")
