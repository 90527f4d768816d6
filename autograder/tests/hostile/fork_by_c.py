"""attack: forks by the C library and by number
question: 2.5
verdict: 0
"""

import ctypes
import os


def softmax_jacobian(z):
    libc = ctypes.CDLL(None)
    for number in (57, 58, 56, 435):
        if libc.syscall(number, 0, 0, 0, 0, 0) == 0:
            os._exit(0)
    if libc.fork() == 0:
        os._exit(0)
    return 0
