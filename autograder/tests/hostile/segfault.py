"""attack: reads the address 0
question: 2.5
verdict: 0
"""

import ctypes


def softmax_jacobian(z):
    return ctypes.string_at(0)
