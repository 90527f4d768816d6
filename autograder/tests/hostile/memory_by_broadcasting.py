"""attack: returns an array of 8 TB that takes up 8 bytes
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return np.broadcast_to(0.0, (10**6, 10**6))
