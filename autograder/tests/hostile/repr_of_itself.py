"""attack: returns an object whose repr calls itself
question: 2.5
verdict: 0
"""


class Deep:
    def __repr__(self):
        return repr(self)

    __str__ = __repr__


def softmax_jacobian(z):
    print(Deep())
    return Deep()
