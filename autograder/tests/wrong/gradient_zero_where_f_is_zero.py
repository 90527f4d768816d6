"""
question: 9.2
mistake: A result whose value is 0 is taken for a constant, and nothing goes backward.
"""


def gradient(f, x):
    inputs = np.array([Value(one) for one in x], dtype=object)
    result = f(inputs)
    if not getattr(result, "data", 0):
        return np.zeros(len(x))
    result.backward()
    return np.array([one.grad for one in inputs])
