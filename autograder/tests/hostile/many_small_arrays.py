"""attack: answers with as many arrays as the wire allows
question: 2.5
verdict: 0
"""

from autograder import wire
from autograder.sandbox import worker


def _answer_with(data):
    """From now on every answer of this process has these bytes in the place of its value."""

    def encode(value, *bounds):
        if type(value) is not dict or "nonce" not in value:
            return wire.encode(value)
        return wire.encode({**value, "value": "mark"}).replace(wire.encode("mark"), data)

    worker.encode = encode


def softmax_jacobian(z):
    count = 1_990_000
    _answer_with(b'l' + count.to_bytes(4, 'little') + b'a\0\0\0' * count)
    return 0
