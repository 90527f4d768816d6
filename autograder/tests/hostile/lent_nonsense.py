"""attack: borrows with requests that make no sense
question: 2.7
verdict: 0
"""

import gc


def _vocabulary():
    """What asks the grader for lent functions, if this process has been lent any."""
    return next(found for found in gc.get_objects() if type(found).__name__ == "Vocabulary")


from autograder.wire import Reference


def softmax_cross_entropy_gradient(logits, labels):
    odd = [Reference(kind, number) for kind in ('object', 'callback', 'generator', 'lent')
           for number in (-1, 0, 2**62)]
    for number in (-1, 0, 1, 2**62, None, [], {}):
        for arguments in (odd, [odd], [], [{}], [np.array(odd)], ['x' * 10**6] * 3):
            try:
                print(_vocabulary().evaluate(number, arguments))
            except Exception as error:
                print(error)
    return 0
