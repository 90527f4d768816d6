"""attack: returns numbers that are too small to divide by
question: 2.6
verdict: 0
"""


def mse_gradient(y_hat, y):
    return 1e-310 * np.arange(1, np.size(y) + 1).reshape(np.shape(y))
