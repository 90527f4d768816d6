"""attack: prints and returns as much as is allowed, from every call
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    print("\n" * 9_000 + "\U0001f600" * 900)
    return np.full((700, 700), 0.5)
