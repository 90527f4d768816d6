"""Mistakes of part 8."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

number_minus = mistakes_in("forward_mode.Dual.__rsub__")
number_minus.edit("2 - x is missing", {"other - self": "NotImplemented"},
    "for 2 - x Python asks x, by way of __rsub__, since the number 2 knows no Duals: what "
    "does yours answer?")
number_minus.edit("2 - x as x - 2", {"other - self": "self - other"},
    "in __rsub__, self is the x of 2 - x, and other is the 2: which of them is subtracted?")
number_minus.answer("2 - x moves like x", "Dual(answer.value, self.tangent)",
    "the tangent of 2 - x is wrong: if x grows, which way does 2 - x move?")
number_minus.edit("2 - x moves at speed -1", {
    "other - self": "Dual(other.value - self.value, -1.0)"},
    "your 2 - x has the tangent -1 whatever x's is: how fast does it move when x moves at another "
    "speed than 1?")

number_over = mistakes_in("forward_mode.Dual.__rtruediv__")
number_over.edit("2 / x is missing", {"other / self": "NotImplemented"},
    "for 2 / x Python asks x, by way of __rtruediv__, since the number 2 knows no Duals: "
    "what does yours answer?")
number_over.edit("2 / x as x / 2", {"other / self": "self / other"},
    "in __rtruediv__, self is the x of 2 / x, and other is the 2: which of them is divided?")
number_over.answer("2 / x with a plus", "Dual(answer.value, -answer.tangent)",
    "the tangent of 2 / x is wrong: if a positive x grows, which way does 2 / x move?")
number_over.edit("2 / x moves as if x had the tangent 1", {
    "other / self": "Dual(other.value / self.value, -other.value / self.value**2)"},
    "your tangent of 2 / x does not depend on x's own: how fast does 2 / x move when x moves at "
    "another speed than 1?")

product = mistakes_in("forward_mode.Dual.__mul__")
product.edit("u'v' for a product", {"other.value + self.value * other.tangent": "other.tangent"},
    "the tangent of a product is not the product of the tangents: one factor moves while the "
    "other stands still, and then the other way round.")
product.edit("half of the product rule", {" + self.value * other.tangent": ""},
    "your product moves with the left factor alone: the other one moves too.")
product.edit("each tangent with its own value", {
    "other.value + self.value": "self.value + other.value"},
    "in your product each tangent meets the value of its own factor: u' goes with v, and v' "
    "with u.")
product.edit("the product is written into x", {
    "return Dual(self.value * other.value, tangent)":
        "self.value, self.tangent = self.value * other.value, tangent\n    return self"},
    "x * y changes x: what was x is the product from then on. Return a new Dual.")
product.edit("the tangent is cut off in products", {", tangent)": ")"},
    "a product forgets how its factors move: it must be a Dual with a tangent of its own, "
    "and only a branch may look at the value alone.")

QUOTIENT_RULE = "(self.tangent - quotient * other.tangent) / other.value"
quotient = mistakes_in("forward_mode.Dual.__truediv__")
quotient.edit("u'/v' for a quotient", {
    QUOTIENT_RULE: "self.tangent / other.tangent if other.tangent else 0.0"},
    "the tangent of a quotient is not the quotient of the tangents: the rule stands in the "
    "docstring of the class.")
quotient.edit("a plus in the quotient", {"tangent - quotient": "tangent + quotient"},
    "the two terms of the quotient rule are subtracted: if v grows, u / v falls.")
quotient.edit("the quotient's terms changed over", {
    "self.tangent - quotient * other.tangent": "quotient * other.tangent - self.tangent"},
    "in the quotient rule it matters which term comes first: your tangents have the wrong "
    "sign.")
quotient.edit("the quotient's square is lost", {" / other.value)": ")"},
    "the denominator of the quotient rule is v^2, and yours is another one.")
quotient.edit("the divisor stands still", {" - quotient * other.tangent": ""},
    "your quotient moves with the numerator alone: the divisor may move too.")
quotient.edit("each division begins anew", {"self.tangent": "1.0"},
    "x / 2 / 2 has the slope 1/4, and yours is 1/2: the tangent that the numerator brings "
    "along is a factor.")
quotient.edit("the tangent is cut off in quotients", {", " + QUOTIENT_RULE: ""},
    "a quotient forgets how its two parts move: it must be a Dual with a tangent of its own, "
    "and only a branch may look at the value alone.")
quotient.edit("divided, and multiplied again", {
    "(self.tangent - quotient * other.tangent) / other.value":
        "(self.tangent * other.value - self.value * other.tangent) / other.value * other.value"},
    "what is 1 / 2 * 3 in Python? Try it in a cell, and look at the order of the signs in your "
    "formula.")

power = mistakes_in("forward_mode.Dual.__pow__")
power.edit("a power without its inner tangent", {" * self.tangent": ""},
    "your powers move as if x had the tangent 1: what is raised to the power moves by itself, so "
    "where is its tangent, a factor?")
power.edit("the exponent is not lowered", {"exponent - 1": "exponent"},
    "the slope of x^3 is 3 x^2: what exponent does yours have?")
power.edit("the exponent is no factor", {"exponent * ": ""},
    "the slope of x^3 is 3 x^2, and yours is x^2: the exponent comes down as a factor.")
power.edit("the tangent to the power", {"slope * self.tangent": "math.pow(self.tangent, exponent)"},
    "you raise the tangent to the power as well: the power rule has it as a plain factor.")
power.edit("0 to the power 0", {" if exponent else 0.0": ""},
    "at x = 0 the power x ** 0 stops with an exception: the power rule asks for 0 ** -1 "
    "there, so what is the slope of a constant?")
power.edit("no slope at 0", {"if exponent": "if self.value"},
    "at x = 0 all your powers have the slope 0, and x ** 1 has the slope 1: what do you treat "
    "apart, the value or the exponent?")
power.body("whole powers only", """
    result = Dual(1.0)
    for _ in range(exponent):
        result = result * self
    return result""",
    "a negative exponent, or 0.5, goes wrong: is your power a product in a loop?")
power.edit("0 to a negative power", {
    "math.pow(self.value, exponent - 1) if exponent else 0.0": "self.value ** (exponent - 1)"},
    "x ** 0 is 1 for every x, also at x = 0: what does your formula take to which power there?")
power.edit("powers by logarithms", {
    "return Dual(math.pow(self.value, exponent), slope * self.tangent)":
        "power = math.exp(exponent * math.log(self.value))\n"
        "    return Dual(power, exponent * power / self.value * self.tangent)"},
    "(-2)^3 is -8, and 0^2 is 0: what does your formula take the logarithm of there?")
power.arguments("the exponent's fraction is cut off", "self, int(exponent)",
    "x ** 0.5 is a root, and in yours it is 1: what becomes of an exponent that is not whole?")

absolute = mistakes_in("forward_mode.Dual.__abs__")
absolute.edit("abs does not turn the tangent", {"sign * ": ""},
    "left of 0, |x| falls when x grows: what does that make of the tangent?")
absolute.edit("abs at the kink", {"> 0": ">= 0"},
    "at x = 0, at the kink of |x|, another slope than yours is asked for: which slope has |x| on "
    "each side of 0, and which does the docstring give it there?")
absolute.edit("abs gives a plain number", {
    "Dual(abs(self.value), sign * self.tangent)": "abs(self.value)"},
    "after abs the tangent is gone: it must give a Dual, and only a branch may look at the "
    "value alone.")
absolute.edit("the tangent without its sign", {
    "sign * self.tangent": "abs(sign * self.tangent)"},
    "your tangent is never negative: if x is positive and falls, does |x| rise or fall?")

SLOPES = [
    ("cos without its minus", {"-math.sin": "math.sin"},
     "cos falls where sin is positive: what sign does its slope have?"),
    ("exp with a slope of 1", {"math.exp(u)": "1.0"},
     "the slope of exp is not the same everywhere: it grows as fast as exp itself does."),
    ("exp as a power", {"math.exp(u)": "u * math.exp(u - 1)"},
     "that is the rule for x^n: e^x is its own derivative."),
    ("log upside down", {"1 / u": "u"},
     "the larger u is, the more slowly log grows: yours grows faster."),
    ("sqrt without its 1/2", {"0.5 / math": "1 / math"},
     "your slope of the square root is twice what is expected: it is the power 1/2, and the "
     "exponent comes down."),
    ("sqrt multiplied for divided", {"0.5 / math": "0.5 * math"},
     "the square root grows more and more slowly: should its slope grow with u?"),
    ("tanh not squared", {" ** 2": ""},
     "the slope of tanh at -u is the same as at u: what is missing in 1 - tanh(u)?"),
    ("tanh of u for a", {"math.tanh(u)": "u"},
     "the formula 1 - a^2 wants a = tanh(u), and u is what you are given."),
]
"""Name, edit and hint: mistakes in Dual and in Value alike."""

FUNCTIONS = {
    "-math.sin(u)": "math.cos(u)", "1 / u": "math.log(u)",
    "0.5 / math.sqrt(u)": "math.sqrt(u)", "1 - math.tanh(u) ** 2": "math.tanh(u)",
}
slope = mistakes_in("forward_mode.Dual.slope")
for entry in SLOPES:
    slope.edit(*entry)
slope.edit("functions for their slopes", FUNCTIONS,
    "that is the function itself: its derivative at u is asked for.")

derivative = mistakes_in("forward_mode.derivative")
derivative.edit("x stands still", {"Dual(x, 1.0)": "Dual(x)"},
    "all your derivatives are 0: a Dual without a tangent is a constant, so how fast does x "
    "move when x moves by 1?")
derivative.edit("the value comes back", {"result.tangent": "result.value"},
    "what you return is f(x): a Dual carries the derivative as well, under which name?")
derivative.edit("x moves by x", {"Dual(x, 1.0)": "Dual(x, x)"},
    "your derivatives are x times what is expected: the tangent of the input says how fast x moves "
    "when x moves by 1.")
derivative.edit("no constants", {" if isinstance(result, Dual) else 0.0": ""},
    "a program may return a plain number, which has no tangent: how does a constant change "
    "when x does?")
derivative.edit("the constant comes back", {"else 0.0": "else result"},
    "where a program returns a plain number you return it as it is: how does a constant change "
    "when x does?")
derivative.body("measured", "return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5",
    "your derivative is a difference over a small step: a Dual at x gives it exactly, with "
    "one call of f.")
derivative.answer("rounded", "round(answer, 12)",
    "small slopes lose digits, or become 0: is the result rounded? A dual number makes no error "
    "that has to be removed.")
derivative.answer("rounded to 10 digits behind the point", "round(answer, 10)",
    "small slopes lose digits, or become 0: is the result rounded? A dual number makes no error "
    "that has to be removed.")
derivative.edit("x moves by 1", {"Dual(x, 1.0)": "Dual(x + 1, 1.0)"},
    "your slopes are those at x + 1: e is no number that is added, so where does the tangent "
    "stand?")

jvp = mistakes_in("forward_mode.jvp")
jvp.edit("v is ignored", {"Dual(x_i, v_i)": "Dual(x_i, 1.0)"},
    "your answer does not depend on v: each x_i moves at speed v_i.")
jvp.edit("f is evaluated at x + v", {"Dual(x_i, v_i)": "Dual(x_i + v_i, v_i)"},
    "your slope is the one at x + v: the value of each Dual is x_i itself, and v_i only says how "
    "fast it moves.")
jvp.edit("nothing moves", {"Dual(x_i, v_i)": "Dual(x_i)"},
    "your answer is always 0: a Dual without a tangent is a constant, so how fast does each "
    "x_i move when x moves along v?")
jvp.arguments("v is scaled to length 1", "f, x, v / np.linalg.norm(v)",
    "v need not have length 1, and if it is twice as long the answer is twice as large: use "
    "it as it is.")
jvp.body("a pass for each input", """
    total = 0.0
    for one in np.diag(v):
        result = f(np.array([Dual(x_i, one_i) for x_i, one_i in zip(x, one)], dtype=object))
        total += result.tangent if isinstance(result, Dual) else 0.0
    return total""",
    "you call f once for each input: give every x_i its own tangent at once, and one pass is "
    "enough.")
jvp.edit("no constants", {" if isinstance(result, Dual) else 0.0": ""},
    "f may return a plain number, which has no tangent: how does a constant change when x "
    "does?")
jvp.edit("the constant comes back", {"else 0.0": "else result"},
    "where f returns a plain number you return it as it is: how does a constant change when x "
    "does?")
jvp.edit("the value comes back", {"result.tangent": "result.value"},
    "what you return is f(x): a Dual carries the derivative as well, under which name?")
jvp.edit("x and v changed over", {"Dual(x_i, v_i)": "Dual(v_i, x_i)"},
    "which of x and v is the value of each Dual, and which is its tangent?")
jvp.body("measured", "return (f(x + 1e-5 * v) - f(x - 1e-5 * v)) / 2e-5",
    "your answer is a difference over a small step: Duals give it exactly, with one call of "
    "f.")
jvp.arguments("equal inputs are one", "f, x, [v[list(x).index(x_i)] for x_i in x]",
    "where two inputs are equal they move as one: does your code tell inputs apart by their index, "
    "or by their value?")
jvp.arguments("v is scaled to length 1, unless it is 0", "f, x, v / (np.linalg.norm(v) or 1.0)",
    "v need not have length 1, and if it is twice as long the answer is twice as large: use "
    "it as it is.")
jvp.edit("what stands still is a plain number", {
    "Dual(x_i, v_i) for": "Dual(x_i, v_i) if v_i else float(x_i) for"},
    "where an entry of v is 0 your array holds a plain number among Duals: NumPy's functions ask "
    "every entry to work it out by itself, so what has each to be?")
