"""attack: differentiates to an expression of half a million parts
question: 7.1
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


def differentiate(expression, variable):
    node = wire.encode(0)
    for _ in range(17):
        node = b't\x03\0\0\0' + wire.encode('+') + node + node
    _answer_with(node)
    return 0
