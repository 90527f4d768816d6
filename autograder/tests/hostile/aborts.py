"""attack: aborts, and asks for a core dump before
question: 2.5
verdict: 0
"""

import os
import resource


def softmax_jacobian(z):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (2**20, 2**20))
    except (OSError, ValueError):
        pass
    os.abort()
