"""question: 3.1
functions: chain_rule
mistake: multiplies by g(x) as well, as if F were a product
"""


def chain_rule(f_prime, g, g_prime, x):
    return f_prime(g(x)) * g_prime(x) * g(x)
