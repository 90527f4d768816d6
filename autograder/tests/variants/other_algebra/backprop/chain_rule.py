"""Part 3 by recursion: a chain is the chain of its two halves."""

import numpy as np


def chain_rule(f_prime, g, g_prime, x):
    # A chain of two 1 x 1 Jacobians.
    return chain_jacobians([np.array([[g_prime(x)]]), np.array([[f_prime(g(x))]])]).item()


def product(jacobians):
    if len(jacobians) == 1:
        return np.array(jacobians[0], dtype=float)
    middle = len(jacobians) // 2
    return np.linalg.multi_dot([product(jacobians[middle:]), product(jacobians[:middle])])


def chain_jacobians(jacobians):
    shapes = [np.shape(J) for J in jacobians]
    for first, then in zip(shapes[:-1], shapes[1:]):
        if first[0] != then[1]:
            raise ValueError(f"a Jacobian of shape {first} cannot be followed by one of shape {then}")
    return product(list(jacobians))


def jvp(jacobians, v):
    if len(jacobians) == 0:
        return np.array(v, dtype=float)
    return np.dot(jacobians[-1], jvp(jacobians[:-1], v))


def vjp(jacobians, u):
    if len(jacobians) == 0:
        return np.array(u, dtype=float)
    return vjp(jacobians[:-1], np.transpose(jacobians[-1]) @ u)
