"""question: 8.3
functions: jvp
mistake: makes one Dual of equal inputs
"""


def jvp(f, x, v):
    made = {}
    moving = [made.setdefault(float(a), Dual(a, b)) for a, b in zip(x, v)]
    result = f(np.array(moving, dtype=object))
    return result.tangent if isinstance(result, Dual) else 0.0
