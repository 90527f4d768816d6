"""What to look at where a family of part 3 is the first that fails."""

SQUARE_HINT = (
    "square matrices fit in any order, and either way round: in which order do the functions act, "
    "and is any of your matrices transposed?"
)
REFUSES = (
    "compare the shapes of each pair of neighbours yourself, before you multiply: NumPy fits "
    "some together that do not meet. Then raise a ValueError."
)
NAMES = (
    "the text of the ValueError should name the two that do not meet, and no others, by their "
    "numbers or by both shapes: is it your code that raises it, and which two does it compare then?"
)
EACH_ONCE = (
    "here each Jacobian is diagonal, so that the order does not matter: is each of them in the "
    "product exactly once, and the vector as it is?"
)
PLAIN_VECTOR = (
    "here the list holds one Jacobian alone, and the answer is still a plain vector: which shape "
    "has yours, and is that Jacobian used?"
)
FORMED = (
    "multiply by the vector first, on the side where it is, and go on with what comes of it "
    "through the whole chain: a product of two Jacobians can be far larger than both."
)
LINE = (
    "f is a straight line here, so its slope is the same everywhere. If g doubles a small "
    "move of x and f triples what it gets, how much larger is the move in the end?"
)
SHIFT = (
    "g only shifts x here, and its slope is 1. The outer function should not see x itself: at "
    "which point is its slope taken?"
)
CURVED = (
    "here both functions are curved: at which point is each slope taken, and is each of them in "
    "the answer?"
)
SPECIAL = (
    "here x is 0 or an integer: does anything in your code depend on the value or the type of x?"
)
EACH_OF_THE_LIST = (
    "here each Jacobian is diagonal, so that their order does not matter, or there is only one, "
    "which is then the product: is each of the list in it exactly once?"
)
J1_FIRST = (
    "J1 acts first, on x. Write down the shapes of J1, J2 and the whole: is J1 on the left or on "
    "the right of J2, which of their axes have to be equal, and by which operator are matrices "
    "multiplied?"
)
