"""attack: an object whose operators return texts, so that a program of the grader's doubles them
question: 9.1
verdict: 0
"""


class Value:
    def __init__(self, data):
        self.data = 'aaaa'
        self.grad = 'aaaa'

    def __add__(self, other):
        return 'aaaa' * 1000

    __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __truediv__ = __rtruediv__ = __pow__ = __add__
    __neg__ = __abs__ = lambda self: 'aaaa'
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True

    def backward(self):
        pass
