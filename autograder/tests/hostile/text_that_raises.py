"""attack: raises an exception whose text raises
question: 2.5
verdict: 0
"""


class Bad(Exception):
    def __str__(self):
        raise SystemExit


def softmax_jacobian(z):
    raise Bad
