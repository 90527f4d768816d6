"""attack: hands out batches of infinity
question: 5.1
verdict: 0
"""


def minibatches(X, y, batch_size, rng):
    yield np.full((3, 2), np.inf), np.full(3, 2.0**62)
