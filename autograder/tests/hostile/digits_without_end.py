"""attack: raises with a number of 5,000 digits, where shapes are looked for
question: 3.2
verdict: 0
"""

from autograder.sandbox import worker

worker.MAX_TEXT = 10**6


def chain_jacobians(jacobians):
    raise ValueError('9' * 5_000)
