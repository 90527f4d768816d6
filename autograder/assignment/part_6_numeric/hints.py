"""What to look at where a family of part 6 is the first that fails."""

FORMULA = (
    "put x = 1 and f(x) = x^2 into the formula by hand: which points does it ask for, and by what "
    "is the difference divided? Then do the same with your line, as Python reads it."
)
SHAPE = (
    "x may have several axes: does your loop reach every entry, each exactly once, and does f get "
    "an array of the shape of x each time?"
)
ALL_ENTRIES = "x may have several axes: is the norm that of all entries, whatever the shape?"
WHOLE = "integers cut what is added to them: in which dtype is the copy of x that you move?"
WHOLE_CHECK = (
    "integers cut what is added to them, and whatever is written into an array of them: do f and "
    "gradient get floats?"
)
SMALL = "slopes of 1e-10 are slopes like others: is anything rounded, or taken for 0 below a limit?"
ONE_ZERO = (
    "one entry of this gradient is 0, and measured as about 1e-7, which is nothing beside others "
    "of 1e3: is your error that of the whole gradient, or of single entries?"
)
KEPT = "x belongs to the caller: do you move a copy of it, a fresh one for every entry?"
COMPARED = (
    "which two arrays do you compare, by what is their difference divided, and what is left if "
    "only their lengths, or only their directions, agree?"
)
RATIO = "an error of 2 % is one of about 0.01: is yours the ratio itself, and not its square?"
ENTRIES = "one wrong entry must show: over which entries is your norm taken?"
NOISE = (
    "print the claimed and the measured gradient at the x that is shown: is the measured one 0 up "
    "to a rounding of about 1e-11? What is the difference divided by, and are both looked at "
    "before anything is returned?"
)
TINY = (
    "a wrong gradient of 1e-6 is as wrong as one of 1: does your code take gradients below some "
    "size for 0, or add anything to what it divides by?"
)
STRETCHED = (
    "arrays of different shapes may hold equally many numbers, and NumPy stretches some to fit: do "
    "you compare the shapes before the numbers?"
)
FINITE = (
    "==, < and > with NaN are False, and infinity by infinity is NaN: what does your check ask of "
    "the claim before it compares?"
)
ITSELF = (
    "gradient may return the very array that it is given: what does it hold after you have moved x?"
)
VIEWED = (
    "x may be a view of other data: does your code go by its entries, or by how they lie in memory?"
)

FOUR = "np.array([x[0]*x[1], np.sin(x[0]), x[1]**2, 3.0])"
PRODUCT, MULTIPLES = "np.array([x[0]*x[1]*x[2]])", "np.array([x[0], 2*x[0], -x[0]])"
TINY_SLOPES = "np.array([1e-10*x[0]*x[1], 3e-12*np.sin(x[0])])"
TURNED, TRIPLE, CUBE = "np.sin(x) * x[::-1]", "np.array([3*x[0]])", "np.array([x[0]**3])"
ITSELF_RETURNED, VIEW_RETURNED = "x", "x.T"
RETURNED = (
    "f may return the very array that it is given, or a view of it: does what it returned for one "
    "side change when you move x to the other?"
)

HINTS = {
    FOUR: "J[k, i] = df_k / dx_i. Write the first row by hand, the first output along each input: "
    "which points does f get for it, and is it a row of yours, or a column?",
    PRODUCT: "with a single output J still has two axes, and an integer x counts as floats: what "
    "are the shape of yours, and the dtype of the x that you move?",
    MULTIPLES: "with a single input J still has two axes: what is the shape of yours?",
    TRIPLE: "with a single input and a single output J still has two axes: what is the shape of "
    "yours?",
    CUBE: "are f's two points exactly x plus and minus h, and is the error that of h^2?",
    TINY_SLOPES: SMALL,
    TURNED: "here J is square: are your rows outputs and your columns inputs, and does every x_i "
    "move alone, with all others as in x?",
    ITSELF_RETURNED: RETURNED,
    VIEW_RETURNED: RETURNED,
}
