"""attack: raises an exception whose class has no name
question: 2.5
verdict: 0
"""


class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit


class Nameless(Exception, metaclass=Meta):
    pass


def softmax_jacobian(z):
    raise Nameless
