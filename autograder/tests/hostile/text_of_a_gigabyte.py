"""attack: raises an exception whose text has a gigabyte
question: 2.5
verdict: 0
"""


class Long(Exception):
    def __str__(self):
        return 'x' * 2**30


def softmax_jacobian(z):
    raise Long
