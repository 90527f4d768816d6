"""attack: returns a pair of two empty things
question: 5.3
verdict: 0
"""


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    return [], []
