"""What to look at where a family of part 6 is the first that fails."""

FORMULA = (
    "put x = 1 and f(x) = x^2 into the formula by hand: which points does it ask for, and by what "
    "is the difference divided? Then do the same with your line, as Python reads it."
)
SHAPE = (
    "x may have several axes: does your loop reach every entry, each exactly once, and does f get "
    "an array of the shape of x each time?"
)
ALL_ENTRIES = "x may have several axes: the norm is that of all entries, whatever the shape."
WHOLE = "integers cut what is added to them: in which dtype is the copy of x that you move?"
WHOLE_CHECK = (
    "integers cut what is added to them, and whatever is written into an array of them: do f and "
    "gradient get floats?"
)
SMALL = "slopes of 1e-10 are slopes like others: is anything rounded, or taken for 0 below a limit?"
ONE_ZERO = (
    "the error is that of the whole gradient: where one entry is 0 and measured as 1e-7, that is "
    "nothing beside others of 1e3."
)
KEPT = "x belongs to the caller: move a copy of it, a fresh one for every entry."
COMPARED = (
    "which two arrays do you compare, and what is left if only their lengths, or only their "
    "directions, agree?"
)
RATIO = "an error of 2 % is one of about 0.01: is yours the ratio itself, and not its square?"
ENTRIES = "one wrong entry must show: over which entries is your norm taken?"
NOISE = (
    "where both gradients are 0, the measured one is noise of about 1e-11: what is it divided by?"
)
TINY = "gradients of 1e-6 are right or wrong like others: what is added to what you divide by?"
STRETCHED = (
    "arrays of different shapes may hold as many numbers, and NumPy stretches some to fit: compare "
    "the shapes before the numbers."
)
FINITE = "comparisons with NaN are False, and infinity by infinity is NaN: look at the claim first."
ITSELF = "gradient may return the very array that it is given: measure on another copy of x."
VIEWED = "x may be a view of other data: go by its entries, not by how they lie in memory."

FOUR, PRODUCT, MULTIPLES = "[x0*x1, sin(x0), x1**2, 3]", "[x0*x1*x2]", "[x0, 2*x0, -x0]"
TINY_SLOPES = "[1e-10*x0*x1, 3e-12*sin(x0)]"
TURNED, TRIPLE, CUBE = "sin(x) * x[::-1]", "[3*x0]", "[x0**3]"

HINTS = {
    FOUR: "J[k, i] = df_k / dx_i. Write the first row by hand, the first output along each input: "
    "is it a row of yours, or a column?",
    PRODUCT: "with a single output J still has two axes, and integers need a float copy of x.",
    MULTIPLES: "with a single input J still has two axes.",
    TRIPLE: "with a single input and a single output J still has two axes.",
    CUBE: "is h the step, and the error that of h^2?",
    TINY_SLOPES: SMALL,
    TURNED: "square Jacobians: rows are outputs, columns inputs, and every x_i moves alone.",
    "x": "f may return the very array that it is given: keep a copy of the one side.",
    "x.T": "f may return the very array that it is given: keep a copy of the one side.",
}
