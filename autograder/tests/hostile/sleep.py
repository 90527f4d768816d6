"""attack: sleeps through its deadline
question: 2.5
verdict: 0
"""

import time


def softmax_jacobian(z):
    time.sleep(100)
