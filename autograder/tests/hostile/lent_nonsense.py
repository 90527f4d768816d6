"""attack: borrows with requests that make no sense
question: 2.7
verdict: 0
"""

import gc


def _borrower():
    """What asks the grader for lent functions, if this process has been lent any."""
    return next(found for found in gc.get_objects() if type(found).__name__ == "_Borrower")


def softmax_cross_entropy_gradient(logits, labels):
    for request in (
        {'borrow': 'call'},
        {'borrow': 'call', 'function': ['jacobians.softmax_jacobian']},
        {'borrow': 'method', 'object': -1, 'name': '__class__'},
        {'borrow': 'get', 'object': 2**62, 'name': '__globals__'},
        {'borrow': 'set', 'object': None, 'name': np.zeros(3)},
        {'borrow': np.zeros(3), 'function': {}},
    ):
        try:
            print(_borrower().ask(request, [{'generator': -1}, {'function': 'a'}, {'object': True}]))
        except Exception as error:
            print(error)
    return 0
