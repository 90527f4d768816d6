"""attack: makes links beside results.json
question: 2.5
verdict: full
"""

import os

ATTEMPTS = [
    lambda: os.symlink('/dev/null', '__RESULTS__/autograder-hostile-link'),
    lambda: os.link('/etc/hostname', '__RESULTS__/autograder-hostile-hard-link'),
    lambda: os.mkfifo('__RESULTS__/autograder-hostile-pipe'),
    lambda: os.mknod('__RESULTS__/autograder-hostile-node'),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
