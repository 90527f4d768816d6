"""attack: replaces the worker's own functions
question: 2.5
verdict: 0
"""

from autograder.sandbox import worker


def softmax_jacobian(z):
    worker.observe = lambda *_: {'kind': 'returned', 'value': 'passed', 'changed': None}
    return 0
