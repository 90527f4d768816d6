"""attack: returns one loss where a list is wanted
question: 5.3
verdict: 0
"""


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    return params, np.array(0.0)
