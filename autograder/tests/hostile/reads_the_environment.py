"""attack: prints its environment, by Python and by C
question: 2.5
verdict: 0
"""

import ctypes
import os
import re


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
            found = str(attempt())
            print(re.findall('canary[0-9a-f]{32}', found), found[:100])
        except Exception as error:
            print(error)
    return 0
