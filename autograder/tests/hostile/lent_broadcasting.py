"""attack: has a lent function stretch three arrays against each other to 1.3 GB
question: 5.3
verdict: 0
"""


def train(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    sgd_step([(np.zeros((550, 1, 1)),) * 2], [(np.zeros((1, 550, 1)),) * 2], np.zeros((1, 1, 550)))
    return 0
