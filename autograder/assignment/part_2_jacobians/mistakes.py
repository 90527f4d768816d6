"""Mistakes of part 2."""

import numpy as np

from ...grading.mistakes.catalogue import mistake
from ..given import relu, sigmoid, softmax, tanh


@mistake(
    "jacobians.linear_jacobian_x",
    "transposed",
    hint="a Jacobian has a row for each output and a column for each input: write the shapes of "
    "W, x and z beside the formula.",
)
def jacobian_x_transposed(W, b, x):
    return np.transpose(W)


@mistake(
    "jacobians.linear_jacobian_x",
    "the terms of the sum",
    hint="your entries are still multiplied by x: what is left of W[k, i] x_i when you take its "
    "derivative with respect to x_i?",
)
def jacobian_x_terms_of_the_sum(W, b, x):
    return np.asarray(W) * x


@mistake(
    "jacobians.linear_jacobian_x",
    "x in every row",
    hint="that is the slope along the weights: here W stands still, and x moves.",
)
def jacobian_x_of_weights(W, b, x):
    return np.tile(x, (len(W), 1))


@mistake(
    "jacobians.linear_jacobian_x",
    "summed over the outputs",
    hint="you have added up the slopes of all outputs: each output has a row of its own.",
)
def jacobian_x_summed(W, b, x):
    return np.sum(W, axis=0)


@mistake(
    "jacobians.linear_jacobian_x",
    "z itself",
    hint="that is z, and not its slope: by how much does z_k grow if x_i grows by 1?",
)
def jacobian_x_is_z(W, b, x):
    return np.asarray(W) @ x + b


@mistake(
    "jacobians.linear_jacobian_x",
    "the bias added",
    hint="b does not depend on x: what is the derivative of a constant?",
)
def jacobian_x_with_bias(W, b, x):
    return np.asarray(W) + np.asarray(b)[:, np.newaxis]


@mistake(
    "jacobians.linear_jacobian_W",
    "x in every row",
    hint="z_k is made from row k of W alone: what is its slope along the weights of the other "
    "rows, j != k?",
)
def jacobian_W_x_everywhere(W, b, x):
    return np.tile(np.asarray(x, dtype=float), (len(W), len(W), 1))


@mistake(
    "jacobians.linear_jacobian_W",
    "W for x",
    hint="z_k = sum_i W[k, i] x_i: which factor is left when you take the derivative with respect "
    "to W[k, i]?",
)
def jacobian_W_of_weights(W, b, x):
    return np.eye(len(W))[:, :, np.newaxis] * W


@mistake(
    "jacobians.linear_jacobian_W",
    "the inputs before the outputs",
    hint="the numbers are right and their order is not: [k, j, i] has the output first, then the "
    "row of W, then its column.",
)
def jacobian_W_index_order(W, b, x):
    return np.swapaxes(np.eye(len(W))[:, :, np.newaxis] * x, 1, 2)


@mistake(
    "jacobians.linear_jacobian_W",
    "two axes: x in each row",
    hint="you have one slope for each weight, and there is one for each output and each weight: W "
    "has two axes of its own, so how many has this Jacobian?",
)
def jacobian_W_two_axes(W, b, x):
    return np.tile(x, (len(W), 1))


@mistake(
    "jacobians.linear_jacobian_W",
    "flattened",
    hint="your columns are all weights in one long row: keep the two axes of W, so that the "
    "weights are found at [k, j, i].",
)
def jacobian_W_flattened(W, b, x):
    return np.kron(np.eye(len(W)), x)


@mistake(
    "jacobians.linear_jacobian_W",
    "only x",
    hint="that is the slope of one output along its own row of W: the Jacobian holds it for every "
    "output, and the other rows as well.",
)
def jacobian_W_only_x(W, b, x):
    return np.array(x)


@mistake(
    "jacobians.linear_jacobian_W",
    "columns read as rows",
    hint="the numbers are right, and for each output they lie as W's columns one after another, "
    "where (m, d) wants W's rows: reshape never changes the order.",
)
def W_by_columns(W, b, x):
    m, n = np.shape(W)
    return np.kron(np.asarray(x, dtype=float), np.eye(m)).reshape(m, m, n)


@mistake(
    "jacobians.linear_jacobian_W",
    "the type of W",
    hint="where W holds integers and x does not, your slopes are cut to whole numbers: which "
    "dtype has the array that you write into?",
)
def W_type(W, b, x):
    W = np.asarray(W)
    J = np.zeros((len(W), *W.shape), dtype=W.dtype)
    for k in range(len(W)):
        J[k, k] = x
    return J


@mistake(
    "jacobians.linear_jacobian_b",
    "a vector of ones",
    hint="a Jacobian has a row for each output and a column for each b_j: what does b_j do to the "
    "outputs other than z_j?",
)
def jacobian_b_vector_of_ones(W, b, x):
    return np.ones(len(b))


@mistake(
    "jacobians.linear_jacobian_b",
    "ones everywhere",
    hint="b_j is added to z_j alone: what is the slope of the other outputs along it?",
)
def jacobian_b_all_ones(W, b, x):
    return np.ones((len(b), len(b)))


@mistake(
    "jacobians.linear_jacobian_b",
    "b on the diagonal",
    hint="your slope depends on b: if b_j grows by 1, by how much does z_j grow?",
)
def jacobian_b_diagonal_of_b(W, b, x):
    return np.diag(b)


@mistake(
    "jacobians.linear_jacobian_b",
    "the size of x",
    hint="count the entries of b, and not those of x: b has one for each output.",
)
def jacobian_b_size_of_x(W, b, x):
    return np.eye(len(x))


@mistake(
    "jacobians.linear_jacobian_b",
    "the shape of W",
    hint="a row for each output and a column for each entry of b: W does not come into it.",
)
def jacobian_b_shape_of_W(W, b, x):
    return np.eye(*np.shape(W))


@mistake(
    "jacobians.linear_jacobian_b",
    "zeros",
    hint="z = W x + b does depend on b: if b_j grows by 1, which z_k grow, and by how much?",
)
def jacobian_b_zeros(W, b, x):
    return np.zeros((len(b), len(b)))


@mistake(
    "jacobians.sigmoid_jacobian",
    "z(1 - z)",
    hint="the formula a (1 - a) wants a = sigmoid(z), and z is what you are given.",
)
def sigmoid_slope_of_z_for_a(z):
    z = np.asarray(z)
    return np.diag(z * (1 - z))


@mistake(
    "jacobians.sigmoid_jacobian",
    "squashed twice",
    hint="the sigmoid is taken twice on the way: a function that takes its slope from z must get "
    "z, and not a.",
)
def sigmoid_slope_squashed_twice(z):
    a = sigmoid(sigmoid(z))
    return np.diag(a * (1 - a))


@mistake(
    "jacobians.sigmoid_jacobian",
    "the values for the slopes",
    hint="that is the sigmoid itself on the diagonal: its slope is asked for.",
)
def sigmoid_values(z):
    return np.diag(sigmoid(z))


@mistake(
    "jacobians.sigmoid_jacobian",
    "only 1 - a",
    hint="your slope tends to 1 for very negative z, where the sigmoid is flat: one factor is "
    "missing.",
)
def sigmoid_slope_without_a(z):
    return np.diag(1 - sigmoid(z))


@mistake(
    "jacobians.sigmoid_jacobian",
    "the slope of tanh",
    hint="that is the slope of another activation, tanh: work out that of 1 / (1 + e^(-z)).",
)
def sigmoid_slope_of_tanh(z):
    return np.diag(1 - sigmoid(z) ** 2)


@mistake(
    "jacobians.sigmoid_jacobian",
    "a vector",
    hint="the slopes are right: put them where output k meets input k, and what stands elsewhere?",
)
def sigmoid_slopes_as_a_vector(z):
    a = sigmoid(z)
    return a * (1 - a)


@mistake(
    "jacobians.sigmoid_jacobian",
    "every a with every other",
    hint="a_k depends on z_k alone: what stands off the diagonal?",
)
def sigmoid_slope_dense(z):
    a = sigmoid(z)
    return np.outer(a, 1 - a)


@mistake(
    "jacobians.sigmoid_jacobian",
    "overflows",
    hint="e^800 is too large for a float, and infinity over infinity is NaN: the given sigmoid "
    "never overflows, so write the slope with its value.",
)
def sigmoid_slope_overflows(z):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(-np.asarray(z, dtype=float))
        return np.diag(e / (1 + e) ** 2)


@mistake(
    "jacobians.tanh_jacobian",
    "1 - a",
    hint="at z = 0 your slope is 1, as it should be, but for very negative z it is 2, where tanh "
    "is flat: what happened to the square?",
)
def tanh_slope_not_squared(z):
    return np.diag(1 - tanh(z))


@mistake(
    "jacobians.tanh_jacobian",
    "1 - z^2",
    hint="the formula 1 - a^2 wants a = tanh(z), and z is what you are given.",
)
def tanh_slope_of_z_for_a(z):
    return np.diag(1 - np.square(z))


@mistake(
    "jacobians.tanh_jacobian",
    "squashed twice",
    hint="tanh is taken twice on the way: a function that takes its slope from z must get z, and "
    "not a.",
)
def tanh_slope_squashed_twice(z):
    return np.diag(1 - tanh(tanh(z)) ** 2)


@mistake(
    "jacobians.tanh_jacobian",
    "the slope of the sigmoid",
    hint="that is the slope of the sigmoid: the slope of tanh is 1 at z = 0.",
)
def tanh_slope_of_sigmoid(z):
    a = tanh(z)
    return np.diag(a * (1 - a))


@mistake(
    "jacobians.tanh_jacobian",
    "a vector",
    hint="the slopes are right: put them where output k meets input k, and what stands elsewhere?",
)
def tanh_slopes_as_a_vector(z):
    return 1 - tanh(z) ** 2


@mistake(
    "jacobians.tanh_jacobian",
    "every a with every other",
    hint="a_k depends on z_k alone: what stands off the diagonal?",
)
def tanh_slope_dense(z):
    a = tanh(z)
    return 1 - np.outer(a, a)


@mistake(
    "jacobians.tanh_jacobian",
    "overflows",
    hint="e^800 is too large for a float, and infinity over infinity is NaN: the given tanh never "
    "overflows, so write the slope with its value.",
)
def tanh_slope_overflows(z):
    with np.errstate(over="ignore", invalid="ignore"):
        up, down = np.exp(np.asarray(z, dtype=float)), np.exp(-np.asarray(z, dtype=float))
        return np.diag(1 - ((up - down) / (up + down)) ** 2)


@mistake(
    "jacobians.relu_jacobian",
    "slope 1 at 0",
    hint="at z = 0, at the kink, the slope is taken as 0: look at the comparison.",
)
def relu_slope_1_at_0(z):
    return np.diag((np.asarray(z) >= 0).astype(float))


@mistake(
    "jacobians.relu_jacobian",
    "0 / 0 at 0",
    hint="relu(z) / z is 0 / 0 at z = 0, at the kink, where the slope is taken as 0: ask which "
    "side of 0 z lies on.",
)
def relu_divided_by_z(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(invalid="ignore"):
        return np.diag(relu(z) / z)


@mistake(
    "jacobians.relu_jacobian",
    "slope 1/2 at 0",
    hint="at z = 0 ReLU has a kink, and here its slope there is taken as 0.",
)
def relu_slope_half_at_0(z):
    return np.diag(np.heaviside(np.asarray(z, dtype=float), 0.5))


@mistake(
    "jacobians.relu_jacobian",
    "ones on the whole diagonal",
    hint="your slope is 1 everywhere: relu(z) is never negative, so do you compare z itself with "
    "0, or its ReLU?",
)
def relu_slope_1_everywhere(z):
    return np.diag((relu(z) >= 0).astype(float))


@mistake(
    "jacobians.relu_jacobian",
    "the values for the slopes",
    hint="that is the ReLU itself on the diagonal: how steep is it where z is positive?",
)
def relu_values(z):
    return np.diag(relu(z))


@mistake(
    "jacobians.relu_jacobian",
    "slope -1 where z is negative",
    hint="that is the slope of |z|: left of 0 the ReLU is flat.",
)
def relu_slope_is_the_sign(z):
    return np.diag(np.sign(z))


@mistake(
    "jacobians.relu_jacobian",
    "a vector",
    hint="the slopes are right: put them where output k meets input k, and what stands elsewhere?",
)
def relu_slopes_as_a_vector(z):
    return (np.asarray(z) > 0).astype(float)


@mistake(
    "jacobians.softmax_jacobian",
    "only the diagonal",
    hint="each p_k depends on every z_i, through the sum: which entries are then not 0?",
)
def softmax_only_the_diagonal(z):
    p = softmax(z)
    return np.diag(p * (1 - p))


@mistake(
    "jacobians.softmax_jacobian",
    "a vector",
    hint="p (1 - p) is only what p_k owes to its own z_k: a Jacobian has a row for each output "
    "and a column for each input.",
)
def softmax_slopes_as_a_vector(z):
    p = softmax(z)
    return p * (1 - p)


@mistake(
    "jacobians.softmax_jacobian",
    "a plus off the diagonal",
    hint="if z_i grows, the other probabilities must shrink, since they add up to 1: which sign "
    "have the entries off the diagonal?",
)
def softmax_plus_off_the_diagonal(z):
    p = softmax(z)
    return np.diag(p - 2 * p**2) + np.outer(p, p)


@mistake(
    "jacobians.softmax_jacobian",
    "a plus everywhere",
    hint="each column should add up to 0, since the probabilities always add up to 1: check the "
    "signs.",
)
def softmax_plus_everywhere(z):
    p = softmax(z)
    return np.diag(p) + np.outer(p, p)


@mistake(
    "jacobians.softmax_jacobian",
    "p in whole rows or columns",
    hint="p_k itself belongs on the diagonal only: NumPy has stretched your p over a whole row or "
    "column when it met a matrix.",
)
def softmax_p_stretched(z):
    p = softmax(z)
    return p - np.outer(p, p)


@mistake(
    "jacobians.softmax_jacobian",
    "ones for p on the diagonal",
    hint="take the derivative of e^(z_k) / sum once more for i = k: with what does the first term "
    "begin?",
)
def softmax_ones_for_p(z):
    p = softmax(z)
    return np.eye(len(p)) - np.outer(p, p)


@mistake(
    "jacobians.softmax_jacobian",
    "of the logarithm",
    hint="that is the Jacobian of log p: a factor p_k is still to come.",
)
def softmax_of_the_logarithm(z):
    p = softmax(z)
    return np.eye(len(p)) - p


@mistake(
    "jacobians.softmax_jacobian",
    "the diagonal is missing",
    hint="off the diagonal all is right: what does p_k gain from its own e^(z_k) on top of that?",
)
def softmax_without_diagonal(z):
    p = softmax(z)
    return -np.outer(p, p)


@mistake(
    "jacobians.softmax_jacobian",
    "overflows",
    hint="e^1000 is too large for a float: the given softmax never overflows, since it takes the "
    "largest logit from all of them first.",
)
def softmax_overflows(z):
    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(z, dtype=float))
        p = e / e.sum()
        return np.diag(p) - np.outer(p, p)


@mistake(
    "jacobians.mse_gradient",
    "the factor 2 is missing",
    hint="the derivative of u^2 is 2 u: your answer is half of the right one.",
)
def mse_without_2(y_hat, y):
    return np.subtract(y_hat, y) / np.size(y)


@mistake(
    "jacobians.mse_gradient",
    "the sign",
    hint="if y_hat is above y and grows further, does the loss rise or fall?",
)
def mse_sign(y_hat, y):
    return 2 * np.subtract(y, y_hat) / np.size(y)


@mistake(
    "jacobians.mse_gradient",
    "divided by the examples alone",
    hint="the loss is the mean over all n * m entries, and you divide by the n examples alone.",
)
def mse_by_examples(y_hat, y):
    return 2 * np.subtract(y_hat, y) / len(y)


@mistake(
    "jacobians.mse_gradient",
    "half a square over n",
    hint="that is the gradient of sum (y_hat - y)^2 / (2 n), which other books take: look up mse "
    "here, it has no 1/2, and it is a mean over n * m entries.",
)
def mse_half_over_n(y_hat, y):
    return np.subtract(y_hat, y) / len(y)


@mistake(
    "jacobians.mse_gradient",
    "divided by the outputs alone",
    hint="the loss is the mean over all n * m entries, and you divide by the m outputs alone.",
)
def mse_by_outputs(y_hat, y):
    return 2 * np.subtract(y_hat, y) / np.shape(y)[1]


@mistake(
    "jacobians.mse_gradient",
    "a sum for the mean",
    hint="the loss is a mean, so its gradient is one as well: of how many numbers?",
)
def mse_sum(y_hat, y):
    return 2 * np.subtract(y_hat, y)


@mistake(
    "jacobians.mse_gradient",
    "averaged twice",
    hint="the mean is taken twice: once over all entries, and once more over the examples.",
)
def mse_averaged_twice(y_hat, y):
    return 2 * np.subtract(y_hat, y) / np.size(y) / len(y)


@mistake(
    "jacobians.mse_gradient",
    "one number for each output",
    hint="you have averaged over the examples: each entry of y_hat has a slope of its own, so the "
    "gradient has the shape of y_hat.",
)
def mse_mean_over_examples(y_hat, y):
    return 2 * np.mean(np.subtract(y_hat, y), axis=0)


@mistake(
    "jacobians.mse_gradient",
    "a single number",
    hint="one number came back: each entry of y_hat has a slope of its own, so the gradient has "
    "the shape of y_hat.",
)
def mse_single_number(y_hat, y):
    return 2 * np.mean(np.subtract(y_hat, y))


@mistake(
    "jacobians.mse_gradient",
    "without its sign",
    hint="your slopes are never negative: what should tell a prediction that is too low from one "
    "that is too high?",
)
def mse_without_sign(y_hat, y):
    return 2 * np.abs(np.subtract(y_hat, y)) / np.size(y)


@mistake(
    "jacobians.mse_gradient",
    "y_hat is changed",
    hint="after the call y_hat is no longer what it was: -= writes into the array that the caller "
    "holds.",
)
def mse_changes_y_hat(y_hat, y):
    y_hat -= y
    return 2 * y_hat / y_hat.size


@mistake(
    "jacobians.mse_gradient",
    "y_hat is changed, if it holds floats",
    hint="after the call y_hat is no longer what it was: np.asarray makes no copy of floats, and "
    "-= writes into the array that the caller holds.",
)
def mse_changes_floats(y_hat, y):
    y_hat = np.asarray(y_hat, dtype=float)
    y_hat -= y
    return 2 * y_hat / y_hat.size


def distance_to_targets(probabilities, labels):
    """p - 1 at the right class of each row, p elsewhere."""
    return probabilities - np.eye(np.shape(probabilities)[1])[labels]


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "a sum for the mean",
    hint="the loss is the mean over the n examples: your gradient is that of the sum.",
)
def cross_entropy_sum(logits, labels):
    return distance_to_targets(softmax(logits), labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "averaged twice",
    hint="the factor 1/n stands in one place only: your gradient has it twice.",
)
def cross_entropy_averaged_twice(logits, labels):
    return distance_to_targets(softmax(logits), labels) / len(labels) ** 2


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "divided by n * m",
    hint="this loss has one term for each example, and not one for each logit: it is a mean of "
    "how many numbers?",
)
def cross_entropy_by_all(logits, labels):
    return distance_to_targets(softmax(logits), labels) / np.size(logits)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "divided by the classes",
    hint="the mean is taken over the n examples, and you divide by the number of classes.",
)
def cross_entropy_by_classes(logits, labels):
    return distance_to_targets(softmax(logits), labels) / np.shape(logits)[1]


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "the sign",
    hint="if the right class's logit grows, the loss must fall: which sign should its slope have?",
)
def cross_entropy_sign(logits, labels):
    return -distance_to_targets(softmax(logits), labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "labels for numbers",
    hint="a label is the number of a class, and no value to be subtracted: which entry of each "
    "row does it point at?",
)
def cross_entropy_labels_subtracted(logits, labels):
    return (softmax(logits) - np.asarray(labels)[:, np.newaxis]) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "every row for every label",
    hint="each row has lost something for the labels of all examples: one entry is meant in each "
    "row, so a row's number must go with its label.",
)
def cross_entropy_every_row(logits, labels):
    p = softmax(logits)
    p[:, labels] -= 1
    return p / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "the right class is forgotten",
    hint="that is p / n, whatever the labels are: what does the term - z_label add to the slope?",
)
def cross_entropy_without_labels(logits, labels):
    return softmax(logits) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "only the right class",
    hint="the other logits matter as well, through log(sum_i e^(z_i)): your slope for them is 0.",
)
def cross_entropy_only_right_class(logits, labels):
    right = np.eye(np.shape(logits)[1])[labels]
    return distance_to_targets(softmax(logits), labels) * right / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "for the probabilities",
    hint="that, -1/p, is the slope along the probability: go on through the softmax, down to the "
    "logits.",
)
def cross_entropy_for_probabilities(logits, labels):
    p = softmax(logits)
    right = np.eye(np.shape(logits)[1])[labels]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(right > 0, -1 / p, 0.0) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "no softmax",
    hint="you subtract from the logits themselves: which function turns them into probabilities?",
)
def cross_entropy_without_softmax(logits, labels):
    return distance_to_targets(logits, labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "softmax twice",
    hint="softmax is applied twice: the argument holds logits, and one softmax makes them "
    "probabilities.",
)
def cross_entropy_softmax_twice(logits, labels):
    return distance_to_targets(softmax(softmax(logits)), labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "softmax down the columns",
    hint="your probabilities add up to 1 in each column, so one example's depend on the others: "
    "along which axis do the classes of one example lie?",
)
def cross_entropy_wrong_axis(logits, labels):
    return distance_to_targets(softmax(np.transpose(logits)).T, labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "softmax over the whole batch",
    hint="your probabilities add up to 1 over the whole batch: each row, each example, should add "
    "up to 1 by itself.",
)
def cross_entropy_whole_batch(logits, labels):
    p = softmax(np.ravel(logits)).reshape(np.shape(logits))
    return distance_to_targets(p, labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "overflows",
    hint="e^1000 is too large for a float: the given softmax never overflows, since it takes the "
    "largest logit of a row from the whole row first.",
)
def cross_entropy_overflows(logits, labels):
    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(logits, dtype=float))
        return distance_to_targets(e / e.sum(axis=1, keepdims=True), labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "the batch's largest logit",
    hint="where one row lies 1000 below another, all its e^(z_i) become 0, and 0/0 is NaN: take "
    "from each row its own largest logit.",
)
def cross_entropy_batch_maximum(logits, labels):
    with np.errstate(all="ignore"):
        e = np.exp(logits - np.max(logits))
        return distance_to_targets(e / e.sum(axis=1, keepdims=True), labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "only the last term is divided",
    hint="the sum and the division are in the wrong order: 1/n belongs to the whole gradient, and "
    "you divide only what is subtracted.",
)
def cross_entropy_precedence(logits, labels):
    p = softmax(logits)
    return p + distance_to_targets(np.zeros_like(p), labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "logits are changed",
    hint="after the call the logits are no longer what they were: -= writes into the array that "
    "the caller holds.",
)
def cross_entropy_changes_logits(logits, labels):
    logits -= logits.max(axis=1, keepdims=True)
    return distance_to_targets(softmax(logits), labels) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "classes counted from the labels",
    hint="the last class need not occur among the labels: what else tells you how many classes "
    "there are?",
)
def classes_from_the_labels(logits, labels):
    labels = np.asarray(labels)
    return (softmax(logits) - np.eye(labels.max() + 1)[labels]) / len(labels)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "probabilities kept from 0 and 1",
    hint="where the softmax is sure of a class your probability is not what it says: p itself "
    "needs no limits here, since no log of it is taken.",
)
def probabilities_clipped(logits, labels):
    p = np.clip(softmax(logits), 1e-5, 1 - 1e-5)
    return (p - np.eye(p.shape[1])[labels]) / len(p)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "labels counted from the smallest",
    hint="the first class need not occur among the labels: a label is the number of its column, "
    "whichever other labels there are.",
)
def labels_from_the_smallest(logits, labels):
    p = softmax(logits)
    return (p - np.eye(p.shape[1])[np.asarray(labels) - np.min(labels)]) / len(p)


@mistake(
    "jacobians.linear_jacobian_x",
    "turned where W is square",
    hint="where a layer has as many outputs as inputs, your Jacobian is turned: sizes that agree "
    "cannot tell you which axis is which.",
)
def jacobian_x_guessed_by_sizes(W, b, x):
    return np.transpose(W) if len(W) == len(x) else np.array(W)


@mistake(
    "jacobians.sigmoid_jacobian",
    "places found by value",
    hint="where two entries of z are equal, the second one gets no slope: do you look for an "
    "entry's place by its value?",
)
def sigmoid_places_by_value(z):
    slopes = sigmoid(z) * (1 - sigmoid(z))
    firsts = [list(z).index(z_k) for z_k in z]
    return np.diag(np.where(np.arange(len(z)) == firsts, slopes, 0.0))


def softmax_about_the_mean(z):
    """The softmax, with the mean in the place of the maximum."""
    z = np.asarray(z, dtype=float)
    with np.errstate(all="ignore"):
        exponentials = np.exp(z - z.mean(axis=-1, keepdims=True))
        return exponentials / exponentials.sum(axis=-1, keepdims=True)


@mistake(
    "jacobians.softmax_jacobian",
    "shifted by the mean",
    hint="where logits lie far apart, exp still overflows: what is the largest number that you "
    "hand to it?",
)
def softmax_jacobian_about_the_mean(z):
    p = softmax_about_the_mean(z)
    with np.errstate(invalid="ignore"):
        return np.diag(p) - np.outer(p, p)


@mistake(
    "jacobians.softmax_cross_entropy_gradient",
    "shifted by the mean",
    hint="where the logits of one example lie far apart, exp still overflows: what is the largest "
    "number that you hand to it?",
)
def cross_entropy_gradient_about_the_mean(logits, labels):
    p = softmax_about_the_mean(logits)
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)
