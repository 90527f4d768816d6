"""question: 3.1
functions: chain_rule
mistake: takes both derivatives at g(x)
"""


def chain_rule(f_prime, g, g_prime, x):
    return f_prime(g(x)) * g_prime(g(x))
