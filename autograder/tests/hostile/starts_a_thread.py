"""attack: starts a thread that would change its answer
question: 2.5
verdict: full
"""

import _thread
import threading

LAST = np.zeros(3)


def change():
    while True:
        LAST[:] = 0


ATTEMPTS = [
    lambda: threading.Thread(target=change, daemon=True).start(),
    lambda: _thread.start_new_thread(change, ()),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
