"""What to look at where a family of part 2 is the first that fails."""

SQUARE = (
    "here there are as many outputs as inputs: which axis is which, and does your code tell them "
    "apart by their lengths?"
)
ONE = (
    "here W has a single row or column: write down the shape of the answer for that size. Does "
    "each step of your code keep every axis?"
)

SLOPES = {
    "sigmoid": "It is 1/4 at 0, about 0.1966 at 1 and at -1, and nearly 0 far out.",
    "tanh": "It is 1 at 0, about 0.42 at 1 and at -1, and nearly 0 far out.",
    "relu": "There are two slopes, one on each side of 0, and a z of either kind has its row.",
}
MATRIX = (
    "a_k depends on z_k alone: where in an (m, m) matrix is the slope of output k along input k, "
    "and what is everywhere else?"
)
KINK = (
    "take z = 0, 1e-300 and -1e-300 one by one: which slope does the docstring ask for at 0 "
    "itself, and what do a comparison or a division of yours make of each?"
)
FAR_OUT = (
    "far from 0 the slope keeps falling towards 0, and e^1000 is too large for a float: what "
    "becomes of a large z in your formula, and which numbers reach exp?"
)

OWN = (
    "how does p_k change with its own z_k? Compute each part of your formula by hand at "
    "z = (0, 0), and write its shape beside it."
)
APART = (
    "here logits are large, or lie far apart: which numbers reach exp, do any become infinite or "
    "0, and does what you do against that change p, or what you divide by?"
)
OF_ONE_EXAMPLE = (
    "take a single example and differentiate log(sum_i e^(z_i)) - z_label along each "
    "z_i: what comes of the first term, and to which class does the second one belong? Then both "
    "are divided by the number of examples."
)
OF_THE_MEAN = (
    "over how many examples is the mean, and should the loss grow or fall with the logit of the "
    "labelled class? The answer has the shape of logits."
)
ABSENT = (
    "here some classes have no label: a label is the number of a column of logits, whichever other "
    "labels there are. Does your code count, sort or number the classes by their labels?"
)
OF_ONE_ENTRY = (
    "each entry of y_hat is in one term of the sum alone: what is the derivative of "
    "(y_hat - y)^2 along it? The answer has the shape of y_hat."
)
OF_THE_SQUARE = (
    "which number does the square bring down, over how many numbers is the mean, and does the loss "
    "grow or fall if y_hat grows?"
)
FEW = (
    "here there is one example or one output, or y_hat equals y: over how many numbers is the "
    "mean, and what is the shape?"
)
OTHER_LOGIT = (
    "if z_i grows, the sum grows, and so each other p_k changes, for k above i and below: "
    "differentiate e^(z_k) / sum, where only the sum depends on z_i. Which places does your code "
    "reach?"
)
SINGLE_LOGIT = "p of a single logit is 1: what is its slope, and is your answer still a matrix?"

ALONG_X = (
    "z_k is a sum over the inputs: move x_i alone by 1. By how much does z_k change, for each k "
    "and each i?"
)
PLACES_OF_X = (
    "your numbers are not where they belong: write the shapes of W, x and z beside the formula. "
    "Are your rows outputs, and your columns inputs?"
)
ALONG_W = (
    "take a layer of two outputs and write z_1 and z_2 out: which weights are in z_1, "
    "and by what is each multiplied? There is a slope for each output and each weight."
)
PLACES_OF_W = (
    "your numbers are not where they belong: there are three axes, first the output k, then the "
    "row j and the column i of W. Which is which in your code?"
)
ALONG_B = "if b_j grows by 1, by how much does z_j grow?"
OTHERS_OF_B = "to which outputs is b_j added, and to which is it not?"
SIZE_OF_B = "here W is not square: is your size the number of outputs, or of inputs?"
BY_VALUE = (
    "here some numbers are 0, or equal: does anything in your code depend on a number, where it "
    "should depend on its place?"
)
