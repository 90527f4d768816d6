"""
question: 6.1
mistake: central_difference is a complex step, Im f(x + i h) / h: it has another error than (f(x + h) - f(x - h)) / (2 h), and fails for functions such as |x| or the maximum.
"""

def central_difference(f, x, h=1e-5):
    x = np.array(x, dtype=complex)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e_i = np.zeros_like(x)
        e_i[i] = 1
        gradient[i] = np.imag(f(x + 1j * h * e_i)) / h
    return gradient
