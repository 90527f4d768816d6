"""attack: looks for code inside of lent objects
question: 8.2
verdict: 0
"""

import gc


def _vocabulary():
    """What asks the grader for lent functions, if this process has been lent any."""
    return next(found for found in gc.get_objects() if type(found).__name__ == "Vocabulary")


def derivative(f, x):
    number = Dual(1.0)
    for verb in ('get', 'method', 'construct', 'set'):
        for name in ('__class__', '__init__', '__dict__', '__mul__', 'apply', 'slope', '__reduce__'):
            for callback in range(4):
                try:
                    print(_vocabulary().evaluate(callback, [verb, number, name]))
                except Exception as error:
                    print(error)
    return 'no number'
