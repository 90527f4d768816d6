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
    "where no h is passed your answer is inexact: a step that is too large makes an error, and one "
    "that is too small loses all digits, so which h is used then?")
forward.edit("a step that grows with x", {**GROWING, " / h for": " / step.sum() for"},
    "far from 0 your error is larger than it should be: h is the step itself, in the units of x, "
    "and not a share of x, so is yours multiplied by anything?")
forward.edit("integers stay integers", WHOLE,
    "an array of integers cuts what is written into it, 3 + 0.000001 as well as a slope: what "
    "dtype does each array have that you make?")
forward.edit("only for vectors", BY_ROWS,
    "x may have any shape, and x[i] is a whole row where it has two axes: how does the worked "
    "example go through all entries?")
forward.edit("x is moved", {
    "np.asarray(x, dtype=float)": "x",
    "f(base + step) - value": "-f(base) + f(np.add(base, step, base, casting='unsafe'))"},
    "your code moves x itself: move a copy of x, a fresh one for each entry.")
forward.edit("a copy is moved, and not x", RAVELLED,
    "where x is a transpose, your slopes are wrong: ravel and reshape give a view of some arrays "
    "and a copy of others, so is it x that moves?")
forward.answer("only for vectors and matrices", "answer if answer.ndim < 3 else float(answer)",
    "x may have any number of axes, also three: for how many are your loops written?")
forward.edit("entries are not moved back", {STEPS: f"np.cumsum({STEPS}, axis=0)"},
    "try f(x) = x_0 + x_1^2 with two entries: when the second one moves, is the first one still "
    "where it was at the start?")
forward.edit("it walks on from entry to entry", {
    "- value) / h for step in steps":
        "- f(base + step - one)) / h for step, one in zip(np.cumsum(steps, axis=0), steps)"},
    "each slope but the first is taken at a point that has moved: where do you stand when the "
    "second entry moves, still at x?")

central = mistakes_in("numeric.central_difference")

central.edit("another formula", {"f(base - step)": "f(base)", "(2 * h)": "h"},
    "try it by hand: for f(x) = x^3 at x = 1 with h = 0.5 a central difference is 3.25, and a "
    "forward one is 4.75, so what does yours say?")
central.edit("a poor step of its own", {"h=1e-5": "h=1e-12"},
    "where no h is passed your answer is inexact: a step that is too large makes an error, and one "
    "that is too small loses all digits, so which h is used then?")
central.edit("a step that grows with x", {**GROWING, "(2 * h)": "(2 * step.sum())"},
    "far from 0 your error is larger than it should be: h is the step itself, in the units of x, "
    "and not a share of x, so is yours multiplied by anything?")
central.edit("integers stay integers", BOTH_WHOLE,
    "an array of integers cuts what is written into it, 3 + 0.00001 as well as a slope: what "
    "dtype does each array have that you make?")
central.edit("only for vectors", BY_ROWS,
    "x may have any shape, and x[i] is a whole row where it has two axes: how does the worked "
    "example go through all entries?")
central.edit("a copy is moved, and not x", RAVELLED,
    "where x is a transpose, your slopes are wrong: ravel and reshape give a view of some arrays "
    "and a copy of others, so is it x that moves?")
central.edit("x is moved", MOVED,
    "your code moves x itself: move a copy of x, a fresh one for each entry.")
central.answer("only for vectors and matrices", "answer if answer.ndim < 3 else float(answer)",
    "x may have any number of axes, also three: for how many are your loops written?")
central.edit("entries found by value", {STEPS: "[h * (base == entry) for entry in base.flat]"},
    "where two entries of x are equal, your slopes are wrong: does your code tell entries apart by "
    "their index, or by their value?")
central.edit("divided by 2, and multiplied by h", {"/ (2 * h)": "/ 2 * h"},
    "what is 1 / 2 * 3 in Python? Try it in a cell, and look at the order of the signs in your "
    "formula.")
central.edit("entries are not moved back", {STEPS: f"np.cumsum({STEPS}, axis=0)"},
    "try f(x) = x_0 + x_1^2 with two entries: when the second one moves, is the first one still "
    "where it was at the start?")

jacobian = mistakes_in("numeric.numeric_jacobian")

jacobian.edit("entries found by value", {
    "h * np.eye(base.size)": "[h * (base == entry) for entry in base]"},
    "where two entries of x are equal, your slopes are wrong: does your code tell entries apart by "
    "their index, or by their value?")
jacobian.edit("another formula, or transposed", {"axis=-1": "axis=0"},
    "try it by hand: for f(x) = (x_0 x_1, x_0) at x = (2, 3), J has the rows (3, 2) and (1, 0), so "
    "what does yours say?")
jacobian.edit("forward differences", {"f(base - step)": "f(base)", "(2 * h)": "h"},
    "your error is about h, and that of central differences about h^2: at which two "
    "points do you ask for f?")
jacobian.edit("integers stay integers", BOTH_WHOLE,
    "an array of integers cuts what is written into it, 3 + 0.00001 as well as a slope: what "
    "dtype does each array have that you make?")
jacobian.answer("a vector for a single output", "answer[0] if len(answer) == 1 else answer",
    "with one output your J has another shape than it should: it has shape (m, n) also where m is "
    "1.")
jacobian.answer("the last output in every row", "np.tile(answer[-1], (len(answer), 1))",
    "with several outputs your rows are wrong: does each of them hold the slopes of its own "
    "output? A lambda looks up its names when it is called, and not when it is made.")
jacobian.arguments("h is not used", "f, x",
    "your answer is the same for every h: is the step that you are given used?")
jacobian.answer("square only", "np.broadcast_to(answer, (len(x), len(x)))",
    "where outputs and inputs differ in number your J has the wrong shape, or none: it has a row "
    "for each output, so where does your number of rows come from?")
jacobian.edit("both sides are one array", {
    "f(base + step), f(base - step)": "f(moved), f(np.subtract(moved, 2 * step, moved))",
    "in steps": "in steps for moved in [base + step]"},
    "where f returns x itself or a view of it, your slopes are wrong: does what f returned for one "
    "side change when you move x to the other?")
jacobian.edit("a copy of x is not moved back", {
    "base = np.asarray": "base = np.array",
    "base + step": "np.add(base, step, base).copy()",
    "base - step": "np.subtract(base, 2 * step, base).copy()"},
    "your error is about h, and that of central differences about h^2: are f's two "
    "points exactly x plus and minus h in one entry, with all others as in x, and is anything "
    "rounded?")
jacobian.edit("x is moved", MOVED,
    "your code moves x itself, and your slopes are those at an x that has moved: is it a fresh "
    "copy of x that you move for each entry?")
jacobian.edit("a reshape for a transpose", {
    "np.stack(columns, axis=-1)": "np.stack(columns).reshape(np.size(columns[0]), -1)"},
    "your numbers stand at other places than they should: a reshape keeps numbers in their order, "
    "so does it turn rows into columns?")

check = mistakes_in("numeric.gradient_check")

check.edit("0/0", {"max(lengths, 1e-5)": "lengths"},
    "where both gradients are 0, or nearly, your check returns NaN, or too much: what is 0/0, and "
    "does 1e-17 count as 0?")
check.edit("NaN comes out", {" or not np.all(np.isfinite(claimed))": ""},
    "where the claimed gradient is NaN or infinite, so is your error: ==, < and > with NaN are "
    "False, and a check must never return it.")
check.edit("infinity comes out as NaN", {
    "not np.all(np.isfinite(claimed))": "np.any(np.isnan(claimed))"},
    "where the claimed gradient is infinite, your error is NaN: what is infinity divided by "
    "infinity?")
check.edit("another shape passes", {"claimed.shape != base.shape or ": ""},
    "a gradient of another shape than x should get the error 1: NumPy stretches some arrays to "
    "fit, so do you compare the shapes?")
check.edit("a number passes for a vector", {
    "claimed.shape != base.shape": "claimed.shape not in ((), base.shape)"},
    "a single number, as the gradient of four, should get the error 1: NumPy stretches it to fit, "
    "so do you compare the shapes?")
check.edit("an absolute error", {" / max(lengths, 1e-5)": ""},
    "a difference of 1e-6 is nothing beside 1, and all beside 1e-6: do you divide by the size of "
    "the gradients, and by nothing that is larger than they may be?")
check.edit("one entry alone", {
    "lengths =": "claimed, measured = claimed.ravel()[:1], measured.ravel()[:1]\n    lengths ="},
    "one wrong entry gets another error than it should: over which entries is your norm taken, and "
    "does a loop return in its first round?")
check.edit("lengths alone", {
    "np.linalg.norm(claimed - measured)":
        "abs(np.linalg.norm(claimed) - np.linalg.norm(measured))"},
    "a gradient with the wrong sign gets another error than it should: two vectors may be equally "
    "long and point in different directions, so what do you take the norm of?")
check.edit("the direction alone", {
    "lengths =": "claimed, measured = (\n"
                 "        one / max(np.linalg.norm(one), 1e-9) for one in (claimed, measured))\n"
                 "    lengths ="},
    "a gradient of twice the length gets another error than it should: two vectors may have one "
    "direction and different lengths, so what do you take the norm of?")
check.edit("a poor step", {"central_difference(f, base)": "central_difference(f, base, 0.1)"},
    "for the true gradient your error is large: are the slopes that you measure inexact, by an h "
    "that is far too large, or so small that all digits are lost?")
check.edit("all are called right", {"central_difference(f, base)": "claimed"},
    "wrong gradients get other errors than they should: are two different things compared, the "
    "claimed gradient and a measured one?")
check.edit("integers stay integers", {
    "lengths =": "measured = measured * (np.asarray(x).dtype.kind == 'f'); lengths ="},
    "at an integer x your error is large for the true gradient: integers cut what is computed with "
    "them, so do f and gradient both get floats?")
check.answer("the other way round", "answer < 1e-4",
    "an error is to be returned, 0 for the true gradient: is yours large there, or is it True and "
    "False?")
check.edit("x is moved", {"np.array(x": "np.asarray(x", "lengths =": "base += 1e-5; lengths ="},
    "after the check x has changed: do you move x itself? x[i] += h and x[i] -= h do not bring "
    "back every digit, and a copy needs neither.")
check.answer("the error squared", "answer**2",
    "a gradient that is 2 % too large gets another error than it should: is yours the ratio "
    "itself, or its square?")
check.edit("the matrix norm", {
    "np.linalg.norm(claimed) + np.linalg.norm(measured)":
        "np.linalg.norm(claimed, 2) + np.linalg.norm(measured, 2)",
    "np.linalg.norm(claimed - measured)": "np.linalg.norm(claimed - measured, 2)"},
    "where x has more than one axis you are wrong: what does your norm mean there? The length is "
    "the root of the sum of all squares, whatever the shape.")
check.edit("the largest error of an entry", {
    "np.linalg.norm(claimed) + np.linalg.norm(measured)":
        "np.maximum(np.abs(claimed) + np.abs(measured), 1e-8)",
    "np.linalg.norm(claimed - measured) / max(lengths, 1e-5)":
        "np.max(np.abs(claimed - measured) / lengths)"},
    "where one entry of the gradient is 0, what is measured there is rounding noise, and yours "
    "compares it by itself: of what does the docstring take the lengths?")
check.edit("as many entries are enough", {
    "claimed.shape != base.shape": "claimed.size != base.size",
    "measured = central_difference(f, base)":
        "measured = central_difference(f, base).ravel(); claimed = claimed.ravel()"},
    "a gradient of another shape passes: an array of shape (n, 1) is no gradient along an x of "
    "shape (n,), though it has as many entries.")
check.edit("what is small counts as 0", {
    "return float(": "if lengths < 1e-5:\n        return 0.0\n    return float("},
    "where the slopes and the claimed gradient are both tiny, a wrong one passes, too: is each "
    "answer of yours the result of a comparison?")
