"""attack: returns an array of a class of its own, equal to everything
question: 2.5
verdict: 0
"""


class Right(np.ndarray):
    __array_priority__ = 1e9

    def __eq__(self, other):
        return np.True_

    def __sub__(self, other):
        return np.zeros(1)

    __rsub__ = __sub__
    __hash__ = None


def softmax_jacobian(z):
    return np.ones((len(z), len(z))).view(Right)
