"""attack: forges a good answer to its import, and defines nothing
question: 2.5
verdict: 0
"""

from autograder.sandbox import worker

_observe = worker.observe
worker.observe = lambda functions, request: (
    {'kind': 'returned', 'value': None, 'changed': []}
    if request['probe'] == 'load'
    else _observe(functions, request)
)
del softmax_jacobian
