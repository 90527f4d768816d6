"""attack: returns -0.0 everywhere
question: 2.6
verdict: 0
"""


def mse_gradient(y_hat, y):
    return np.full(np.shape(y), -0.0)
