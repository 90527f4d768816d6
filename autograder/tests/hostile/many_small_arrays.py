"""attack: answers with as many arrays as the wire allows
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    return [np.zeros(1, np.int8)] * 1_900_000
