"""attack: is ended by a limit on processor time that it sets on itself
question: 2.5
verdict: 0
"""

import resource


def softmax_jacobian(z):
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    while True:
        pass
