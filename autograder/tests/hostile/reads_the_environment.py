"""attack: prints its environment, by Python and by C
question: 2.5
verdict: 0
"""

import ctypes
import os


def by_c():
    environment = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), 'environ')
    for index in range(1000):
        if not environment or environment[index] is None:
            return
        yield environment[index]


ATTEMPTS = [
    lambda: dict(os.environ),
    lambda: os.environb,
    lambda: list(by_c()),
    lambda: ctypes.CDLL(None).getenv(b'AUTOGRADER_CANARY'),
]


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            print(attempt())
        except Exception as error:
            print(error)
    return 0
