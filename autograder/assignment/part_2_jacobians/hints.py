"""What to look at where a family of part 2 is the first that fails."""

SQUARE = "correct where outputs and inputs differ in number: which axis is which if they do not?"
ONE = (
    "correct for larger layers. Here W has a single row or column: write down the shape of the "
    "answer for that size, and keep every axis."
)

SLOPES = {
    "sigmoid": "It is largest at 0, where it is 1/4, and nearly 0 far out. What is yours there?",
    "tanh": "It is largest at 0, where it is 1, and nearly 0 far out. What is yours there?",
    "relu": "Draw it: there are only two slopes, one on each side of 0.",
}
MATRIX = (
    "the slopes are correct, and the matrix is not: a_k depends on z_k alone. Where in an "
    "(m, m) matrix is the slope of output k along input k, and what is everywhere else?"
)
KINK = (
    "correct away from 0. At z = 0, and only there, the docstring says which slope to take: look "
    "at your comparison, or at your division."
)
FAR_OUT = (
    "correct near 0. Further out the slope falls on towards 0, and e^1000 is too large for a "
    "float: what becomes of a large z in your formula, and which numbers reach exp?"
)

OWN = (
    "how does p_k change with its own z_k? Compute each part of your formula by hand at "
    "z = (0, 0), and write its shape beside it."
)
APART = (
    "correct for moderate logits. Far out exp overflows, or rounds to 0, and what you do against "
    "that must not change p: which change of all logits cancels in the fraction?"
)
OF_ONE_EXAMPLE = (
    "take a single example and differentiate log(sum_i e^(z_i)) - z_label along each "
    "z_i: what comes of the first term, and to which class does the second one belong? Then both "
    "are divided by the number of examples."
)
OF_THE_MEAN = (
    "correct up to a factor: the loss is a mean over how many examples, and should it "
    "grow or fall with the logit of the right class?"
)
ABSENT = (
    "correct where each class occurs among the labels. Here some do not: a label is the "
    "number of a column of logits, and the number of classes is that of the columns."
)
OF_ONE_ENTRY = (
    "each entry of y_hat is in one term of the sum alone: what is the derivative of "
    "(y_hat - y)^2 along it? The answer has the shape of y_hat."
)
OF_THE_SQUARE = (
    "correct up to a factor. Which number does the square bring down, over how many "
    "numbers is the mean, and does the loss grow or fall if y_hat grows?"
)
FEW = (
    "correct for several examples and outputs. Here there is one of either, or every "
    "prediction is correct: over how many numbers is the mean, and what is the shape?"
)
OTHER_LOGIT = (
    "if z_i grows, the sum grows, and so each other p_k changes. Differentiate "
    "e^(z_k) / sum for i != k, where only the sum depends on z_i."
)
SINGLE_LOGIT = "correct for more logits: p of a single one is 1, and the answer is still a matrix."

ALONG_X = (
    "z_k is a sum over the inputs: move x_i alone by 1. By how much does z_k change, for each k "
    "and each i?"
)
PLACES_OF_X = (
    "the numbers are the right ones, and their places are not: write the shapes of W, x "
    "and z beside the formula. Rows are outputs, columns are inputs."
)
ALONG_W = (
    "take a layer of two outputs and write z_1 and z_2 out: which weights are in z_1, "
    "and by what is each multiplied? There is a slope for each output and each weight."
)
PLACES_OF_W = (
    "the numbers are the right ones, and their places are not: there are three axes, "
    "first the output k, then the row j and the column i of W."
)
ALONG_B = "if b_j grows by 1, by how much does z_j grow?"
OTHERS_OF_B = "to which outputs is b_j added, and to which is it not?"
SIZE_OF_B = "correct where W is square: is your size the number of outputs, or of inputs?"
BY_VALUE = (
    "correct where all numbers differ and none is 0. Here some are 0, or equal: does anything in "
    "your code hang on a number, where it should hang on its place?"
)
