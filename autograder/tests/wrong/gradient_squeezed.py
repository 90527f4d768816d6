"""question: 9.2
functions: gradient
mistake: gives a number where there is a single input
"""


def gradient(f, x):
    inputs = [Value(v) for v in x]
    result = f(np.array(inputs, dtype=object))
    if isinstance(result, Value):
        result.backward()
    g = np.array([n.grad for n in inputs]).squeeze()
    return float(g) if g.ndim == 0 else g
