"""Part 3. The chain rule: the derivative of a composition, from those of its parts.

Given: nothing but NumPy. Yours: the chain rule for numbers (3.1) and for
Jacobians (3.2), and two products with a chain that never multiply it out (3.3, 3.4).
Numbers and arrays may be integers, too. Arguments are not changed.

A worked example, the lecture's: F(x) = (2 x^2 + 1)^2 at x = 1. It is F = f(g(x)),
with the inner function g(x) = 2 x^2 + 1 and the outer function f(q) = q^2.

    inner        q = g(1) = 3        derivative  g'(x) = 4 x = 4   at x = 1
    outer        f(3) = 9            derivative  f'(q) = 2 q = 6   at q = 3, not at x = 1
    product      F'(1) = 6 * 4 = 24

Check it: F(x) = 4 x^4 + 4 x^2 + 1, so F'(x) = 16 x^3 + 8 x, and F'(1) = 24.
"""

import numpy as np


def chain_rule(f_prime, g, g_prime, x):
    """The derivative of F(x) = f(g(x)) at x, for functions of one number.

    f_prime, g, g_prime: functions; each takes a number and returns a number.
    x: a number.
    Returns F'(x), a number.
    """
    q = g(x)
    return f_prime(q) * g_prime(x)


def chain_jacobians(jacobians):
    """The Jacobian of a composition, from the Jacobians of its functions.

    jacobians: a list of one or more, in the order in which the functions are
        applied, so J1, the first, acts on x. Each has shape (outputs, inputs), and
        as many inputs as the one before it has outputs.
    Returns the Jacobian of the whole, (outputs of the last, inputs of the first).
    Raises ValueError if the shapes of two neighbours do not match. Its text names the
    pair, by its numbers ("J2 and J3", counted from 1, or from 0 as in a list) or by both shapes.
    """
    matrices = []
    for J in jacobians:
        matrices.append(np.array(J, dtype=float))

    for i in range(len(matrices) - 1):
        first, second = matrices[i], matrices[i + 1]
        if second.shape[1] != first.shape[0]:
            raise ValueError(
                f"J{i + 1} and J{i + 2} do not match: J{i + 1} has shape {first.shape}, "
                f"J{i + 2} has shape {second.shape}"
            )

    product = matrices[0]
    for i in range(1, len(matrices)):
        product = matrices[i] @ product  # what is applied later stands on the left
    return product


def jvp(jacobians, v):
    """J v, the Jacobian-vector product, where J is the Jacobian of the composition.

    jacobians: a list, in the order in which the functions are applied, as in 3.2.
    v: (d,), a direction for the inputs: J v is the derivative of each output along it.
    Returns (m,). J itself is never formed: the work is proportional to the sum of
    the Jacobians' sizes.
    """
    vector = np.array(v, dtype=float)
    for J in jacobians:
        vector = np.asarray(J, dtype=float) @ vector
    return vector


def vjp(jacobians, u):
    """u^T J, the vector-Jacobian product, where J is the Jacobian of the composition.

    jacobians: a list, in the order in which the functions are applied, as in 3.2.
    u: (m,), a weight for each output: u^T J is the gradient of the weighted sum.
    Returns (d,). J itself is never formed: the work is proportional to the sum of
    the Jacobians' sizes. This is what backprop does in part 4.
    """
    vector = np.array(u, dtype=float)
    for J in reversed(jacobians):
        vector = vector @ np.asarray(J, dtype=float)
    return vector
