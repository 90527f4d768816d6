"""attack: writes a results.json of its own
question: 2.5
verdict: full
"""

import os


def write(path):
    with open(path, 'x') as file:
        file.write('{"score": 100}')


ATTEMPTS = [
    lambda: write('__RESULTS__/autograder-hostile-results.json'),
    lambda: write('/autograder/results/autograder-hostile-results.json'),
    lambda: os.mkdir('__RESULTS__/autograder-hostile-folder'),
    lambda: os.open('__RESULTS__', os.O_TMPFILE | os.O_RDWR),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
