"""attack: asks for a better place among all processes
question: 2.5
verdict: full
"""

import ctypes
import os

ATTEMPTS = [
    lambda: os.sched_setaffinity(0, {0}),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: os.sched_setaffinity(os.getppid(), {0}),
    lambda: os.posix_fallocate(3, 0, 2**20),
    lambda: ctypes.CDLL(None).mlockall(3),
    lambda: ctypes.CDLL(None).syscall(251, 1, 0, 8191),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
