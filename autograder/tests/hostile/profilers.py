"""attack: traces and profiles all that runs
question: 2.5
verdict: full
"""

import faulthandler
import gc
import sys
import threading
import tracemalloc

ATTEMPTS = [
    lambda: sys.settrace(lambda *_: None),
    lambda: sys.setprofile(lambda *_: None),
    lambda: threading.setprofile(lambda *_: None),
    lambda: sys.addaudithook(lambda *_: None),
    lambda: faulthandler.enable(),
    lambda: tracemalloc.start(),
    lambda: gc.set_debug(0),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
