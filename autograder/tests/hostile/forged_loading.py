"""attack: forges a good answer to its import, and defines nothing
question: 2.5
verdict: 0
"""

from autograder.sandbox.vocabulary import Vocabulary

Vocabulary._load = lambda self, module: None
del softmax_jacobian
