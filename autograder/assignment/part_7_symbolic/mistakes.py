"""Mistakes of part 7."""

from ...grading.mistakes.catalogue import mistake
from ..given import right

DIFFERENTIATE = "symbolic.differentiate"
SIMPLIFY = "symbolic.simplify"

is_number = right("expressions.is_number")
evaluate = right("expressions.evaluate")

RULES = {
    "number": lambda number: 0,
    "name": lambda name, variable: 1 if name == variable else 0,
    "+": lambda a, b, da, db: ("+", da, db),
    "-": lambda a, b, da, db: ("-", da, db),
    "*": lambda a, b, da, db: ("+", ("*", da, b), ("*", a, db)),
    "/": lambda a, b, da, db: ("/", ("-", ("*", da, b), ("*", a, db)), ("^", b, 2)),
    "^": lambda a, n, da, dn: ("*", ("*", n, ("^", a, n - 1)), da) if n else 0,
    "sin": lambda a, da: ("*", ("cos", a), da),
    "cos": lambda a, da: ("*", -1, ("*", ("sin", a), da)),
    "exp": lambda a, da: ("*", ("exp", a), da),
    "log": lambda a, da: ("/", da, a),
}
"""The derivative of each form, from its parts and their derivatives."""


def by_rules(expression, variable, changed):
    """The derivative by the rules, some of them changed."""
    rules = {**RULES, **changed}
    if is_number(expression):
        return rules["number"](expression)
    if isinstance(expression, str):
        return rules["name"](expression, variable)
    name, *parts = expression
    return rules[name](*parts, *(by_rules(part, variable, changed) for part in parts))


@mistake(
    DIFFERENTIATE,
    "numbers stay",
    hint="the derivative of 3 came out as 3: how does a constant change when x does?",
)
def numbers_stay(expression, variable):
    return by_rules(expression, variable, {"number": lambda number: number})


@mistake(
    DIFFERENTIATE,
    "every name is the variable",
    hint="along x, the derivative of y is 0: every name but the variable stands for a constant.",
)
def every_name_is_the_variable(expression, variable):
    return by_rules(expression, variable, {"name": lambda name, variable: 1})


@mistake(
    DIFFERENTIATE,
    "always along x",
    hint="you differentiate along x whatever is asked: the variable is an argument.",
)
def always_along_x(expression, variable):
    return by_rules(expression, "x", {})


@mistake(
    DIFFERENTIATE,
    "other names stay",
    hint="along x, the derivative of y came out as y: how does a constant change when x does?",
)
def other_names_stay(expression, variable):
    return by_rules(
        expression, variable, {"name": lambda name, variable: 1 if name == variable else name}
    )


@mistake(
    DIFFERENTIATE,
    "a'b' for a product",
    hint="the derivative of x * x is 2x, and a' b' would be 1: in a product, one factor moves "
    "while the other stands still, and then the other way round.",
)
def product_of_derivatives(expression, variable):
    return by_rules(expression, variable, {"*": lambda a, b, da, db: ("*", da, db)})


@mistake(
    DIFFERENTIATE,
    "half of the product rule",
    hint="only one of the two factors moves in your product rule: (a b)' has two terms.",
)
def half_of_the_product_rule(expression, variable):
    return by_rules(expression, variable, {"*": lambda a, b, da, db: ("*", a, db)})


@mistake(
    DIFFERENTIATE,
    "the product rule with a minus",
    hint="the two terms of the product rule are added: the minus is that of the quotient.",
)
def product_with_minus(expression, variable):
    return by_rules(
        expression, variable, {"*": lambda a, b, da, db: ("-", ("*", da, b), ("*", a, db))}
    )


@mistake(
    DIFFERENTIATE,
    "a'/b' for a quotient",
    hint="the derivative of a quotient is not the quotient of the derivatives: look up its rule "
    "in the docstring.",
)
def quotient_of_derivatives(expression, variable):
    def rule(a, b, da, db):
        return ("/", ("-", da, db), ("^", b, 2))

    return by_rules(expression, variable, {"/": rule})


@mistake(
    DIFFERENTIATE,
    "the quotient's terms changed over",
    hint="in a quotient it matters which term comes first: your derivative has the wrong sign.",
)
def quotient_changed_over(expression, variable):
    def rule(a, b, da, db):
        return ("/", ("-", ("*", a, db), ("*", da, b)), ("^", b, 2))

    return by_rules(expression, variable, {"/": rule})


@mistake(
    DIFFERENTIATE,
    "a plus in the quotient",
    hint="the two terms of the quotient rule are subtracted: if b grows, a/b falls.",
)
def quotient_with_plus(expression, variable):
    def rule(a, b, da, db):
        return ("/", ("+", ("*", da, b), ("*", a, db)), ("^", b, 2))

    return by_rules(expression, variable, {"/": rule})


@mistake(
    DIFFERENTIATE,
    "the quotient's square is lost",
    hint="the denominator of the quotient rule is b^2, and yours is another one.",
)
def quotient_not_squared(expression, variable):
    def rule(a, b, da, db):
        return ("/", ("-", ("*", da, b), ("*", a, db)), b)

    return by_rules(expression, variable, {"/": rule})


@mistake(
    DIFFERENTIATE,
    "a power without its inner derivative",
    hint="for x^3 your rule is right, and for (x^2 + y)^3 it is not: what is inside moves too, so "
    "its derivative is a factor.",
)
def power_without_inner(expression, variable):
    return by_rules(expression, variable, {"^": lambda a, n, da, dn: ("*", n, ("^", a, n - 1))})


@mistake(
    DIFFERENTIATE,
    "the exponent is not lowered",
    hint="the derivative of x^3 is 3 x^2: which exponent has yours?",
)
def exponent_not_lowered(expression, variable):
    return by_rules(
        expression, variable, {"^": lambda a, n, da, dn: ("*", ("*", n, ("^", a, n)), da)}
    )


@mistake(
    DIFFERENTIATE,
    "the exponent is no factor",
    hint="the derivative of x^3 is 3 x^2, and yours is x^2: the exponent comes down as a factor.",
)
def exponent_no_factor(expression, variable):
    return by_rules(expression, variable, {"^": lambda a, n, da, dn: ("*", ("^", a, n - 1), da)})


@mistake(
    DIFFERENTIATE,
    "a power as an exponential",
    hint="that is the rule for n^x: here the base moves, and the exponent is a number.",
)
def power_as_exponential(expression, variable):
    return by_rules(
        expression, variable, {"^": lambda a, n, da, dn: ("*", ("^", a, n), ("log", a))}
    )


@mistake(
    DIFFERENTIATE,
    "functions without their inner derivatives",
    hint="what is inside sin, cos, exp or log moves too: where is its derivative, a factor by the "
    "chain rule?",
)
def functions_without_inner(expression, variable):
    changed = {
        name: lambda a, da, rule=RULES[name]: rule(a, 1) for name in ("sin", "cos", "exp", "log")
    }
    return by_rules(expression, variable, changed)


@mistake(
    DIFFERENTIATE,
    "the outer derivative at the inner one",
    hint="you put a' into cos and sin: the chain rule multiplies by a', and leaves a inside.",
)
def outer_at_inner_derivative(expression, variable):
    changed = {"sin": lambda a, da: ("cos", da), "cos": lambda a, da: ("*", -1, ("sin", da))}
    return by_rules(expression, variable, changed)


@mistake(
    DIFFERENTIATE,
    "cos without its minus",
    hint="cos falls where sin is positive: which sign has the derivative of cos?",
)
def cos_without_minus(expression, variable):
    return by_rules(expression, variable, {"cos": lambda a, da: ("*", ("sin", a), da)})


@mistake(
    DIFFERENTIATE,
    "sin with a minus",
    hint="sin rises at 0: which sign has the derivative of sin?",
)
def sin_with_minus(expression, variable):
    return by_rules(expression, variable, {"sin": lambda a, da: ("*", -1, ("*", ("cos", a), da))})


@mistake(
    DIFFERENTIATE,
    "exp as a power",
    hint="that is the rule for x^n: e^x is its own derivative.",
)
def exp_as_a_power(expression, variable):
    return by_rules(
        expression, variable, {"exp": lambda a, da: ("*", a, ("*", ("exp", ("-", a, 1)), da))}
    )


@mistake(
    DIFFERENTIATE,
    "only a' for exp",
    hint="the derivative of exp(a) has two factors, and yours is a' alone.",
)
def exp_is_lost(expression, variable):
    return by_rules(expression, variable, {"exp": lambda a, da: da})


@mistake(
    DIFFERENTIATE,
    "log upside down",
    hint="log grows more and more slowly: should a be a factor of its derivative, or a divisor?",
)
def log_upside_down(expression, variable):
    return by_rules(expression, variable, {"log": lambda a, da: ("*", a, da)})


@mistake(
    DIFFERENTIATE,
    "a part of a name",
    hint="x1 is another variable than x: do you ask whether a name is the variable, or whether the "
    "variable's letters occur in it?",
)
def part_of_a_name(expression, variable):
    rules = {"name": lambda name, variable: 1 if variable in name else 0}
    return by_rules(expression, variable, rules)


@mistake(
    DIFFERENTIATE,
    "kept for another variable",
    hint="asked for the derivative along y, you give the one along x that you found before: what "
    "you keep for later hangs on the variable, too.",
)
def kept_for_another_variable(expression, variable):
    """What has x in it was asked for along x first, and is kept."""
    return by_rules(expression, "x" if "x" in names_in(expression) else variable, {})


@mistake(
    DIFFERENTIATE,
    "fractions stay",
    hint="the derivative of 2 is 0, and that of 2.5 came out as 2.5: numbers are integers and "
    "floats, so ask is_number.",
)
def fractions_stay(expression, variable):
    def number(number):
        return number if isinstance(number, float) else 0

    return by_rules(expression, variable, {"number": number})


@mistake(
    DIFFERENTIATE,
    "powers divided by their base",
    hint="at x = 0 your derivative of x^3 is 0/0, and x^3 has a slope there: the rule for powers "
    "divides by nothing.",
)
def powers_divided_by_their_base(expression, variable):
    def power(a, n, da, dn):
        return ("*", ("*", n, ("/", ("^", a, n), a)), da) if n else 0

    return by_rules(expression, variable, {"^": power})


@mistake(
    DIFFERENTIATE,
    "powers by logarithms",
    hint="at 0 and at negative x your derivative of x^3 has no value, and x^3 has a slope there: a "
    "logarithm does not belong into the rule for powers.",
)
def powers_by_logarithms(expression, variable):
    def power(a, n, da, dn):
        return ("*", ("*", n, ("exp", ("*", n - 1, ("log", a)))), da) if n else 0

    return by_rules(expression, variable, {"^": power})


def names_in(expression):
    """The names of the variables in an expression."""
    if isinstance(expression, tuple):
        return set().union(*map(names_in, expression[1:]))
    return {expression} if isinstance(expression, str) else set()


def removed(tree):
    """The expression without a 0 or a 1 at its top."""
    match tree:
        case ("*", 0, _) | ("*", _, 0) | ("/", 0, _):
            return 0
        case ("^", _, 0):
            return 1
        case ("+", 0, a) | ("+" | "-", a, 0) | ("*", 1, a) | ("*" | "/" | "^", a, 1):
            return a
        case _:
            return tree


def folded(tree):
    """The number that the expression is, if all its parts are numbers and it has a value."""
    try:
        return folded_or_error(tree)
    except (ArithmeticError, ValueError):
        return tree


def folded_or_error(tree):
    """The same, but for numbers that have no result, such as 1/0."""
    if isinstance(tree, tuple) and all(map(is_number, tree[1:])):
        return evaluate(tree, {})
    return tree


def by_parts(expression, top):
    """The expression with `top` applied to all its parts, and then to itself."""
    if not isinstance(expression, tuple):
        return expression
    name, *parts = expression
    return top((name, *(by_parts(part, top) for part in parts)))


def tidy(tree):
    """What should become of an expression whose parts are simplified."""
    return removed(folded(tree))


def tidied_but(case, answer):
    """`tidy`, but for expressions of one form; answer(tree) is what becomes of these."""

    def top(tree):
        return answer(tree) if isinstance(tree, tuple) and case(tree) else tidy(tree)

    return top


@mistake(
    SIMPLIFY,
    "the parts stay as they were",
    hint="inside the expression all is as it was: does your function call itself on the parts, "
    "and hand back a new tuple made of the answers?",
)
def parts_stay(expression):
    return expression


@mistake(
    SIMPLIFY,
    "the parts only, and not what they make",
    hint="x * (1 - 1) becomes x * 0, and there you stop: simplify the parts first, and then look "
    "at what they have become.",
)
def top_before_parts(expression):
    tree = tidy(expression) if isinstance(expression, tuple) else expression
    if not isinstance(tree, tuple):
        return tree
    name, *parts = tree
    return (name, *map(top_before_parts, parts))


@mistake(
    SIMPLIFY,
    "functions are not entered",
    hint="inside sin, cos, exp and log all stays as it was: they have a part too.",
)
def functions_not_entered(expression):
    if not isinstance(expression, tuple) or len(expression) == 2:
        return expression
    name, *parts = expression
    return tidy((name, *map(functions_not_entered, parts)))


@mistake(
    SIMPLIFY,
    "constants are not folded",
    hint="all 0 and 1 are gone, and two numbers such as 6 - 2 still stand side by side: what do "
    "they make?",
)
def constants_not_folded(expression):
    return by_parts(expression, removed)


@mistake(
    SIMPLIFY,
    "0 and 1 stay",
    hint="constants are folded, and x * 1 and x + 0 are still there: which rules of algebra "
    "remove a 0 or a 1?",
)
def zero_and_one_stay(expression):
    return by_parts(expression, folded)


@mistake(
    SIMPLIFY,
    "only on the right",
    hint="your rules see x + 0 and x * 1, and 0 + x and 1 * x are still there: the 0 or the 1 may "
    "stand on either side.",
)
def only_on_the_right(expression):
    return by_parts(
        expression, tidied_but(lambda tree: tree[0] in "+*" and tree[1] in (0, 1), folded)
    )


@mistake(
    SIMPLIFY,
    "only on the left",
    hint="your rules see 0 + x and 1 * x, and x + 0 and x * 1 are still there: the 0 or the 1 may "
    "stand on either side.",
)
def only_on_the_left(expression):
    return by_parts(
        expression, tidied_but(lambda tree: tree[0] in "+*" and tree[2] in (0, 1), folded)
    )


@mistake(
    SIMPLIFY,
    "0 x stays",
    hint="you turn 1 x into x, and 0 x is still there: a product with a 0 is 0.",
)
def zero_times_stays(expression):
    return by_parts(expression, tidied_but(lambda tree: tree[0] == "*" and 0 in tree[1:], folded))


@mistake(
    SIMPLIFY,
    "a product with 0 becomes the other factor",
    hint="the product 0 x came out as x: is it 1 or 0 that leaves a product as it is?",
)
def zero_times_is_the_other(expression):
    return by_parts(
        expression,
        tidied_but(
            lambda tree: tree[0] == "*" and 0 in tree[1:],
            lambda tree: tree[2] if tree[1] == 0 else tree[1],
        ),
    )


@mistake(
    SIMPLIFY,
    "1 is removed from sums",
    hint="x + 1 came out as x: is it 0 or 1 that leaves a sum as it is?",
)
def one_removed_from_sums(expression):
    return by_parts(
        expression,
        tidied_but(lambda tree: tree[0] == "+" and tree[2] == 1, lambda tree: tree[1]),
    )


@mistake(
    SIMPLIFY,
    "0 - a becomes a",
    hint="the difference 0 - x came out as x: what happened to the minus?",
)
def minus_is_lost(expression):
    return by_parts(
        expression, tidied_but(lambda tree: tree[0] == "-" and tree[1] == 0, lambda tree: tree[2])
    )


@mistake(
    SIMPLIFY,
    "a - 0 stays",
    hint="x + 0 becomes x, and x - 0 is still there.",
)
def minus_zero_stays(expression):
    return by_parts(expression, tidied_but(lambda tree: tree[0] == "-" and tree[2] == 0, folded))


@mistake(
    SIMPLIFY,
    "a^0 becomes 0",
    hint="y^0 came out as 0: what is any number to the power 0?",
)
def power_0_is_0(expression):
    return by_parts(
        expression, tidied_but(lambda tree: tree[0] == "^" and tree[2] == 0, lambda tree: 0)
    )


@mistake(
    SIMPLIFY,
    "powers stay",
    hint="x^1 or x^0 is still there: what are they equal to?",
)
def powers_stay(expression):
    return by_parts(expression, tidied_but(lambda tree: tree[0] == "^", folded))


@mistake(
    SIMPLIFY,
    "a / 1 stays",
    hint="x * 1 becomes x, and x / 1 is still there.",
)
def divided_by_one_stays(expression):
    return by_parts(expression, tidied_but(lambda tree: tree[0] == "/" and tree[2] == 1, folded))


@mistake(
    SIMPLIFY,
    "a minus made larger",
    hint="you replace a - b by a + (-1) b, which is larger: an expression must never grow.",
)
def minus_made_larger(expression):
    return by_parts(
        expression,
        tidied_but(
            lambda tree: tree[0] == "-" and not all(map(is_number, tree[1:])),
            lambda tree: ("+", tree[1], ("*", -1, tree[2])),
        ),
    )


@mistake(
    SIMPLIFY,
    "1/0 is computed",
    hint="where a part has no value, as 1/0 has none, your function stops with an exception: such "
    "a part stays as it is.",
)
def no_value_is_computed(expression):
    return by_parts(expression, lambda tree: removed(folded_or_error(tree)))


@mistake(
    DIFFERENTIATE,
    "a difference as a sum",
    hint="the minus is lost in (a - b)' = a' - b'.",
)
def difference_as_sum(expression, variable):
    return by_rules(expression, variable, {"-": RULES["+"]})


def gathered(tree):
    """(a op 2) op 3 as a op (2 op 3), whatever op is."""
    match tree:
        case (name, (other, a, m), n) if name == other and is_number(m) and is_number(n):
            return gathered((name, a, folded((name, m, n))))
        case _:
            return tidy(tree)


@mistake(
    SIMPLIFY,
    "numbers gathered across every operator",
    hint="(x + 2) + 3 is x + (2 + 3): is (x - 2) - 3 then x - (2 - 3)? Put a number for x.",
)
def gathered_across_all(expression):
    return by_parts(expression, gathered)


@mistake(
    SIMPLIFY,
    "the root of a square without its sign",
    hint="(a^2)^0.5 is |a|, and not a: when may you multiply two exponents?",
)
def root_of_a_square(expression):
    def top(tree):
        match tree:
            case ("^", ("^", a, m), n):
                return top(("^", a, m * n))
            case _:
                return tidy(tree)

    return by_parts(expression, top)


@mistake(
    SIMPLIFY,
    "constants are rounded",
    hint="2/7 came out with a few digits: a number that is shown may be short, and one that goes "
    "on through a computation may not.",
)
def constants_rounded(expression):
    def top(tree):
        number = tidy(tree)
        return round(number, 4) if isinstance(number, float) else number

    return by_parts(expression, top)


@mistake(
    SIMPLIFY,
    "the logarithm of 0 is computed",
    hint="log(0) does not exist: where a number does not exist, all stays as it is.",
)
def logarithm_of_zero_computed(expression):
    def no_logarithm(tree):
        return tree[0] == "log" and is_number(tree[1]) and tree[1] <= 0

    return by_parts(expression, tidied_but(no_logarithm, folded_or_error))


@mistake(
    SIMPLIFY,
    "0 to a negative power is computed",
    hint="0^(-1) is 1/0, which does not exist: where a number does not exist, all stays as it is.",
)
def zero_to_a_negative_power(expression):
    def no_power(tree):
        return tree[0] == "^" and tree[1] == 0 and tree[2] < 0

    return by_parts(expression, tidied_but(no_power, folded_or_error))
