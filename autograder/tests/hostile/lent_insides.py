"""attack: looks for code inside of lent objects
question: 8.2
verdict: 0
"""

import gc


def _borrower():
    """What asks the grader for lent functions, if this process has been lent any."""
    return next(found for found in gc.get_objects() if type(found).__name__ == "_Borrower")


def derivative(f, x):
    number = Dual(1.0).__dict__['number']
    for kind in ('get', 'method'):
        for name in ('__class__', '__init__', '__dict__', '__mul__', 'apply', 'slope', '__reduce__'):
            try:
                print(_borrower().ask({'borrow': kind, 'object': number, 'name': name}))
            except Exception as error:
                print(error)
    return 'no number'
