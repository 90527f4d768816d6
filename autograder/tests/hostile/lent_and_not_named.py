"""attack: borrows functions that are not lent
question: 2.7
verdict: 0
"""

import gc


def _borrower():
    """What asks the grader for lent functions, if this process has been lent any."""
    return next(found for found in gc.get_objects() if type(found).__name__ == "_Borrower")


def softmax_cross_entropy_gradient(logits, labels):
    for name in ('jacobians.softmax_cross_entropy_gradient', 'data.load_digits', 'os.system', ''):
        try:
            print(_borrower().call(name, [logits, labels]))
        except Exception as error:
            print(error)
    return 0
