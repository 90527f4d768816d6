"""attack: differentiates to 60 MB of characters that no console shows
question: 7.1
verdict: 0
"""


def differentiate(expression, variable):
    return ['\U000e0001' * 14_000_000, 1]
