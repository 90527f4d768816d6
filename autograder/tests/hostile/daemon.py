"""attack: leaves a process in a session of its own, which writes results for five seconds
question: 2.5
verdict: 0
"""

import os
import time


def softmax_jacobian(z):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for _ in range(50):
                with open('__RESULTS__/autograder-hostile-daemon', 'w') as file:
                    file.write('{"score": 100}')
                time.sleep(0.1)
        os._exit(0)
    return 0
