"""Mistakes of part 8."""

import math

import numpy as np

from ...grading.mistakes.catalogue import mistake
from ..given import right

DERIVATIVE = "forward_mode.derivative"
JVP = "forward_mode.jvp"

with_numbers = right("operators.with_numbers")


def no_such_operator(self, other):
    return NotImplemented


mistake(
    "forward_mode.Dual.__rsub__",
    "2 - x is missing",
    hint="for 2 - x Python asks x, by way of __rsub__, since the number 2 knows no Duals: what "
    "does yours answer?",
)(no_such_operator)


mistake(
    "forward_mode.Dual.__rtruediv__",
    "2 / x is missing",
    hint="for 2 / x Python asks x, by way of __rtruediv__, since the number 2 knows no Duals: "
    "what does yours answer?",
)(no_such_operator)


@mistake(
    "forward_mode.Dual.__rsub__",
    "2 - x as x - 2",
    hint="in __rsub__, self is the x of 2 - x, and other is the 2: which of them is subtracted?",
)
@with_numbers
def dual_rsub_changed_over(self, other):
    return self - other


@mistake(
    "forward_mode.Dual.__rtruediv__",
    "2 / x as x / 2",
    hint="in __rtruediv__, self is the x of 2 / x, and other is the 2: which of them is divided?",
)
@with_numbers
def dual_rtruediv_changed_over(self, other):
    return self / other


@mistake(
    "forward_mode.Dual.__rsub__",
    "2 - x moves like x",
    hint="the value of 2 - x is right and its tangent is not: if x grows, which way does 2 - x "
    "move?",
)
@with_numbers
def dual_rsub_tangent(self, other):
    return type(self)(other.value - self.value, self.tangent)


@mistake(
    "forward_mode.Dual.__rtruediv__",
    "2 / x with a plus",
    hint="the value of 2 / x is right and its tangent is not: if a positive x grows, which way "
    "does 2 / x move?",
)
@with_numbers
def dual_rtruediv_tangent(self, other):
    return type(self)(other.value / self.value, other.value * self.tangent / self.value**2)


@mistake(
    "forward_mode.Dual.__mul__",
    "u'v' for a product",
    hint="the tangent of a product is not the product of the tangents: one factor moves while the "
    "other stands still, and then the other way round.",
)
@with_numbers
def dual_product_of_tangents(self, other):
    return type(self)(self.value * other.value, self.tangent * other.tangent)


@mistake(
    "forward_mode.Dual.__mul__",
    "half of the product rule",
    hint="your product moves with the left factor alone: the right one moves too.",
)
@with_numbers
def dual_half_of_product_rule(self, other):
    return type(self)(self.value * other.value, self.tangent * other.value)


@mistake(
    "forward_mode.Dual.__mul__",
    "each tangent with its own value",
    hint="in your product each tangent meets the value of its own factor: u' goes with v, and v' "
    "with u.",
)
@with_numbers
def dual_tangents_with_own_values(self, other):
    tangent = self.tangent * self.value + other.tangent * other.value
    return type(self)(self.value * other.value, tangent)


@mistake(
    "forward_mode.Dual.__mul__",
    "the tangent is cut off in products",
    hint="a product forgets how its factors move: it must be a Dual with a tangent of its own, "
    "and only a branch may look at the value alone.",
)
@with_numbers
def dual_product_without_tangent(self, other):
    return type(self)(self.value * other.value)


@mistake(
    "forward_mode.Dual.__truediv__",
    "u'/v' for a quotient",
    hint="the tangent of a quotient is not the quotient of the tangents: the rule stands in the "
    "docstring of the class.",
)
@with_numbers
def dual_quotient_of_tangents(self, other):
    tangent = self.tangent / other.tangent if other.tangent else 0.0
    return type(self)(self.value / other.value, tangent)


@mistake(
    "forward_mode.Dual.__truediv__",
    "a plus in the quotient",
    hint="the two terms of the quotient rule are subtracted: if v grows, u / v falls.",
)
@with_numbers
def dual_quotient_with_plus(self, other):
    quotient = self.value / other.value
    return type(self)(quotient, (self.tangent + quotient * other.tangent) / other.value)


@mistake(
    "forward_mode.Dual.__truediv__",
    "the quotient's terms changed over",
    hint="in the quotient rule it matters which term comes first: your tangents have the wrong "
    "sign.",
)
@with_numbers
def dual_quotient_changed_over(self, other):
    quotient = self.value / other.value
    return type(self)(quotient, (quotient * other.tangent - self.tangent) / other.value)


@mistake(
    "forward_mode.Dual.__truediv__",
    "the quotient's square is lost",
    hint="the denominator of the quotient rule is v^2, and yours is another one.",
)
@with_numbers
def dual_quotient_not_squared(self, other):
    tangent = (self.tangent * other.value - self.value * other.tangent) / other.value
    return type(self)(self.value / other.value, tangent)


@mistake(
    "forward_mode.Dual.__truediv__",
    "the divisor stands still",
    hint="your quotient moves with the numerator alone: the divisor may move too.",
)
@with_numbers
def dual_divisor_stands_still(self, other):
    return type(self)(self.value / other.value, self.tangent / other.value)


@mistake(
    "forward_mode.Dual.__truediv__",
    "each division begins anew",
    hint="x / 2 / 2 has the slope 1/4, and yours is 1/2: the tangent that the numerator brings "
    "along is a factor.",
)
@with_numbers
def dual_division_begins_anew(self, other):
    quotient = self.value / other.value
    return type(self)(quotient, (1.0 - quotient * other.tangent) / other.value)


@mistake(
    "forward_mode.Dual.__truediv__",
    "the tangent is cut off in quotients",
    hint="a quotient forgets how its two parts move: it must be a Dual with a tangent of its own, "
    "and only a branch may look at the value alone.",
)
@with_numbers
def dual_quotient_without_tangent(self, other):
    return type(self)(self.value / other.value)


@mistake(
    "forward_mode.Dual.__pow__",
    "a power without its inner tangent",
    hint="with a tangent of 1 your powers are right: what is raised to the power moves by itself, "
    "so its tangent is a factor.",
)
def dual_power_without_inner(self, exponent):
    slope = exponent * math.pow(self.value, exponent - 1) if exponent else 0.0
    return type(self)(math.pow(self.value, exponent), slope)


@mistake(
    "forward_mode.Dual.__pow__",
    "the exponent is not lowered",
    hint="the slope of x^3 is 3 x^2: which exponent has yours?",
)
def dual_exponent_not_lowered(self, exponent):
    power = math.pow(self.value, exponent)
    return type(self)(power, exponent * power * self.tangent)


@mistake(
    "forward_mode.Dual.__pow__",
    "the exponent is no factor",
    hint="the slope of x^3 is 3 x^2, and yours is x^2: the exponent comes down as a factor.",
)
def dual_exponent_no_factor(self, exponent):
    slope = math.pow(self.value, exponent - 1) if exponent else 0.0
    return type(self)(math.pow(self.value, exponent), slope * self.tangent)


@mistake(
    "forward_mode.Dual.__pow__",
    "the tangent to the power",
    hint="you raise the tangent to the power as well: the power rule has it as a plain factor.",
)
def dual_tangent_to_the_power(self, exponent):
    return type(self)(math.pow(self.value, exponent), math.pow(self.tangent, exponent))


@mistake(
    "forward_mode.Dual.__pow__",
    "0 to the power 0",
    hint="at x = 0 the power x ** 0 stops with an exception: the power rule asks for 0 ** -1 "
    "there, so what is the slope of a constant?",
)
def dual_zero_to_the_power_zero(self, exponent):
    slope = exponent * math.pow(self.value, exponent - 1)
    return type(self)(math.pow(self.value, exponent), slope * self.tangent)


@mistake(
    "forward_mode.Dual.__pow__",
    "no slope at 0",
    hint="at x = 0 your powers have no slope at all, and x ** 1 has the slope 1: it is not the "
    "value 0 that makes trouble, but the exponent 0.",
)
def dual_power_flat_at_zero(self, exponent):
    slope = exponent * math.pow(self.value, exponent - 1) if self.value else 0.0
    return type(self)(math.pow(self.value, exponent), slope * self.tangent)


@mistake(
    "forward_mode.Dual.__pow__",
    "whole powers only",
    hint="your powers are products in a loop: the exponent may also be negative, or 0.5.",
)
def dual_whole_powers_only(self, exponent):
    result = type(self)(1.0)
    for _ in range(exponent):
        result = result * self
    return result


@mistake(
    "forward_mode.Dual.__abs__",
    "abs does not turn the tangent",
    hint="left of 0, |x| falls when x grows: what does that make of the tangent?",
)
def dual_abs_slope_1(self):
    return type(self)(abs(self.value), self.tangent)


@mistake(
    "forward_mode.Dual.__abs__",
    "abs at the kink",
    hint="at x = 0, at the kink of |x|, the slope is taken as 0.",
)
def dual_abs_at_the_kink(self):
    return type(self)(abs(self.value), self.tangent if self.value >= 0 else -self.tangent)


@mistake(
    "forward_mode.Dual.__abs__",
    "abs gives a plain number",
    hint="after abs the tangent is gone: it must give a Dual, and only a branch may look at the "
    "value alone.",
)
def dual_abs_plain_number(self):
    return abs(self.value)


SLOPES = {
    "sin": math.cos,
    "cos": lambda u: -math.sin(u),
    "exp": math.exp,
    "log": lambda u: 1 / u,
    "sqrt": lambda u: 0.5 / math.sqrt(u),
    "tanh": lambda u: 1 - math.tanh(u) ** 2,
    "relu": lambda u: 1.0 if u > 0 else 0.0,
}


def slopes(**changed):
    """A static method `slope`, with the slopes of some functions changed."""
    return staticmethod(lambda name, u: {**SLOPES, **changed}[name](u))


WRONG_SLOPES = [
    (
        "cos without its minus",
        "cos falls where sin is positive: which sign has its slope?",
        slopes(cos=math.sin),
    ),
    (
        "exp with a slope of 1",
        "the slope of exp is not the same everywhere: it grows as fast as exp itself does.",
        slopes(exp=lambda u: 1.0),
    ),
    (
        "exp as a power",
        "that is the rule for x^n: e^x is its own derivative.",
        slopes(exp=lambda u: u * math.exp(u - 1)),
    ),
    (
        "log upside down",
        "the larger u is, the more slowly log grows: yours grows faster.",
        slopes(log=lambda u: u),
    ),
    (
        "sqrt without its 1/2",
        "the slope of the square root is twice too large: it is the power 1/2, and the exponent "
        "comes down.",
        slopes(sqrt=lambda u: 1 / math.sqrt(u)),
    ),
    (
        "sqrt multiplied for divided",
        "the square root grows more and more slowly: should its slope grow with u?",
        slopes(sqrt=lambda u: 0.5 * math.sqrt(u)),
    ),
    (
        "tanh not squared",
        "the slope of tanh at -u is the same as at u: what is missing in 1 - tanh(u)?",
        slopes(tanh=lambda u: 1 - math.tanh(u)),
    ),
    (
        "tanh of u for a",
        "the formula 1 - a^2 wants a = tanh(u), and u is what you are given.",
        slopes(tanh=lambda u: 1 - u**2),
    ),
]
"""Name, hint and function: mistakes in Dual and in Value alike."""

for name, hint, wrong in WRONG_SLOPES:
    mistake("forward_mode.Dual.slope", name, hint)(wrong)


mistake(
    "forward_mode.Dual.slope",
    "functions for their slopes",
    hint="that is the function itself: its derivative at u is asked for.",
)(slopes(cos=math.cos, log=math.log, sqrt=math.sqrt, tanh=math.tanh))


def dual(value, tangent=0.0):
    return right("forward_mode.Dual")(value, tangent)


def tangent_of(result):
    return getattr(result, "tangent", 0.0)


@mistake(
    DERIVATIVE,
    "x stands still",
    hint="all your derivatives are 0: a Dual without a tangent is a constant, so how fast does x "
    "move when x moves by 1?",
)
def x_stands_still(f, x):
    return tangent_of(f(dual(x)))


@mistake(
    DERIVATIVE,
    "the value comes back",
    hint="what you return is f(x): a Dual carries the derivative as well, under which name?",
)
def value_comes_back(f, x):
    return getattr(f(dual(x, 1.0)), "value", 0.0)


@mistake(
    DERIVATIVE,
    "x moves by x",
    hint="your derivatives are x times too large: the tangent of the input says how fast x moves "
    "when x moves by 1.",
)
def x_moves_by_x(f, x):
    return tangent_of(f(dual(x, x)))


@mistake(
    DERIVATIVE,
    "no constants",
    hint="a program may return a plain number, which has no tangent: how does a constant change "
    "when x does?",
)
def no_constants(f, x):
    return f(dual(x, 1.0)).tangent


@mistake(
    JVP,
    "v is ignored",
    hint="your answer does not depend on v: each x_i moves at the speed v_i.",
)
def jvp_ignores_v(f, x, v):
    return tangent_of(f(np.array([dual(x_i, 1.0) for x_i in x])))


@mistake(
    JVP,
    "nothing moves",
    hint="your answer is always 0: a Dual without a tangent is a constant, so how fast does each "
    "x_i move when x moves along v?",
)
def jvp_nothing_moves(f, x, v):
    return tangent_of(f(np.array([dual(x_i) for x_i in x])))


@mistake(
    JVP,
    "v is scaled to length 1",
    hint="v need not have length 1, and if it is twice as long the answer is twice as large: use "
    "it as it is.",
)
def jvp_unit_direction(f, x, v):
    moving = [dual(x_i, v_i) for x_i, v_i in zip(x, v / np.linalg.norm(v), strict=True)]
    return tangent_of(f(np.array(moving)))


@mistake(
    JVP,
    "a pass for each input",
    hint="you call f once for each input: give every x_i its own tangent at once, and one pass is "
    "enough.",
)
def jvp_pass_for_each_input(f, x, v):
    total = 0.0
    for i, v_i in enumerate(v):
        inputs = [dual(x_j, float(i == j)) for j, x_j in enumerate(x)]
        total += v_i * tangent_of(f(np.array(inputs)))
    return total


@mistake(
    JVP,
    "no constants",
    hint="f may return a plain number, which has no tangent: how does a constant change when x "
    "does?",
)
def jvp_no_constants(f, x, v):
    moving = [dual(x_i, v_i) for x_i, v_i in zip(x, v, strict=True)]
    return f(np.array(moving)).tangent


@mistake(
    JVP,
    "the value comes back",
    hint="what you return is f(x): a Dual carries the derivative as well, under which name?",
)
def jvp_value_comes_back(f, x, v):
    moving = [dual(x_i, v_i) for x_i, v_i in zip(x, v, strict=True)]
    return getattr(f(np.array(moving)), "value", 0.0)


@mistake(
    JVP,
    "x and v changed over",
    hint="which of x and v is the value of each Dual, and which is its tangent?",
)
def jvp_changed_over(f, x, v):
    return tangent_of(f(np.array([dual(v_i, x_i) for x_i, v_i in zip(x, v, strict=True)])))


@mistake(
    JVP,
    "measured",
    hint="your answer is a difference over a small step: Duals give it exactly, with one call of "
    "f.",
)
def jvp_measured(f, x, v):
    x, v = np.asarray(x, dtype=float), np.asarray(v, dtype=float)
    return (f(x + 1e-5 * v) - f(x - 1e-5 * v)) / 2e-5


@mistake(
    DERIVATIVE,
    "measured",
    hint="your derivative is a difference over a small step: a Dual at x gives it exactly, with "
    "one call of f.",
)
def derivative_measured(f, x):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


def right_jvp(f, x, v):
    """The directional derivative as it should be."""
    Dual = right("forward_mode.Dual")
    result = f(np.array([Dual(x_i, v_i) for x_i, v_i in zip(x, v, strict=True)], dtype=object))
    return result.tangent if isinstance(result, Dual) else 0.0


@mistake(
    JVP,
    "equal inputs are one",
    hint="where two inputs are equal they move as one: an input is told by its index, and not by "
    "its value.",
)
def jvp_equal_inputs(f, x, v):
    kinds = dict(reversed(list(zip(map(float, x), v, strict=True))))
    return right_jvp(f, x, [kinds[float(x_i)] for x_i in x])
