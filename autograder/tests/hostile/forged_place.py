"""attack: says with the right nonce that it raised at a place of its choice
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
    _answer(kind='raised', raised={'type': 'E', 'message': '', 'file': '/etc/passwd', 'line': -(2**63), 'code': '\0'})
    return 0
