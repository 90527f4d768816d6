"""Part 4 one number at a time: rows, then units, then inputs."""

import math

import numpy as np

from backprop.functions import LOSSES
from backprop.jacobians import mse_gradient, softmax_cross_entropy_gradient


def activate(name, z):
    if name == "identity":
        return float(z)
    if name == "relu":
        return max(0.0, float(z))
    if name == "tanh":
        return math.tanh(z)
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def slope(name, z):
    if name == "identity":
        return 1.0
    if name == "relu":
        return 1.0 if z > 0 else 0.0
    if name == "tanh":
        return 1.0 - math.tanh(z) ** 2
    a = activate("sigmoid", z)
    return a * (1 - a)


def forward(params, activations, X):
    Z = []
    A = [X]
    for layer in range(len(params)):
        W, b = params[layer]
        z_rows = []
        a_rows = []
        for x in A[layer]:
            z = []
            for j in range(len(W)):
                total = b[j]
                for i in range(len(x)):
                    total = total + W[j][i] * x[i]
                z.append(total)
            z_rows.append(z)
            a_rows.append([activate(activations[layer], z_j) for z_j in z])
        Z.append(z_rows)
        A.append(a_rows)
    return Z, A


def backward(params, activations, Z, A, dL_dyhat):
    n = len(dL_dyhat)
    upstream = dL_dyhat
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        W = params[layer][0]
        outputs = len(W)
        inputs = len(W[0])
        dW = [[0.0] * inputs for _ in range(outputs)]
        db = [0.0] * outputs
        below = [[0.0] * inputs for _ in range(n)]
        for r in range(n):
            for j in range(outputs):
                delta = float(upstream[r][j]) * slope(activations[layer], Z[layer][r][j])
                db[j] += delta
                for i in range(inputs):
                    dW[j][i] += delta * A[layer][r][i]
                    below[r][i] += delta * W[j][i]
        upstream = below
        grads.insert(0, [dW, db])
    return grads


def loss_and_gradients(params, activations, X, y, loss):
    Z, A = forward(params, activations, X)
    if loss == "mse":
        upstream = mse_gradient(A[-1], y)
    else:
        upstream = softmax_cross_entropy_gradient(A[-1], y)
    return LOSSES[loss](np.array(A[-1]), np.array(y)), backward(params, activations, Z, A, upstream)
