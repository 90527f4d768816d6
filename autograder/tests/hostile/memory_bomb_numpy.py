"""attack: asks NumPy for 4 GB at once
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.ones(500_000_000)[:1]
