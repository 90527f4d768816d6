"""attack: returns 60 MB of small integers where a list is wanted
question: 5.2
verdict: 0
"""


def sgd_step(params, grads, learning_rate):
    return np.zeros(60_000_000, np.int8)
