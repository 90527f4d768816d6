"""attack: puts /dev/null in the place of all its descriptors
question: 2.5
verdict: 0
"""

import os


def softmax_jacobian(z):
    nowhere = os.open('/dev/null', os.O_RDWR)
    for descriptor in range(3, 64):
        os.dup2(nowhere, descriptor)
    return 0
