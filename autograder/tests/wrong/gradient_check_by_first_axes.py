"""
question: 6.3
mistake: Only the lengths of the first axes are compared, and NumPy stretches the others to fit.
"""


def gradient_check(f, gradient, x):
    x = np.array(x, dtype=float)
    claimed, measured = np.asarray(gradient(x.copy()), dtype=float), central_difference(f, x)
    if np.shape(claimed)[:1] != np.shape(measured)[:1] or np.ndim(claimed) != np.ndim(measured):
        return 1.0
    if not np.isfinite(claimed).all():
        return 1.0
    lengths = np.linalg.norm(claimed) + np.linalg.norm(measured)
    return float(np.linalg.norm(claimed - measured) / lengths) if lengths > 1e-9 else 0.0
