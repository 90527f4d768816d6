"""attack: prints 100 MB, also past Python's own streams
question: 2.5
verdict: full
"""

import os
import sys

ATTEMPTS = [
    lambda: [print('x' * 2**20) for _ in range(100)],
    lambda: [os.write(d, b'x' * 2**20) for d in (0, 1, 2) for _ in range(10)],
    lambda: sys.__stdout__.write('x'),
    lambda: sys.__stderr__.write('x'),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
