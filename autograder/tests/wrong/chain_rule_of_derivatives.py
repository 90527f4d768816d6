"""question: 3.1
functions: chain_rule
mistake: composes the derivatives: f'(g'(x))
"""


def chain_rule(f_prime, g, g_prime, x):
    return f_prime(g_prime(x))
