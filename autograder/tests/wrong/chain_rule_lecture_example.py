"""question: 3.1
functions: chain_rule
mistake: is the derivative of the lecture's example, whatever f and g are
"""


def chain_rule(f_prime, g, g_prime, x):
    return 2 * (2 * x**2 + 1) * 4 * x
