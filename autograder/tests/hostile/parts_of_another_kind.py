"""attack: returns a wrong first layer, and dicts and texts for the others
question: 5.2
verdict: 0
"""


def sgd_step(params, grads, learning_rate):
    return [(2 * params[0][0], params[0][1]), {}, 'ab', None][: len(params)]
