"""attack: ignores every signal that can be ignored, and never comes back
question: 2.5
verdict: 0
"""

import signal


def softmax_jacobian(z):
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
