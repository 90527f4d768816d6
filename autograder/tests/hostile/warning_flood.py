"""attack: warns ten thousand times
question: 2.5
verdict: 0
"""

import warnings


def softmax_jacobian(z):
    for number in range(10_000):
        warnings.warn(f'{number} is no number', stacklevel=1)
        eval(r"'\d'")
    return 0
