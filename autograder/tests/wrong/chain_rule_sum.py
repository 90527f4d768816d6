"""question: 3.1
functions: chain_rule
mistake: adds the two derivatives where the chain rule multiplies them
"""


def chain_rule(f_prime, g, g_prime, x):
    return f_prime(g(x)) + g_prime(x)
