"""attack: returns texts that NumPy would pad to 3 GB
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return ["a" * 800_000] + ["b"] * 1_000
