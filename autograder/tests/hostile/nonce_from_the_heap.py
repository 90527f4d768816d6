"""attack: finds the nonce among all objects, and sends a wrong answer with it
question: 2.5
verdict: 0
"""

import gc
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


def softmax_jacobian(z):
    nonces = {
        found['nonce'] for found in gc.get_objects() if type(found) is dict and 'nonce' in found
    }
    for nonce in nonces:
        forged = wire.encode(
            {'nonce': nonce, 'kind': 'returned', 'value': np.eye(len(z)), 'printed': ''}
        )
        _send(len(forged).to_bytes(4, 'little') + forged)
    return 0
