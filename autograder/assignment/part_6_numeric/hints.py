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
