"""Mistakes of part 3."""

import numpy as np

from ...grading.mistakes.catalogue import mistake

CHAIN = "chain_rule.chain_jacobians"


@mistake(
    "chain_rule.chain_rule",
    "the outer slope at x",
    hint="the outer function never sees x, but what g makes of it: at which point is its slope "
    "taken?",
)
def outer_slope_at_x(f_prime, g, g_prime, x):
    return f_prime(x) * g_prime(x)


@mistake(
    "chain_rule.chain_rule",
    "the inner derivative is lost",
    hint="that is the slope of f at g(x): by how much does g(x) itself move when x moves?",
)
def inner_derivative_lost(f_prime, g, g_prime, x):
    return f_prime(g(x))


@mistake(
    "chain_rule.chain_rule",
    "both slopes at g(x)",
    hint="g is fed with x, so its slope is taken there too: only f's slope is taken at g(x).",
)
def both_slopes_at_g(f_prime, g, g_prime, x):
    return f_prime(g(x)) * g_prime(g(x))


@mistake(
    "chain_rule.chain_rule",
    "a sum for the product",
    hint="if g doubles a small move and f triples what it gets, how much larger is it in the end: "
    "5 times or 6 times?",
)
def sum_of_slopes(f_prime, g, g_prime, x):
    return f_prime(g(x)) + g_prime(x)


@mistake(
    "chain_rule.chain_rule",
    "the outer slope at the inner slope",
    hint="you hand f' the slope of g: it wants the value of g.",
)
def outer_slope_at_inner_slope(f_prime, g, g_prime, x):
    return f_prime(g_prime(x))


@mistake(
    "chain_rule.chain_rule",
    "times the value of g",
    hint="you multiply by g(x), the value: the chain rule wants the slope of g.",
)
def times_the_value_of_g(f_prime, g, g_prime, x):
    return f_prime(g(x)) * g(x)


@mistake(
    "chain_rule.chain_rule",
    "composed the other way round",
    hint="that is the derivative of g(f'(x)), or nearly: in F(x) = f(g(x)), which function comes "
    "first, and which is the outer one?",
)
def other_way_round(f_prime, g, g_prime, x):
    return g_prime(f_prime(x)) * f_prime(x)


def meeting(jacobians):
    """The Jacobians as arrays; ValueError, naming the pair, where two do not meet."""
    jacobians = [np.asarray(J, dtype=float) for J in jacobians]
    for number in range(1, len(jacobians)):
        first, second = jacobians[number - 1], jacobians[number]
        if len(first) != second.shape[1]:
            raise ValueError(f"J{number} {first.shape} and J{number + 1} {second.shape}")
    return jacobians


def product(jacobians):
    """The product of matrices, the last one leftmost."""
    result = np.eye(np.shape(jacobians[0])[1])
    for J in jacobians:
        result = J @ result
    return result


@mistake(
    CHAIN,
    "in the order of the list",
    hint="in J v, the matrix that acts first stands next to v, on the right: in which order do "
    "J1, J2, ... stand in the product?",
)
def in_the_order_of_the_list(jacobians):
    return product(meeting(jacobians)[::-1])


@mistake(
    CHAIN,
    "in the order of the list, and no check of shapes",
    hint="check each pair of neighbours before you multiply; and in J v, the matrix that acts "
    "first stands next to v, on the right: in which order do J1, J2, ... stand in the product?",
)
def in_the_order_of_the_list_unchecked(jacobians):
    return product(jacobians[::-1])


@mistake(
    CHAIN,
    "entry by entry",
    hint="in NumPy, * multiplies entry by entry: which operator is the matrix product?",
)
def entry_by_entry(jacobians):
    result = 1.0
    for J in meeting(jacobians):
        result = J * result
    return result


@mistake(
    CHAIN,
    "transposed",
    hint="your answer is the transpose of the right one: rows are the last function's outputs, "
    "columns the first one's inputs.",
)
def chain_transposed(jacobians):
    return product(meeting(jacobians)).T


@mistake(
    CHAIN,
    "the first left out",
    hint="your product lacks J1: with which matrix does it begin, and with which does the loop?",
)
def first_left_out(jacobians):
    jacobians = meeting(jacobians)
    return product(jacobians[1:] or jacobians)


@mistake(
    CHAIN,
    "the last left out",
    hint="the last Jacobian is not in your product: where does your loop end?",
)
def last_left_out(jacobians):
    jacobians = meeting(jacobians)
    return product(jacobians[:-1] or jacobians)


@mistake(
    CHAIN,
    "only the first and the last",
    hint="your product has two factors, however long the list is: what about those in between?",
)
def only_the_ends(jacobians):
    jacobians = meeting(jacobians)
    return product(jacobians if len(jacobians) == 1 else [jacobians[0], jacobians[-1]])


@mistake(
    CHAIN,
    "a single Jacobian is not enough",
    hint="for a list of one your function fails: the Jacobian of one function is itself.",
)
def needs_two(jacobians):
    jacobians = meeting(jacobians)
    result = jacobians[1] @ jacobians[0]
    for J in jacobians[2:]:
        result = J @ result
    return result


@mistake(
    CHAIN,
    "the error does not name the pair",
    hint="the message that NumPy writes has sizes and no positions: check each pair before you "
    "multiply, and say which two do not meet.",
)
def error_without_names(jacobians):
    return product(jacobians)


@mistake(
    CHAIN,
    "no ValueError where two do not meet",
    hint="where two neighbours do not meet, a ValueError is asked for, and you raise another "
    "exception: an assert raises an AssertionError.",
)
def no_value_error(jacobians):
    try:
        return product(meeting(jacobians))
    except ValueError as error:
        raise AssertionError(str(error)) from None


@mistake(
    CHAIN,
    "nothing comes back where two do not meet",
    hint="where two neighbours do not meet your function returns as if all were well: a "
    "ValueError is to be raised there, not returned or printed.",
)
def no_exception(jacobians):
    try:
        return product(meeting(jacobians))
    except ValueError:
        return None


@mistake(
    CHAIN,
    "a row of one is stretched",
    hint="a function with one output does not meet one with four inputs: NumPy stretched it, so "
    "compare the shapes yourself.",
)
def one_is_stretched(jacobians):
    jacobians = [np.asarray(J, dtype=float) for J in jacobians]
    result = jacobians[0]
    for J in jacobians[1:]:
        if len(result) == 1:
            result = np.tile(result, (J.shape[1], 1))
        meeting([result, J])
        result = J @ result
    return result


@mistake(
    CHAIN,
    "the last pair is not checked",
    hint="where the last two Jacobians do not meet, your error does not name them: which is the "
    "last pair that your loop looks at?",
)
def last_pair_unchecked(jacobians):
    meeting(jacobians[:-1])
    return product(jacobians)


@mistake(
    CHAIN,
    "the list is emptied",
    hint="after the call the list has lost its Jacobians: pop takes them out of the caller's list.",
)
def list_is_emptied(jacobians):
    meeting(jacobians)
    result = jacobians.pop(0)
    while jacobians:
        result = jacobians.pop(0) @ result
    return result


def applied(jacobians, vector):
    """The product of the Jacobians and a vector, the first Jacobian first."""
    for J in jacobians:
        vector = np.asarray(J) @ vector
    return np.asarray(vector, dtype=float)


def transposed(jacobians):
    """Their transposes, the last first: u^T J is J^T u."""
    return [np.transpose(J) for J in reversed(jacobians)]


TOO_MANY = 10**8


def formed(jacobians):
    """The product, unless it is so large that it would fill the grader's memory."""
    if np.shape(jacobians[-1])[0] * np.shape(jacobians[0])[1] > TOO_MANY:
        raise MemoryError("the product is too large")
    return product(jacobians)


@mistake(
    "chain_rule.jvp",
    "J is formed",
    hint="the numbers are right, but you multiply matrix by matrix: begin at the end of the chain "
    "where v is, so that there is only ever a vector to multiply.",
)
def jvp_forms_J(jacobians, v):
    return formed(jacobians) @ v


@mistake(
    "chain_rule.jvp",
    "the last first",
    hint="v is a move of the inputs: which of the Jacobians takes the inputs?",
)
def jvp_last_first(jacobians, v):
    return applied(jacobians[::-1], v)


@mistake(
    "chain_rule.jvp",
    "a vjp",
    hint="that is v^T J, with v at the outputs: here v stands at the inputs, to the right of J.",
)
def jvp_is_a_vjp(jacobians, v):
    return applied(transposed(jacobians), v)


@mistake(
    "chain_rule.jvp",
    "v on the left of each",
    hint="in J v the vector stands to the right of the matrix: with v @ J each sum runs over the "
    "outputs.",
)
def jvp_on_the_left(jacobians, v):
    return applied([np.transpose(J) for J in jacobians], v)


@mistake(
    "chain_rule.jvp",
    "v is scaled to length 1",
    hint="if v is twice as long, J v is twice as long: v must keep its length.",
)
def jvp_unit_direction(jacobians, v):
    return applied(jacobians, v / np.linalg.norm(v))


@mistake(
    "chain_rule.jvp",
    "v is ignored",
    hint="your answer does not depend on v: it is that for a v of ones.",
)
def jvp_ignores_v(jacobians, v):
    return applied(jacobians, np.ones(len(v)))


@mistake(
    "chain_rule.jvp",
    "entry by entry",
    hint="in NumPy, * multiplies entry by entry and stretches v over the rows: which operator is "
    "the matrix product?",
)
def jvp_entry_by_entry(jacobians, v):
    for J in jacobians:
        v = np.asarray(J) * v
    return v


@mistake(
    "chain_rule.jvp",
    "the first left out",
    hint="your answer lacks J1: which Jacobian does v meet first?",
)
def jvp_first_left_out(jacobians, v):
    return applied(jacobians[1:], v)


@mistake(
    "chain_rule.vjp",
    "J is formed",
    hint="the numbers are right, but you multiply matrix by matrix: begin at the end of the chain "
    "where u is, so that there is only ever a vector to multiply.",
)
def vjp_forms_J(jacobians, u):
    return u @ formed(jacobians)


@mistake(
    "chain_rule.vjp",
    "the first first",
    hint="u is a weight for each output of the whole: which of the Jacobians has these outputs?",
)
def vjp_first_first(jacobians, u):
    return applied([np.transpose(J) for J in jacobians], u)


@mistake(
    "chain_rule.vjp",
    "a jvp",
    hint="that is J u, with u at the inputs: here u stands at the outputs, to the left of J.",
)
def vjp_is_a_jvp(jacobians, u):
    return applied(jacobians, u)


@mistake(
    "chain_rule.vjp",
    "u on the right of each",
    hint="in u^T J the vector stands to the left of the matrix: with J @ u each sum runs over the "
    "inputs.",
)
def vjp_on_the_right(jacobians, u):
    return applied(jacobians[::-1], u)


@mistake(
    "chain_rule.vjp",
    "u is ignored",
    hint="your answer does not depend on u: it is that for a u of ones, the gradient of the plain "
    "sum of the outputs.",
)
def vjp_ignores_u(jacobians, u):
    return applied(transposed(jacobians), np.ones(len(u)))


@mistake(
    "chain_rule.vjp",
    "the first left out",
    hint="your answer lacks J1, the last Jacobian that u meets on its way down the chain.",
)
def vjp_first_left_out(jacobians, u):
    return applied(transposed(jacobians[1:]), u)


@mistake(
    "chain_rule.vjp",
    "entry by entry",
    hint="in NumPy, * multiplies entry by entry: which operator is the matrix product?",
)
def vjp_entry_by_entry(jacobians, u):
    for J in reversed(jacobians):
        u = u * np.asarray(J)
    return u


@mistake(
    "chain_rule.vjp",
    "a row of a matrix",
    hint="your answer has two axes: u^T J is a plain vector with one entry for each input.",
)
def vjp_row_of_a_matrix(jacobians, u):
    return applied(transposed(jacobians), u)[np.newaxis, :]
