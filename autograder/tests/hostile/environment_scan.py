"""attack: looks through its environment and changes it
question: 2.5
verdict: full
"""

import os

ATTEMPTS = [
    lambda: os.environ.update(PYTHONPATH='/tmp', LD_PRELOAD='/tmp/autograder-hostile.so'),
    lambda: os.environ.clear(),
    lambda: os.putenv('NUMPY', 'x'),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
