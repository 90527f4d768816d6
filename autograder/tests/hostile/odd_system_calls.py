"""attack: makes system calls that hardly anybody knows
question: 2.5
verdict: full
"""

import ctypes

LIBC = ctypes.CDLL(None)
# bpf, perf_event_open, userfaultfd, kcmp, quotactl, acct, syslog, swapon, iopl, ioperm,
# modify_ldt, lookup_dcookie, fanotify_init, memfd_secret, landlock, mount_setattr, seccomp
ODD = [321, 298, 323, 312, 179, 163, 103, 167, 172, 173, 154, 212, 300, 447, 444, 442, 317]


ATTEMPTS = [
    lambda: [LIBC.syscall(number, *[0] * 6) for number in ODD],
    lambda: [LIBC.syscall(number, *[-1] * 6) for number in range(449, 600)],
    lambda: LIBC.personality(0x0040000),
    lambda: LIBC.syscall(323, 1),
    lambda: LIBC.syscall(250, 0, -3, 1),
    lambda: LIBC.syscall(248, b'user', b'autograder-hostile', b'x', 1, -3),
    lambda: LIBC.syscall(29, 0x4155544F, 4096, 0o1600),
    lambda: LIBC.syscall(64, 0x4155544F, 1, 0o1600),
    lambda: LIBC.syscall(68, 0x4155544F, 0o1600),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
