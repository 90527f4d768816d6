"""attack: raises an exception whose text never comes
question: 2.5
verdict: 0
"""


class Slow(Exception):
    def __str__(self):
        while True:
            pass


def softmax_jacobian(z):
    raise Slow
