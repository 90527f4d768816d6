"""attack: claims a shape of 2**182 entries, one side of which is 0
question: 2.5
verdict: 0
"""

import struct

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
    _answer_with(b'a\x0b\x08' + struct.pack('<8Q', 0, *[2**26] * 7))
    return 0
