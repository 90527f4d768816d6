"""attack: prints the locals of all frames
question: 2.5
verdict: 0
"""

import sys


def frames():
    frame = sys._getframe()
    while frame:
        yield frame
        frame = frame.f_back


ATTEMPTS = [
    lambda: [frame.f_locals for frame in frames()],
    lambda: [frame.f_globals for frame in frames()],
    lambda: list(sys._current_frames().values()),
]


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            print(attempt())
        except Exception as error:
            print(error)
    return 0
