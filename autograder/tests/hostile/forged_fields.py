"""attack: answers with fields that nobody asked for
question: 2.5
verdict: 0
"""

import sys

from autograder import wire
from autograder.sandbox import line


def _request():
    """The request that is being answered, with its nonce: it stands in a frame further up."""
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["request"]


def _answer(**fields):
    """From now on every answer of this process has these fields beside the right nonce."""
    right = {"nonce": _request()["nonce"], "kind": "returned", "value": None, "printed": ""}
    line.Line.write_frame = _with(line.Line.write_frame, wire.encode({**right, **fields}))


def _with(write_frame, content):
    return lambda self, _: write_frame(self, content)


def softmax_jacobian(z):
    _answer(nonsense=[[[]]] * 100_000, cpu_seconds=-1.0, changed=None)
    return 0
