"""attack: lists the folders of the grader
question: 2.5
verdict: 0
"""

import glob
import os
import re

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
            found = str(attempt())
            print(re.findall('canary[0-9a-f]{32}', found), found[:100])
        except Exception as error:
            print(error)
    return 0
