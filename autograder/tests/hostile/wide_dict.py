"""attack: returns a dict with fifty thousand keys
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return {str(i): 0.5 for i in range(50_000)}
