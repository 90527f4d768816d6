"""Mistakes of part 3."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

chain_rule = mistakes_in("chain_rule.chain_rule")

chain_rule.edit("the outer slope at x", {"f_prime(g(x))": "f_prime(x)"},
    "the outer function should not see x, but what g makes of it: at which point is its slope "
    "taken?")
chain_rule.edit("the inner derivative is lost", {" * g_prime(x)": ""},
    "that is the slope of f at g(x): by how much does g(x) itself move when x moves?")
chain_rule.edit("both slopes at g(x)", {"g_prime(x)": "g_prime(g(x))"},
    "f gets g(x), and g gets x: at which of the two is the slope of each taken?")
chain_rule.edit("a sum for the product", {"* g_prime": "+ g_prime"},
    "if g doubles a small move and f triples what it gets, how much larger is it in the end: 5 "
    "times or 6 times?")
chain_rule.edit("the outer slope at the inner slope", {
    "f_prime(g(x)) * g_prime(x)": "f_prime(g_prime(x))"},
    "your answer is f'(g'(x)): f' wants the value of g, and the slope of g is a factor beside it.")
chain_rule.edit("times the value of g", {"g_prime(x)": "g(x)"},
    "your answer is f'(g(x)) g(x): does the chain rule want the value of g as a factor, or its "
    "slope?")
chain_rule.edit("composed the other way round", {
    "f_prime(g(x)) * g_prime(x)": "g_prime(f_prime(x)) * f_prime(x)"},
    "your answer is g'(f'(x)) f'(x): in F(x) = f(g(x)), which function comes first, and which is "
    "the outer one?")
chain_rule.edit("the outer slope at g'(x)", {"f_prime(g(x))": "f_prime(g_prime(x))"},
    "the outer function should not see the slope of the inner one: which number does it get, and "
    "where is its slope to be taken?")

CHECK = "J.shape[1] != product.shape[0]"
chain = mistakes_in("chain_rule.chain_jacobians")

chain.edit("in the order of the list", {
    "return product": "return np.linalg.multi_dot([*jacobians, np.eye(jacobians[-1].shape[1])])"},
    "in J v, the matrix that acts first stands next to v, on the right: in which order do J1, J2, "
    "... stand in the product?")
chain.edit("in the order of the list, and no check of shapes", {
    "for J in jacobians]": "for J in reversed(jacobians)]",
    CHECK: "False"},
    "is each pair of neighbours checked before you multiply, and in which order do J1, J2, ... "
    "stand in the product? In J v, the matrix that acts first is next to v.")
chain.edit("a single Jacobian is refused", {
    "return product": "return np.linalg.multi_dot(jacobians[::-1])"},
    "a list of one is a chain too, and its product is that Jacobian: does what you call need two?")
chain.edit("entry by entry", {
    "return product": "product = 1.0\n    for J in jacobians: product = J * product\n"
                      "    return product"},
    "in NumPy, * multiplies entry by entry: which operator is the matrix product?")
chain.edit("transposed", {"return product": "return product.T"},
    "your answer is the transpose of what is expected: rows are the last function's outputs, "
    "columns the first one's inputs.")
chain.edit("the first left out", {
    "J @ product": "np.eye(len(J)) if number == 1 < len(jacobians) else J @ product"},
    "your product lacks J1: with which matrix does it begin, and with which does the loop?")
chain.edit("the last left out", {
    "J @ product": "product if number == len(jacobians) > 1 else J @ product"},
    "the last Jacobian is not in your product: where does your loop end?")
chain.edit("only the first and the last", {
    "return product": "return jacobians[-1] @ jacobians[0] if len(jacobians) > 1 else product"},
    "your product has two factors, however long the list is: what about those in between?")
chain.edit("a single Jacobian is not enough", {"return product": "jacobians[1]; return product"},
    "for a list of one your function fails: the Jacobian of one function is itself, so does your "
    "code take a second one for granted?")
chain.edit("the error does not name the pair", {CHECK: "False"},
    "your error does not say which two do not meet: NumPy's own message has sizes and no "
    "positions, so do you check each pair before you multiply?")
chain.edit("the wrong sizes of a pair are compared", {
    CHECK: "number > 1 and J.shape[0] != jacobians[number - 2].shape[1]"},
    "you refuse chains that do meet: what a function hands on is what the next one takes, so which "
    "size of J1, and which of J2, have to agree?")
chain.edit("no ValueError where two do not meet", {"raise ValueError": "raise AssertionError"},
    "where two neighbours do not meet, a ValueError is asked for, and yours is another exception: "
    "which one does your code raise, or let through? An assert raises an AssertionError.")
chain.edit("nothing comes back where two do not meet", {"raise ValueError": "return None and "},
    "where two neighbours do not meet your function returns instead of raising a ValueError: is "
    "the error returned or printed, or is the pair not looked at?")
chain.edit("a row of one is stretched", {
    "if J.": "if len(product) == 1: product = np.tile(product, (J.shape[1], 1))\n        if J."},
    "a function with one output does not meet one with four inputs, and yours raises nothing: "
    "NumPy can stretch a length of 1, so do you compare the shapes yourself?")
chain.edit("the last pair is not checked", {CHECK: f"number < len(jacobians) and {CHECK}"},
    "where the last two Jacobians do not meet, your error does not name them: which is the last "
    "pair that your loop looks at?")
chain.arguments("the list is emptied", "[jacobians.pop(0) for _ in range(len(jacobians))]",
    "your code changes the caller's list: do you take things out of it, or write into it? "
    "pop(), reverse() and sort() change that list itself, and list(jacobians) is a new one.")
chain.edit("the pair counted from the end", {
    "J{number - 1} and J{number}":
        "J{len(jacobians) - number + 1} and J{len(jacobians) - number + 2}"},
    "your ValueError names another pair than the one that does not fit: from which end of the "
    "list do you count, and which is J1?")

jvp = mistakes_in("chain_rule.jvp")

jvp.edit("J is formed", {
    "for J in jacobians:\n        v = np.asarray(J) @ v": "v = chain_jacobians(jacobians) @ v"},
    "it costs as much as products of whole matrices: begin at the end of the chain where v is. Is "
    "there a matrix on both sides of any product of yours?")
jvp.edit("the last first", {"in jacobians:": "in reversed(jacobians):"},
    "v is a move of the inputs: which of the Jacobians takes the inputs?")
jvp.edit("a vjp", {
    "in jacobians:": "in reversed(jacobians):",
    "np.asarray(J) @ v": "v @ np.asarray(J)"},
    "that is v^T J, with v at the outputs: here v stands at the inputs, to the right of J.")
jvp.edit("v on the left of each", {"np.asarray(J) @ v": "v @ np.asarray(J)"},
    "in J v the vector stands to the right of the matrix: with v @ J each sum runs over the "
    "outputs.")
jvp.arguments("v is scaled to length 1", "jacobians, v / np.linalg.norm(v)",
    "if v is twice as long, J v is twice as long: v must keep its length.")
jvp.arguments("v is ignored", "jacobians, np.ones(len(v))",
    "your answer does not depend on v: it is that for a v of ones.")
jvp.edit("entry by entry", {"(J) @ v": "(J) * v"},
    "in NumPy, * multiplies entry by entry and stretches v over the rows: which operator is the "
    "matrix product?")
jvp.edit("the first left out", {"in jacobians:": "in jacobians[1:]:"},
    "your answer lacks J1: which Jacobian does v meet first?")
jvp.arguments("v is scaled to length 1, unless it is 0",
    "jacobians, v / (np.linalg.norm(v) or 1.0)",
    "if v is twice as long, J v is twice as long: v must keep its length.")
jvp.answer("an axis of length 1 is gone", "np.squeeze(answer)",
    "with a single output your answer is a bare number: J v is a vector, and one with a single "
    "entry has an axis as well.")

vjp = mistakes_in("chain_rule.vjp")

vjp.edit("J is formed", {
    "for J in reversed(jacobians):\n        u = u @ np.asarray(J)":
        "u = u @ chain_jacobians(jacobians)"},
    "it costs as much as products of whole matrices: begin at the end of the chain where u is. Is "
    "there a matrix on both sides of any product of yours?")
vjp.edit("the first first", {"reversed(jacobians)": "jacobians"},
    "u is a weight for each output of the whole: which of the Jacobians has these outputs?")
vjp.edit("a jvp", {"reversed(jacobians)": "jacobians", "u @ np.asarray(J)": "np.asarray(J) @ u"},
    "that is J u, with u at the inputs: here u stands at the outputs, to the left of J.")
vjp.edit("u on the right of each", {"u @ np.asarray(J)": "np.asarray(J) @ u"},
    "in u^T J the vector stands to the left of the matrix: with J @ u each sum runs over the "
    "inputs.")
vjp.arguments("u is ignored", "jacobians, np.ones(len(u))",
    "your answer does not depend on u: it is that for a u of ones, the gradient of the plain sum "
    "of the outputs.")
vjp.edit("the first left out", {"reversed(jacobians)": "reversed(jacobians[1:])"},
    "your answer lacks J1, the last Jacobian that u meets on its way down the chain.")
vjp.edit("entry by entry", {"u @ np": "u * np"},
    "in NumPy, * multiplies entry by entry: which operator is the matrix product?")
vjp.edit("a row of a matrix", {"dtype=float)": "dtype=float)[np.newaxis]"},
    "your answer has two axes: u^T J is a plain vector with one entry for each input.")
vjp.answer("an axis of length 1 is gone", "np.squeeze(answer)",
    "with a single input your answer is a bare number: u J is a vector, and one with a single "
    "entry has an axis as well.")
