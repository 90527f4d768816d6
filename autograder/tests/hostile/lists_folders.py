"""attack: lists the folders of the grader
question: 2.5
verdict: 0
"""

import glob
import os

ATTEMPTS = [
    lambda: os.listdir('__SOLUTION__'),
    lambda: list(os.walk('__SOLUTION__')),
    lambda: glob.glob('__SOLUTION__/*'),
    lambda: os.listdir('__RESULTS__'),
    lambda: os.listdir('/autograder'),
    lambda: os.listdir('/tmp'),
    lambda: os.listdir('/'),
    lambda: os.scandir('/home'),
]


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            print(attempt())
        except Exception as error:
            print(error)
    return 0
