"""attack: opens as many descriptors as it can
question: 2.5
verdict: full
"""

import os

ATTEMPTS = [
    lambda: [os.dup(0) for _ in range(10**5)],
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
