"""Part 2 with nested loops; every array comes back as lists of Python floats."""

import math

from .functions import softmax


def linear_jacobian_x(W, b, x):
    J = []
    for k in range(len(b)):
        row = []
        for i in range(len(x)):
            row.append(float(W[k][i]))
        J.append(row)
    return J


def linear_jacobian_W(W, b, x):
    J = []
    for k in range(len(W)):
        block = []
        for j in range(len(W)):
            if j == k:
                block.append([float(x_i) for x_i in x])
            else:
                block.append([0.0] * len(x))
        J.append(block)
    return J


def linear_jacobian_b(W, b, x):
    return [[1.0 if k == j else 0.0 for j in range(len(b))] for k in range(len(b))]


def diagonal(slopes):
    m = len(slopes)
    J = [[0.0] * m for _ in range(m)]
    for k in range(m):
        J[k][k] = slopes[k]
    return J


def sigmoid_slope(z):
    # The slope is even, and exp of a negative number never overflows.
    e = math.exp(-abs(z))
    return e / ((1.0 + e) * (1.0 + e))


def sigmoid_jacobian(z):
    return diagonal([sigmoid_slope(z_k) for z_k in z])


def tanh_jacobian(z):
    return diagonal([1.0 - math.tanh(z_k) ** 2 for z_k in z])


def relu_jacobian(z):
    slopes = []
    for z_k in z:
        if z_k > 0:
            slopes.append(1)
        else:
            slopes.append(0)
    return diagonal(slopes)


def softmax_jacobian(z):
    p = softmax(z)
    J = []
    for k in range(len(p)):
        row = []
        for i in range(len(p)):
            if i == k:
                row.append(p[k] * (1 - p[k]))
            else:
                row.append(-p[k] * p[i])
        J.append(row)
    return J


def mse_gradient(y_hat, y):
    n = len(y_hat)
    k = len(y_hat[0])
    gradient = []
    for r in range(n):
        gradient.append([2.0 * (float(y_hat[r][c]) - float(y[r][c])) / (n * k) for c in range(k)])
    return gradient


def softmax_cross_entropy_gradient(logits, labels):
    n = len(logits)
    gradient = []
    for r in range(n):
        biggest = max(logits[r])
        exps = [math.exp(z - biggest) for z in logits[r]]
        total = sum(exps)
        row = []
        for c in range(len(exps)):
            target = 1.0 if c == labels[r] else 0.0
            row.append((exps[c] / total - target) / n)
        gradient.append(row)
    return tuple(gradient)
