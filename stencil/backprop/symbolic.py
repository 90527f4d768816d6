"""Part 7. Symbolic differentiation: from an expression to the expression of its derivative.

Given: `parse`, `show`, `evaluate` and `is_number` (from expressions.py, which says
what an expression is), and `size`, complete, as an example of how to walk through
an expression. Yours: `differentiate` (7.1) and `simplify` (7.2).

    >>> parse("3*x^2 + sin(x)")
    ('+', ('*', 3, ('^', 'x', 2)), ('sin', 'x'))

Both functions call themselves on the parts of an expression, and combine the results
according to the rule for its operator. All it takes is one line for each rule.
"""

from .expressions import evaluate, is_number, parse, show

__all__ = ["differentiate", "evaluate", "is_number", "parse", "show", "simplify", "size"]


def size(expression):
    """Worked example: how many numbers, names and operators an expression holds.

    >>> size(parse("2*x + 1"))
    5
    """
    if is_number(expression) or isinstance(expression, str):
        return 1
    _operator, *parts = expression
    return 1 + sum(size(part) for part in parts)


def differentiate(expression, variable):
    """The derivative of an expression with respect to a variable: an expression.

        (a + b)' = a' + b'            (a - b)' = a' - b'
        (a b)' = a' b + a b'          (a / b)' = (a' b - a b') / b^2
        (a^n)' = n a^(n-1) a'
        sin(a)' = cos(a) a'           cos(a)' = -sin(a) a'
        exp(a)' = exp(a) a'           log(a)' = a' / a

    expression: as expressions.py says; an exponent is a number.
    variable: a name, such as "x". Every other name stands for a constant.
    Returns an expression of any size: `simplify` comes afterwards.

    >>> differentiate(parse("x + y"), "x")
    ('+', 1, 0)
    """
    # match names the parts of a tuple that has the form of the case. A bare name in a
    # case matches anything: write `case str():` for a name.
    match expression:
        case ("+", a, b):
            return ("+", differentiate(a, variable), differentiate(b, variable))
    # TODO(7.1): A case for each of the other rules. What are the derivatives of a number, of
    # the variable itself, and of another name?
    raise NotImplementedError("7.1 differentiate is yours to write")


def simplify(expression):
    """An equal expression, as small as these rules make it, and never larger.

    - An operator (+ - * / ^) between two numbers is replaced by the result, everywhere in
      the expression; if there is no result, as in 1/0 or 0/0, this part stays as it is.
      A function of a number, such as sin(2), may become a number or stay. Where there is no
      number, as in log(0), or it is too large for a float, as in exp(1000), it stays.
    - 0 and 1 disappear wherever a rule of algebra removes them: a + 0, 0 + a, a - 0,
      1 a, a 1, a / 1 and a^1 are a; 0 a, a 0 and 0 / a are 0; a^0 is 1.
      0 - a may stay, or become ("*", -1, a).
    - Like terms need not be collected: x + x may stay x + x.
    "Equal" means: at each point at which the given expression has a value, the one
    that is returned has the same value, up to rounding.

    >>> show(simplify(parse("0*x + 2*x^1 + (6 - 2)")))
    '2*x + 4'
    """
    # TODO(7.2): Simplify the parts first, then look at what they have become: two numbers? a
    # 0 or a 1 on one side? none of these?
    raise NotImplementedError("7.2 simplify is yours to write")
