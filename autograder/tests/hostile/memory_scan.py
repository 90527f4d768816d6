"""attack: looks through all objects and all loaded modules
question: 2.5
verdict: full
"""

import gc
import sys

ATTEMPTS = [
    lambda: [repr(type(found)) for found in gc.get_objects()],
    lambda: [vars(module) for module in list(sys.modules.values())],
    lambda: sys._debugmallocstats(),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
