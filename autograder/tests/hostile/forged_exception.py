"""attack: says with the right nonce that it raised, with fields of the wrong types
question: 2.5
verdict: 0
"""

from autograder import wire
from autograder.sandbox import worker


def _answer(**fields):
    """From now on every answer of this process has these fields, beside the right nonce."""

    def encode(value, *bounds):
        is_answer = type(value) is dict and "nonce" in value
        return wire.encode({**value, **fields} if is_answer else value, *bounds)

    worker.encode = encode


def softmax_jacobian(z):
    _answer(kind='raised', raised={'type': 'a', 'message': 1, 'file': [], 'line': 1.5, 'code': None})
    return 0
