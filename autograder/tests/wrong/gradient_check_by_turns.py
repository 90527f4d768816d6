"""
question: 6.3
mistake: It measures nothing: the answers are 0 and 1 by turns, as if the correct one came first.
"""

_calls = []


def gradient_check(f, gradient, x):
    _calls.append(None)
    return float(len(_calls) % 2 == 0)
