"""attack: replaces Python's streams by others
question: 2.5
verdict: full
"""

import sys

ATTEMPTS = [
    lambda: setattr(sys, 'stdout', None),
    lambda: setattr(sys, 'stderr', 5),
    lambda: setattr(sys, '__stdout__', open('/dev/null', 'w')),
    lambda: sys.stdin.read(),
    lambda: print('\x1b[2J[bold]</pre>\u202e'),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
