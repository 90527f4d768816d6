"""question: 3.1
functions: chain_rule
mistake: replaces g'(x) by a forward difference of g with h = 0.001
"""


def chain_rule(f_prime, g, g_prime, x):
    h = 1e-3
    return f_prime(g(x)) * (g(x + h) - g(x)) / h
