"""question: 7.2
functions: simplify
mistake: gathers numbers, (a op 2) op 3 to a op (2 op 3), for -, / and ^ too
"""

def simplify(expression):
    if not isinstance(expression, tuple):
        return expression
    name, *parts = expression
    parts = [simplify(part) for part in parts]
    if len(parts) == 1:
        return (name, parts[0])
    a, b = parts
    if is_number(a) and is_number(b):
        return _folded(name, a, b)
    zero_a, zero_b = is_number(a) and a == 0, is_number(b) and b == 0
    one_a, one_b = is_number(a) and a == 1, is_number(b) and b == 1
    if name == "+" and zero_a:
        return b
    if name in "+-" and zero_b:
        return a
    if name == "*" and (zero_a or zero_b):
        return 0
    if name == "*" and one_a:
        return b
    if name in "*/^" and one_b:
        return a
    if name == "/" and zero_a:
        return 0
    if name == "^" and zero_b:
        return 1
    if isinstance(a, tuple) and a[0] == name and is_number(a[2]) and is_number(b):
        constant = _folded(name, a[2], b)
        if is_number(constant):
            return simplify((name, a[1], constant))  # (x + 2) + 3 -> x + 5
    return (name, a, b)


def _folded(name, a, b):
    try:
        number = evaluate((name, a, b), {})
    except (ValueError, ArithmeticError):
        return (name, a, b)
    if number != number or number in (float("inf"), float("-inf")):
        return (name, a, b)
    return int(number) if number == int(number) and abs(number) < 1e15 else number
