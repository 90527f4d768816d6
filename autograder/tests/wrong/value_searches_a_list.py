"""question: 9.1
functions: Value
mistake: looks for each node in a list of those that were visited, which takes longer and longer
"""


def _backward(self):
    awaited = {id(self): 0}
    visited = [self]
    stack = [self]
    while stack:
        for parent in stack.pop().parents:
            if not any(parent is one for one in visited):
                visited.append(parent)
                awaited[id(parent)] = 0
                stack.append(parent)
            awaited[id(parent)] += 1
    for node in visited:
        node.grad = 0.0
    self.grad = 1.0
    ready = [self]
    while ready:
        node = ready.pop()
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad
            awaited[id(parent)] -= 1
            if awaited[id(parent)] == 0:
                ready.append(parent)


Value.backward = _backward
