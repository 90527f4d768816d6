"""question: 9.2
functions: gradient
mistake: makes one Value of equal inputs
"""


def gradient(f, x):
    made = {}
    inputs = [made.setdefault(float(v), Value(v)) for v in x]
    result = f(np.array(inputs, dtype=object))
    if isinstance(result, Value):
        result.backward()
    return np.array([n.grad for n in inputs])
