"""attack: asks for namespaces and mounts of its own
question: 2.5
verdict: full
"""

import ctypes
import os

LIBC = ctypes.CDLL(None)


ATTEMPTS = [
    lambda: [LIBC.unshare(1 << bit) for bit in range(7, 32)],
    lambda: LIBC.setns(3, 0),
    lambda: LIBC.mount(b'none', b'/autograder-hostile', b'tmpfs', 0, None),
    lambda: LIBC.umount2(b'/autograder-hostile', 2),
    lambda: os.chroot('/tmp'),
    lambda: LIBC.syscall(428, -100, b'/tmp', 1),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
