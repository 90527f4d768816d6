"""question: 9.1
functions: Value
mistake: keeps all nodes in one list, which backward empties: a second output gives nothing
"""

TAPE = []
_init = Value.__init__


def _recorded(self, *arguments):
    _init(self, *arguments)
    TAPE.append(self)


def _backward(self):
    for node in TAPE:
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(TAPE):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad
    TAPE.clear()


Value.__init__ = _recorded
Value.backward = _backward
