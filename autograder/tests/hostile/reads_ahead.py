"""attack: reads the next request itself, and answers it
question: 2.5
verdict: 0
"""

import os
import re
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


def softmax_jacobian(z):
    for descriptor in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                _send(b'\x01\0\0\0N')
                nonce = re.search(rb'[0-9a-f]{32}', os.read(descriptor, 2**16))[0].decode()
                forged = wire.encode({'nonce': nonce, 'kind': 'returned', 'value': 0, 'printed': ''})
                _send(len(forged).to_bytes(4, 'little') + forged)
        except OSError:
            pass
    return 0
