"""attack: returns an object that turns into any array that is asked for
question: 2.5
verdict: 0
"""


class Right:
    __array_interface__ = {'shape': (1,), 'typestr': '<f8', 'data': (0, False), 'version': 3}

    def __array__(self, *_, **__):
        return np.zeros(1)

    def __array_ufunc__(self, *_, **__):
        return np.zeros(1)

    def __array_function__(self, *_, **__):
        return True


def softmax_jacobian(z):
    return Right()
