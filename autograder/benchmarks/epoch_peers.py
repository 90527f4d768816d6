"""An epoch of SGD on one network, as its users write it with one library.

A peer is a function from the problem to `epoch`, which trains, and `params`, which gives
[(W1, b1), (W2, b2)] with W of shape (out, in). An epoch is the loop over the minibatches,
with the order drawn anew, and nothing else: the loss on all the data is not in it.
"""

import numpy as np


def reference(problem):
    """The homework's own functions, in float64. The solution's folder is on the path."""
    from backprop.network import loss_and_gradients
    from backprop.sgd import minibatches, sgd_step

    params, activations = problem.params, ["relu", "identity"]
    loss, rng = "softmax_cross_entropy", np.random.default_rng(problem.seed)

    def epoch():
        nonlocal params
        for X_b, y_b in minibatches(problem.X, problem.y, problem.batch_size, rng):
            _, grads = loss_and_gradients(params, activations, X_b, y_b, loss)
            params = sgd_step(params, grads, problem.learning_rate)

    return epoch, lambda: params


def textbook(problem):
    """NumPy in float64, written out for this one network."""
    X, y, rate, size = problem.X, problem.y, problem.learning_rate, problem.batch_size
    (W1, b1), (W2, b2) = problem.params
    rng = np.random.default_rng(problem.seed)

    def epoch():
        nonlocal W1, b1, W2, b2
        order = rng.permutation(len(X))
        for start in range(0, len(X), size):
            batch = order[start : start + size]
            X_b, y_b, n = X[batch], y[batch], len(batch)
            Z1 = X_b @ W1.T + b1
            A1 = np.maximum(Z1, 0.0)
            Z2 = A1 @ W2.T + b2
            exponentials = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
            p = exponentials / exponentials.sum(axis=1, keepdims=True)
            _ = -np.mean(np.log(p[np.arange(n), y_b]))
            p[np.arange(n), y_b] -= 1.0
            dZ2 = p / n
            dZ1 = (dZ2 @ W2) * (Z1 > 0)
            W2, b2 = W2 - rate * dZ2.T @ A1, b2 - rate * dZ2.sum(axis=0)
            W1, b1 = W1 - rate * dZ1.T @ X_b, b1 - rate * dZ1.sum(axis=0)

    return epoch, lambda: [(W1, b1), (W2, b2)]


def torch_sgd(problem):
    """PyTorch, eager, with its own optimizer, in float32."""
    import torch

    return _torch_sgd(problem, torch.float32)


def torch_sgd_float64(problem):
    """The same in the reference's precision."""
    import torch

    return _torch_sgd(problem, torch.float64)


def _torch_sgd(problem, dtype):
    import torch

    X, y, model, loss = _in_torch(problem, dtype)
    optimizer = torch.optim.SGD(model.parameters(), lr=problem.learning_rate)

    def epoch():
        order = torch.randperm(len(X))
        for start in range(0, len(X), problem.batch_size):
            batch = order[start : start + problem.batch_size]
            optimizer.zero_grad()
            loss(model(X[batch]), y[batch]).backward()
            optimizer.step()

    return epoch, lambda: _out_of_torch(model)


def torch_by_hand(problem):
    """PyTorch, eager, with the updates written by hand, in float32."""
    import torch

    X, y, model, loss = _in_torch(problem, torch.float32)

    def epoch():
        order = torch.randperm(len(X))
        for start in range(0, len(X), problem.batch_size):
            batch = order[start : start + problem.batch_size]
            loss(model(X[batch]), y[batch]).backward()
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter -= problem.learning_rate * parameter.grad
                    parameter.grad = None

    return epoch, lambda: _out_of_torch(model)


def _in_torch(problem, dtype):
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(problem.seed)
    inputs, hidden, outputs = problem.sizes
    first, last = torch.nn.Linear(inputs, hidden), torch.nn.Linear(hidden, outputs)
    with torch.no_grad():
        for layer, (W, b) in zip((first, last), problem.params, strict=True):
            layer.weight.copy_(torch.tensor(W))
            layer.bias.copy_(torch.tensor(b))
    model = torch.nn.Sequential(first, torch.nn.ReLU(), last).to(dtype)
    X, y = torch.tensor(problem.X, dtype=dtype), torch.tensor(problem.y)
    return X, y, model, torch.nn.CrossEntropyLoss()


def _out_of_torch(model):
    arrays = [parameter.detach().numpy() for parameter in model.parameters()]
    return [tuple(arrays[:2]), tuple(arrays[2:])]


def jax_steps(problem):
    """JAX, each step compiled, on minibatches that NumPy takes, in float32."""
    step, params, (X, y), rng = _in_jax(problem)
    X, y = np.asarray(X), np.asarray(y)

    def epoch():
        nonlocal params
        order = rng.permutation(len(X))
        for start in range(0, len(X), problem.batch_size):
            batch = order[start : start + problem.batch_size]
            _, params = step(params, X[batch], y[batch])
        params[0][0].block_until_ready()

    return epoch, lambda: params


def jax_steps_float64(problem):
    """The same in the reference's precision."""
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax_steps(problem)


def jax_steps_on_device(problem):
    """JAX, each step compiled together with the taking of its minibatch, in float32."""
    import jax

    step, params, (X, y), rng = _in_jax(problem)
    step_of_rows = jax.jit(lambda params, X, y, rows: step(params, X[rows], y[rows]))

    def epoch():
        nonlocal params
        order = rng.permutation(len(X))
        for start in range(0, len(X), problem.batch_size):
            rows = order[start : start + problem.batch_size]
            _, params = step_of_rows(params, X, y, rows)
        params[0][0].block_until_ready()

    return epoch, lambda: params


def _in_jax(problem):
    import jax

    def loss(params, X, y):
        (W1, b1), (W2, b2) = params
        logits = jax.nn.relu(X @ W1.T + b1) @ W2.T + b2
        right = jax.numpy.take_along_axis(jax.nn.log_softmax(logits), y[:, None], axis=1)
        return -right.mean()

    @jax.jit
    def step(params, X, y):
        value, grads = jax.value_and_grad(loss)(params, X, y)
        new = jax.tree.map(lambda p, g: p - problem.learning_rate * g, params, grads)
        return value, new

    # JAX takes float64 for float32 unless it is told otherwise.
    arrays = (problem.params, (problem.X, problem.y))
    params, data = jax.tree.map(jax.numpy.asarray, arrays)
    return step, params, data, np.random.default_rng(problem.seed)


def scikit_learn(problem):
    """scikit-learn's MLPClassifier without momentum and weight decay, in float64."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        problem.sizes[1:2], solver="sgd", alpha=0.0, batch_size=problem.batch_size,
        learning_rate_init=problem.learning_rate, momentum=0.0, nesterovs_momentum=False,
        random_state=problem.seed,
    )  # fmt: skip
    # It makes its arrays with the first batch; then they get the values of all others.
    model.partial_fit(problem.X, problem.y, classes=np.arange(problem.sizes[-1]))
    for own, one, (W, b) in zip(model.coefs_, model.intercepts_, problem.params, strict=True):
        own[:], one[:] = W.T, b

    def params():
        return [(W.T, b) for W, b in zip(model.coefs_, model.intercepts_, strict=True)]

    return lambda: model.partial_fit(problem.X, problem.y), params


# Each with the package whose version is told.
PEERS = {
    "reference": (reference, "numpy"),
    "textbook": (textbook, "numpy"),
    "torch_sgd": (torch_sgd, "torch"),
    "torch_sgd_float64": (torch_sgd_float64, "torch"),
    "torch_by_hand": (torch_by_hand, "torch"),
    "jax_steps": (jax_steps, "jax"),
    "jax_steps_float64": (jax_steps_float64, "jax"),
    "jax_steps_on_device": (jax_steps_on_device, "jax"),
    "scikit_learn": (scikit_learn, "scikit-learn"),
}
