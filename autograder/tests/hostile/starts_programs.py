"""attack: runs programs in every way that Python knows
question: 2.5
verdict: full
"""

import concurrent.futures
import multiprocessing
import os
import pty
import subprocess

ATTEMPTS = [
    lambda: os.system('true'),
    lambda: os.popen('true').read(),
    lambda: os.posix_spawn('/bin/true', ['true'], {}),
    lambda: subprocess.run(['true']),
    lambda: os.execv('/bin/true', ['true']),
    lambda: multiprocessing.Process(target=print).start(),
    lambda: concurrent.futures.ThreadPoolExecutor().submit(print),
    lambda: pty.fork(),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
