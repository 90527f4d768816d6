"""attack: changes what all code of its process shares
question: 2.5
verdict: full
"""

import gc
import locale
import os
import sys
import warnings

ATTEMPTS = [
    lambda: np.seterr(all='ignore'),
    lambda: np.set_printoptions(precision=1, threshold=1),
    lambda: warnings.simplefilter('error'),
    lambda: sys.setswitchinterval(10),
    lambda: sys.setrecursionlimit(200),
    lambda: sys.set_int_max_str_digits(0),
    lambda: locale.setlocale(locale.LC_ALL, 'C'),
    lambda: np.random.seed(0),
    lambda: gc.disable(),
    lambda: os.umask(0o777),
    lambda: os.chdir('/'),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
