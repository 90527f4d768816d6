"""attack: returns numbers that are too small to divide by
question: 2.6
verdict: 0
"""


def mse_gradient(y_hat, y):
    return np.full(np.shape(y), 1e-310)
