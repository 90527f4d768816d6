"""attack: handles every signal, and lets alarms ring
question: 2.5
verdict: full
"""

import signal

ATTEMPTS = [
    lambda: [signal.signal(n, lambda *_: None) for n in (1, 2, 10, 12, 14, 15, 27)],
    lambda: signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001),
    lambda: signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
