"""attack: borrows functions that are not lent
question: 2.7
verdict: 0
"""

import gc


def _vocabulary():
    """What asks the grader for lent functions, if this process has been lent any."""
    return next(found for found in gc.get_objects() if type(found).__name__ == "Vocabulary")


def softmax_cross_entropy_gradient(logits, labels):
    for number in (*range(-3, 10), 2**62, 'jacobians.softmax_cross_entropy_gradient', None):
        try:
            print(_vocabulary().evaluate(number, [logits, labels]))
        except Exception as error:
            print(error)
    return 0
