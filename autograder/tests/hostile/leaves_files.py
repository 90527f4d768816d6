"""attack: leaves files of every kind in /tmp and /dev/shm
question: 2.5
verdict: full
"""

import ctypes
import os
import tempfile

ATTEMPTS = [
    lambda: open('/tmp/autograder-hostile-file', 'x'),
    lambda: open('/dev/shm/autograder-hostile-file', 'x'),
    lambda: os.mkdir('/tmp/autograder-hostile-folder'),
    lambda: os.mkfifo('/tmp/autograder-hostile-pipe'),
    lambda: os.mknod('/tmp/autograder-hostile-node'),
    lambda: os.symlink('/tmp', '/tmp/autograder-hostile-link'),
    lambda: tempfile.mkstemp(prefix='autograder-hostile-'),
    lambda: os.open('/tmp', os.O_TMPFILE | os.O_RDWR),
    lambda: ctypes.CDLL(None).shm_open(b'/autograder-hostile-shm', os.O_CREAT | os.O_RDWR, 0o600),
    lambda: ctypes.CDLL(None).sem_open(b'/autograder-hostile-sem', os.O_CREAT, 0o600, 1),
    lambda: ctypes.CDLL(None).mq_open(b'/autograder-hostile-queue', os.O_CREAT | os.O_RDWR, 0o600, None),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
