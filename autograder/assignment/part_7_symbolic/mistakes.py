"""Mistakes of part 7."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

PRODUCT = '("+", ("*", da, b), ("*", a, differentiate(b, variable)))'
NUMERATOR = '("-", ("*", da, b), ("*", a, differentiate(b, variable)))'
POWER = '("*", ("*", n, ("^", a, n - 1)), da)'
SIN = '("*", ("cos", a), da)'
COS = '("*", ("*", -1, ("sin", a)), da)'
EXP = '("*", ("exp", a), da)'
differentiate = mistakes_in("symbolic.differentiate")

differentiate.edit("numbers stay", {
    "return 1 if": "return expression if is_number(expression) else 1 if"},
    "the derivative of 3 is 3 in yours: how does a constant change when x does?")
differentiate.edit("every name is the variable", {
    "expression == variable": "isinstance(expression, str)"},
    "along x, the derivative of y is 0: every name but the variable stands for a constant.")
differentiate.edit("always along x", {"expression == variable": 'expression == "x"'},
    "you differentiate along x whatever is asked: the variable is an argument.")
differentiate.edit("other names stay", {
    "variable else 0": "variable else 0 if is_number(expression) else expression"},
    "along x, the derivative of y is y in yours: how does a constant change when x does?")
differentiate.edit("a'b' for a product", {PRODUCT: '("*", da, differentiate(b, variable))'},
    "the derivative of x * x is 2x, and a' b' would be 1: in a product, one factor moves while the "
    "other stands still, and then the other way round.")
differentiate.edit("half of the product rule", {PRODUCT: '("*", a, differentiate(b, variable))'},
    "only one of the two factors moves in your product rule: (a b)' has two terms.")
differentiate.edit("the product rule with a minus", {'("+", ("*", da, b)': '("-", ("*", da, b)'},
    "the two terms of the product rule are added: the minus is that of the quotient.")
differentiate.edit("a'/b' for a quotient", {
    'numerator, ("^", b, 2)': "da, differentiate(b, variable)"},
    "the derivative of a quotient is not the quotient of the derivatives: look up its rule in the "
    "docstring.")
differentiate.edit("the quotient's terms changed over", {
    NUMERATOR: '("-", ("*", a, differentiate(b, variable)), ("*", da, b))'},
    "in a quotient it matters which term comes first: your derivative has the wrong sign.")
differentiate.edit("a plus in the quotient", {'("-", ("*", da, b)': '("+", ("*", da, b)'},
    "the two terms of the quotient rule are subtracted: if b grows, a/b falls.")
differentiate.edit("the quotient's square is lost", {'("^", b, 2)': "b"},
    "the denominator of the quotient rule is b^2, and yours is another one.")
differentiate.edit("a power without its inner derivative", {POWER: '("*", n, ("^", a, n - 1))'},
    "take (x^2 + y)^3: what is inside moves too, so where is its derivative, a factor?")
differentiate.edit("the exponent is not lowered", {"n - 1)": "n)"},
    "the derivative of x^3 is 3 x^2: what exponent does yours have?")
differentiate.edit("the exponent is no factor", {POWER: '("*", ("^", a, n - 1), da)'},
    "the derivative of x^3 is 3 x^2, and yours is x^2: the exponent comes down as a factor.")
differentiate.edit("a power as an exponential", {POWER: '("*", ("^", a, n), ("log", a))'},
    "that is the rule for n^x: here the base moves, and the exponent is a number.")
differentiate.edit("functions without their inner derivatives", {
    "da = d": "da = 1 if len(expression) == 2 else d"},
    "what is inside sin, cos, exp or log moves too: where is its derivative, a factor by the chain "
    "rule?")
differentiate.edit("the outer derivative at the inner one", {
    SIN: '("cos", da)',
    COS: '("*", -1, ("sin", da))'},
    "you put a' into cos and sin: the chain rule multiplies by a', and leaves a inside.")
WITHOUT_INNER = {rule: rule[6:-5] for rule in (SIN, COS, EXP)} | {'("/", da, a)': '("/", 1, a)'}
for name, (rule, without) in zip(("sin", "cos", "exp", "log"), WITHOUT_INNER.items(), strict=True):
    differentiate.edit(f"{name} without its inner derivative", {rule: without},
        f"the derivative of what is inside {name} is a factor, by the chain rule, and that of a "
        "number is 0: where is it in yours?")
differentiate.edit("exp at the inner derivative", {EXP: '("*", ("exp", da), da)'},
    "you put a' into exp: the chain rule multiplies by a', and leaves a inside.")
differentiate.edit("cos without its minus", {COS: '("*", ("sin", a), da)'},
    "cos falls where sin is positive: what sign does the derivative of cos have?")
differentiate.edit("sin with a minus", {SIN: '("*", ("*", -1, ("cos", a)), da)'},
    "sin rises at 0: what sign does the derivative of sin have?")
differentiate.edit("exp as a power", {EXP: '("*", a, ("*", ("exp", ("-", a, 1)), da))'},
    "that is the rule for x^n: e^x is its own derivative.")
differentiate.edit("only a' for exp", {EXP: "da"},
    "the derivative of exp(a) has two factors, and yours is a' alone.")
differentiate.edit("log upside down", {'("/", da, a)': '("*", a, da)'},
    "log grows more and more slowly: should a be a factor of its derivative, or a divisor?")
differentiate.edit("a part of a name", {"expression == variable": "variable in str(expression)"},
    "x1 is another variable than x: do you ask whether a name is the variable, or whether the "
    "variable's letters occur in it?")
differentiate.arguments("kept for another variable",  # what has x in it was asked for along x first
    '''expression, "x" if "'x'" in repr(expression) else variable''',
    "asked for the derivative along y, you return the one along x that was asked for before: does "
    "what you keep from one call to the next depend on the variable, too?")
differentiate.edit("fractions stay", {
    "return 1 if": "return expression if isinstance(expression, float) else 1 if"},
    "the derivative of 2 is 0, and that of 2.5 is 2.5 in yours: numbers are integers and floats, "
    "so ask is_number.")
differentiate.edit("whole exponents only", {'case ("^", a, n):': 'case ("^", a, int(n)):'},
    "the power x^0.5 goes wrong: an exponent may be an int or a float, so which of them does your "
    "rule take?")
differentiate.edit("powers divided by their base", {
    '("^", a, n - 1)': '("/", ("^", a, n), a)'},
    "at x = 0 your derivative of x^3 is wrong, and x^3 has a slope there: does your rule for "
    "powers divide by the base?")
differentiate.edit("powers by logarithms", {
    '("^", a, n - 1)': '("exp", ("*", n - 1, ("log", a)))'},
    "at 0 and at negative x your derivative of x^3 is wrong, and x^3 has a slope there: does your "
    "rule for powers take a logarithm?")
differentiate.edit("a difference as a sum", {'("-", da': '("+", da'},
    "the minus is lost in (a - b)' = a' - b'.")
differentiate.edit("only the quotient's second term is divided", {
    'return ("/", numerator, ("^", b, 2))': 'return ("-", numerator[1], ("/", numerator[2], '
                                            '("^", b, 2)))'},
    "try x / 2 by hand: which part of the formula stands above the fraction bar, one term or both?")
differentiate.edit("1/b without its inner derivative", {
    'numerator = ("-", ("*", da, b), ("*", a, differentiate(b, variable)))':
        'numerator = ("-", ("*", da, b), a)'},
    "try 1 / (2*x) by hand: the denominator is an expression too, so what is its derivative, and "
    "where does it come in?")
differentiate.edit("the denominator as a constant", {
    'return ("/", numerator, ("^", b, 2))': 'return ("/", da, b)'},
    "try 1 / x: the numerator stands still, and the quotient moves all the same, so what else "
    "moves?")

simplify = mistakes_in("symbolic.simplify")

simplify.edit("the parts stay as they were", {"*map(simplify, parts)": "*parts"},
    "inside the expression something is left to simplify: does your function call itself on the "
    "parts, and return a new tuple made of the answers?")
simplify.edit("the parts only, and not what they make", {
    "*map(simplify, parts)": "*parts",
    "return a\n": "return simplify(a)\n",
    "_:\n            return tree": "_:\n            return (name, *map(simplify, parts))"},
    "take x * (1 - 1): are the parts simplified first, and does x * 0 become 0 then?")
simplify.edit("functions are not entered", {
    "expression, tuple)": "expression, tuple) or len(expression) == 2"},
    "inside sin, cos, exp and log something is left to simplify: their argument is a part, too.")
simplify.edit("constants are not folded", {"all(is_number(part) for part in tree[1:])": "False"},
    "two numbers such as 6 - 2 still stand side by side: what do they make?")
simplify.edit("0 and 1 stay", {"match tree:": "return tree\n    match tree:"},
    "x * 1 and x + 0 are still there: which rules of algebra remove a 0 or a 1?")
simplify.edit("only on the right", {
    '("*", 0, _) | ': "",
    '("+", 0, a) | ': "",
    '("*", 1, a) | ': ""},
    "0 + x and 1 * x are still there: the 0 or the 1 may stand on either side, so which side do "
    "your rules look at?")
simplify.edit("only on the left", {
    '("*", _, 0) | ': "",
    '("+" | "-", a, 0)': '("-", a, 0)',
    '("*" | "/" | "^", a, 1)': '("/" | "^", a, 1)'},
    "x + 0 and x * 1 are still there: the 0 or the 1 may stand on either side, so which side do "
    "your rules look at?")
simplify.edit("0 x stays", {'("*", 0, _) | ("*", _, 0) | ': ""},
    "0 x is still there: what is a product with a 0?")
simplify.edit("a product with 0 becomes the other factor", {
    '("*", 0, _) | ("*", _, 0) | ': "",
    '("*", 1, a)': '("*", 0 | 1, a) | ("*", a, 0)'},
    "the product 0 x becomes x in yours: is it 1 or 0 that leaves a product as it is?")
simplify.edit("1 is removed from sums", {'("+", 0, a)': '("+", 0, a) | ("+", a, 1)'},
    "x + 1 becomes x in yours: is it 0 or 1 that leaves a sum as it is?")
simplify.edit("0 - a becomes a", {'return ("*", -1, a)': "return a"},
    "the difference 0 - x becomes x in yours: what happened to the minus?")
simplify.edit("a - 0 stays", {'("+" | "-", a, 0)': '("+", a, 0)'},
    "x - 0 is still there: what is it equal to?")
simplify.edit("a^0 becomes 0", {"return 1": "return 0"},
    "y^0 becomes 0 in yours: what is any number to the power 0?")
simplify.edit("powers stay", {
    '        case ("^", _, 0):\n            return 1\n': "",
    '"/" | "^", a, 1': '"/", a, 1'},
    "x^1 or x^0 is still there: what are they equal to?")
simplify.edit("a / 1 stays", {'"/" | "^", a, 1': '"^", a, 1'},
    "x / 1 is still there: what is it equal to?")
simplify.edit("a minus made larger", {
    'case ("-", 0, a)': 'case ("-", b, a)',
    'return ("*", -1, a)': 'return ("+", b, ("*", -1, a))'},
    "an expression with a minus grows in yours, which it must never do: is a - b replaced by a + "
    "(-1) b?")
simplify.edit("1/0 is computed", {"except (ArithmeticError, ValueError)": "except ()"},
    "where a part has no value, as 1/0 has none, your function stops with an exception: such a "
    "part stays as it is.")
simplify.edit("numbers gathered across every operator", {"match tree:": """match tree:
        case (_, (other, a, m), n) if other == name and is_number(m) and is_number(n):
            return simplify((name, a, (name, m, n)))"""},
    "(x + 2) + 3 is x + (2 + 3): is (x - 2) - 3 then x - (2 - 3)? Put a number for x.")
simplify.edit("the root of a square without its sign", {"match tree:": """match tree:
        case ("^", ("^", a, m), n):
            return simplify(("^", a, m * n))"""},
    "(a^2)^0.5 is |a|, and not a: when may you multiply two exponents?")
simplify.edit("constants are rounded", {"evaluate(tree, {})": "round(evaluate(tree, {}), 4)"},
    "2/7 has only a few digits in yours: a number that is shown may be short, and one that goes on "
    "through a computation may not.")
simplify.edit("the logarithm of 0 is computed", {
    "ValueError):\n": 'ValueError):\n            if name == "log": raise\n'},
    "log(0) does not exist: where a number does not exist, all stays as it is.")
simplify.edit("0 to a negative power is computed", {
    "ValueError):\n": 'ValueError):\n            if name == "^" and tree[1] == 0: raise\n'},
    "0^(-1) is 1/0, which does not exist: where a number does not exist, all stays as it is.")
simplify.edit("only a division by 0 is foreseen", {
    "except (ArithmeticError, ValueError)": "except ZeroDivisionError"},
    "numbers may have no result for other reasons: 10^400 is too large for a float, and the root "
    "of a negative number is none. What does Python raise for each?")
simplify.edit("what is too large is not foreseen", {
    "except (ArithmeticError, ValueError)": "except (ZeroDivisionError, ValueError)"},
    "numbers may have no result for other reasons: 10^400 is too large for a float. What does "
    "Python raise there?")
simplify.edit("0/0 becomes 0", {
    "if all(": 'if tree[:2] == ("/", 0):\n        return 0\n    if all('},
    "0/0 has no result, and must stay: which rule takes it in yours, and before which other one?")
simplify.edit("a result of 0 counts as none", {
    "return evaluate(tree, {})":
        "if number := evaluate(tree, {}):\n                return number"},
    "where two numbers come to 0, as in 2 - 2, the operation stays: how do you tell no result from "
    "the result 0? Python takes 0 for False.")
