"""Mistakes of part 2."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

# A submission that overflows only warns; in the tests of the kit a warning is an exception.
QUIET = "with np.errstate(all='ignore'): "

linear_x = mistakes_in("jacobians.linear_jacobian_x")

linear_x.edit("transposed", {"dtype=float)": "dtype=float).T"},
    "a Jacobian has a row for each output and a column for each input: write the shapes of W, x "
    "and z beside the formula.")
linear_x.edit("the terms of the sum", {"dtype=float)": "dtype=float) * x"},
    "your entries are still multiplied by x: what is left of W[k, i] x_i when you take its "
    "derivative with respect to x_i?")
linear_x.edit("x in every row", {"np.array(W, dtype=float)": "np.tile(x, (len(W), 1))"},
    "that is the slope along the weights: here W stands still, and x moves.")
linear_x.edit("summed over the outputs", {"dtype=float)": "dtype=float).sum(axis=0)"},
    "you have added up the slopes of all outputs: each output has a row of its own.")
linear_x.edit("z itself", {"dtype=float)": "dtype=float) @ x + b"},
    "that is z, and not its slope: by how much does z_k grow if x_i grows by 1?")
linear_x.edit("the bias added", {"dtype=float)": "dtype=float) + np.reshape(b, (-1, 1))"},
    "b does not depend on x: what is the derivative of a constant?")
linear_x.answer("no slope along an input of 0", "np.where(np.asarray(x) == 0, 0.0, answer)",
    "where x_i is 0 your column is 0: if such an x_i moves by 1, does z_k move, and does anything "
    "in your code depend on the value of x?")
linear_x.answer("turned where W is square", "answer.T if len(W) == len(x) else answer",
    "where a layer has as many outputs as inputs, your Jacobian is turned: is an axis chosen by "
    "its length?")
linear_x.answer("axes of length 1 are gone", "np.squeeze(answer)",
    "with one output, or with one input, your Jacobian has lost an axis: a table with one row, or "
    "with one column, has two axes as well.")

EYE = "np.eye(len(W))[:, :, np.newaxis]"
linear_W = mistakes_in("jacobians.linear_jacobian_W")

linear_W.edit("x in every row", {"np.eye(len(W))": "np.ones((len(W), len(W)))"},
    "z_k is made from row k of W alone: what is its slope along the weights of the other rows, "
    "j != k?")
linear_W.edit("W for x", {"np.newaxis] * x": "np.newaxis] * W"},
    "z_k = sum_i W[k, i] x_i + b_k: which factor is left when you take the derivative with "
    "respect to W[k, i]?")
linear_W.edit("an identity of the inputs", {"np.eye(len(W))": "np.eye(len(x))"},
    "where W is not square, your shape is wrong: the first two axes are as long as there are "
    "outputs, and yours are as long as there are inputs.")
linear_W.answer("the inputs before the outputs", "answer.swapaxes(1, 2)",
    "your axes come in another order: [k, j, i] has the output first, then the row of W, then its "
    "column.")
linear_W.edit("two axes: x in each row", {EYE: "np.ones((len(W), 1))"},
    "you have one slope for each weight, and there is one for each output and each weight: W has "
    "two axes of its own, so how many has this Jacobian?")
linear_W.answer("flattened", "answer.reshape(len(W), -1)",
    "your columns are all weights in one long row: keep the two axes of W, so that the weights "
    "are found at [k, j, i].")
linear_W.edit("only x", {EYE + " * x": "x.copy()"},
    "that is the slope of one output along its own row of W: the Jacobian holds it for every "
    "output, and the other rows as well.")
linear_W.answer("columns read as rows", "answer.swapaxes(1, 2).reshape(answer.shape)",
    "for each output your numbers come in the order of W's columns, where (m, d) wants W's "
    "rows: which axis is which before and after a reshape?")
linear_W.answer("as many outputs as inputs", "answer * (np.arange(len(W)) < len(x))[:, None, None]",
    "where there are more outputs than inputs, your last outputs have no slopes: how far does your "
    "loop over the outputs run?")
linear_W.answer("the type of W", "answer.astype(np.asarray(W).dtype)",
    "where W holds integers and x does not, your slopes are cut to whole numbers: what dtype does "
    "each array have that you make?")
linear_W.answer("no slope along a weight of 0", "np.where(np.asarray(W) == 0, 0.0, answer)",
    "where a weight is 0 your slope is 0 as well: if that weight grows by 1, does z_k grow, and "
    "does it matter how large the weight was?")
linear_W.answer("a reshape for a change of axes", "np.moveaxis(answer, 2, 0).reshape(answer.shape)",
    "your numbers stand at other places than they should: a reshape keeps numbers in their order, "
    "so does it make one axis out of another?")

linear_b = mistakes_in("jacobians.linear_jacobian_b")

linear_b.edit("a vector of ones", {"np.eye": "np.ones"},
    "a Jacobian has a row for each output and a column for each b_j: what does b_j do to the "
    "outputs other than z_j?")
linear_b.edit("ones everywhere", {"np.eye(len(b))": "np.ones((len(b), len(b)))"},
    "b_j is added to z_j alone: what is the slope of the other outputs along it?")
linear_b.edit("b on the diagonal", {"np.eye(len(b))": "np.diag(b)"},
    "your slope depends on b: if b_j grows by 1, by how much does z_j grow?")
linear_b.edit("the size of x", {"len(b)": "len(x)"},
    "b has one entry for each output: do you count its entries, or those of x?")
linear_b.edit("the shape of W", {"len(b)": "*np.shape(W)"},
    "the Jacobian has a row for each output and a column for each entry of b: which sizes does "
    "your code take, and what has W to do with it?")
linear_b.edit("zeros", {"np.eye(len(b))": "np.zeros((len(b), len(b)))"},
    "z = W x + b does depend on b: if b_j grows by 1, which z_k grow, and by how much?")
linear_b.edit("ones where b is not 0", {
    "np.eye(len(b))": "np.diag(np.asarray(b) != 0).astype(float)"},
    "where a bias is 0 your slope is 0 as well: if b_k grows by 1, does it matter for z_k how "
    "large b_k was?")
linear_b.edit("equal biases are one", {"np.eye(len(b))": "np.equal.outer(b, b).astype(float)"},
    "where two biases are equal your entries beside the diagonal are wrong: are biases told apart "
    "by their index, or by their value?")

sigmoid = mistakes_in("jacobians.sigmoid_jacobian")

sigmoid.edit("z(1 - z)", {"a * (1.0 - a)": "z * (1.0 - z)"},
    "the formula a (1 - a) wants a = sigmoid(z), and z is what you are given.")
sigmoid.arguments("squashed twice", "sigmoid(z)",
    "your slopes are those at sigmoid(z) instead of z: which of the two reaches the function that "
    "takes the slope?")
sigmoid.edit("the values for the slopes", {"a * (1.0 - a)": "a"},
    "that is the sigmoid itself on the diagonal: its slope is asked for.")
sigmoid.edit("only 1 - a", {"a * (1.0 - a)": "1.0 - a"},
    "your slope tends to 1 for very negative z, where the sigmoid is flat: one factor is missing.")
sigmoid.edit("the slope of tanh", {"a * (1.0 - a)": "1.0 - a**2"},
    "that is the slope of tanh, another activation: what is the derivative of 1 / (1 + e^(-z))?")
sigmoid.edit("a vector", {"np.diag": ""},
    "your slopes come as a vector, and a Jacobian is a matrix: where in it does output k meet "
    "input k, and what is everywhere else?")
sigmoid.edit("every a with every other", {"np.diag(a * (1.0 - a))": "np.outer(a, 1.0 - a)"},
    "a_k depends on z_k alone: what stands off the diagonal?")
sigmoid.edit("overflows", {
    "a = sigmoid(z)\n": QUIET + "e = np.exp(-z); slopes = e / (1.0 + e) ** 2\n",
    "a * (1.0 - a)": "slopes"},
    "far from 0, on one side at least, your slope is NaN: e^z or e^-z is too large for a float "
    "from |z| = 710 on, so which numbers reach exp? The given sigmoid never overflows.")
sigmoid.answer("places found by value",
    "answer * [list(z).index(z_k) == k for k, z_k in enumerate(z)]",
    "where two entries of z are equal, the second one gets no slope: do you look for an entry's "
    "place by its value?")
sigmoid.edit("a matrix as softmax has it", {
    "np.diag(a * (1.0 - a))": "np.diag(a) - np.outer(a, a)"},
    "each a_k depends on its own z_k alone, and each of softmax's outputs depends on all: which "
    "entries are then 0 here?")
sigmoid.edit("z is kept between -10 and 10", {
    "a = sigmoid(z)\n": "a = sigmoid(np.clip(z, -10, 10))\n"},
    "far from 0 your slopes stop falling: the sigmoid goes on getting flatter, so which z reaches "
    "your formula there?")

tanh = mistakes_in("jacobians.tanh_jacobian")

tanh.edit("1 - a", {"a**2": "a"},
    "for very negative z your slope tends to 2, where tanh is flat: is there a square in your "
    "formula, and of what?")
tanh.edit("1 - z^2", {"a**2": "z**2"},
    "the formula 1 - a^2 wants a = tanh(z), and z is what you are given.")
tanh.arguments("squashed twice", "tanh(z)",
    "your slopes are those at tanh(z) instead of z: which of the two reaches the function that "
    "takes the slope?")
tanh.edit("the slope of the sigmoid", {"1.0 - a**2": "a * (1.0 - a)"},
    "a (1 - a) is the formula for the sigmoid's slope, and yours has tanh in it: how steep is "
    "tanh at z = 0, and what does your formula say there?")
tanh.edit("a vector", {"np.diag": ""},
    "your slopes come as a vector, and a Jacobian is a matrix: where in it does output k meet "
    "input k, and what is everywhere else?")
tanh.edit("every a with every other", {"np.diag(1.0 - a**2)": "1.0 - np.outer(a, a)"},
    "a_k depends on z_k alone: what stands off the diagonal?")
tanh.edit("overflows", {
    "a = tanh(z)\n": QUIET + "a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))\n"},
    "far from 0, on one side at least, your slope is NaN: e^z or e^-z is too large for a float "
    "from |z| = 710 on, so which numbers reach exp? The given tanh never overflows.")
tanh.edit("a matrix as softmax has it", {
    "np.diag(1.0 - a**2)": "np.eye(len(a)) - np.outer(a, a)"},
    "each a_k depends on its own z_k alone: which entries are then 0, and does your formula "
    "multiply one a with another?")
tanh.edit("the difference is squared", {"1.0 - a**2": "(1.0 - a)**2"},
    "try z = 1 by hand: what is squared in the formula, a alone, or the difference?")
tanh.answer("half the slope", "answer / 2",
    "your slopes are half as large as they should be: if you write tanh(z) by the sigmoid of 2z, "
    "what does that 2 do in the derivative?")

SLOPES = "(np.asarray(z) > 0).astype(float)"
relu = mistakes_in("jacobians.relu_jacobian")

relu.edit("slope 1 at 0", {"> 0": ">= 0"},
    "at z = 0, at the kink, your slope is 1, and 0 is asked for: on which side of 0 does your code "
    "put 0 itself?")
relu.edit("0 / 0 at 0", {"return": QUIET + "return", SLOPES: "np.maximum(z, 0) / z"},
    "at z = 0, at the kink, your slope is NaN, and 0 is asked for: is 0 divided by 0 there? It is "
    "enough to ask on which side of 0 z lies.")
relu.edit("slope 1/2 at 0", {SLOPES: "np.heaviside(z, 0.5)"},
    "at z = 0 ReLU has a kink, and your slope there is 1/2: which one does the docstring ask for?")
relu.edit("ones on the whole diagonal", {"np.asarray(z) > 0": "np.maximum(z, 0) >= 0"},
    "your slope is 1 everywhere: relu(z) is never negative, so do you compare z itself with 0, or "
    "its ReLU?")
relu.edit("the values for the slopes", {SLOPES: "np.maximum(z, 0.0)"},
    "that is the ReLU itself on the diagonal: how steep is it where z is positive?")
relu.edit("slope -1 where z is negative", {SLOPES: "np.sign(z)"},
    "that is the slope of |z|: left of 0 the ReLU is flat.")
relu.edit("a vector", {"np.diag": ""},
    "your slopes come as a vector, and a Jacobian is a matrix: where in it does output k meet "
    "input k, and what is everywhere else?")
relu.edit("what is almost 0 counts as 0", {
    "(np.asarray(z) > 0)": "(np.asarray(z) > 1e-8)"},
    "a z that is positive, however small, has the slope 1: is z compared with 0 itself, or with "
    "something near it?")

softmax = mistakes_in("jacobians.softmax_jacobian")

softmax.edit("only the diagonal", {"np.outer(p, p)": "np.diag(p**2)"},
    "each p_k depends on every z_i, through the sum: which entries are then not 0?")
softmax.edit("p squared of the row", {"np.outer(p, p)": "(p**2)[:, np.newaxis] * np.ones(len(p))"},
    "entry [k, i] belongs to p_k and z_i: which two p's stand in the formula for it, and which in "
    "yours?")
softmax.edit("a vector", {"np.diag(p)": "p", "np.outer(p, p)": "p**2"},
    "p (1 - p) is only what p_k owes to its own z_k: a Jacobian has a row for each output and a "
    "column for each input.")
softmax.edit("a plus off the diagonal", {"np.diag(p) -": "np.diag(p - 2 * p**2) +"},
    "if z_i grows, the other probabilities must shrink, since they add up to 1: what sign do the "
    "entries off the diagonal have?")
softmax.edit("a plus everywhere", {"np.diag(p) -": "np.diag(p) +"},
    "each column should add up to 0, since the probabilities always add up to 1: which sign has "
    "each of your terms?")
softmax.edit("p in whole rows or columns", {"np.diag(p)": "p"},
    "p_k itself belongs on the diagonal only, and yours is in whole rows or columns: is p a vector "
    "where it meets a matrix, and what does NumPy do with it then?")
softmax.edit("the inner product for the outer", {"np.outer(p, p)": "p @ p"},
    "the same number is subtracted everywhere: at [k, i] belongs p_k p_i, a product for each pair, "
    "so is your product of p with itself one number or a matrix?")
softmax.edit("ones for p on the diagonal", {"np.diag(p)": "np.eye(len(p))"},
    "take the derivative of e^(z_k) / sum once more for i = k: with what does the first term "
    "begin?")
softmax.edit("of the logarithm", {"np.diag(p)": "np.eye(len(p))", "np.outer(p, p)": "p"},
    "that is the Jacobian of log p: a factor p_k is still to come.")
softmax.edit("the diagonal is missing", {"np.diag(p) -": "-"},
    "each of your entries is -p_k p_i, also on the diagonal: what does p_k gain from its own "
    "e^(z_k) on top of that?")
softmax.edit("overflows", {"p = softmax(z)\n": QUIET + "p = np.exp(z); p /= p.sum()\n"},
    "where logits are large your answer is NaN: e^1000 is too large for a float, so which numbers "
    "reach exp? The given softmax never overflows.")
softmax.edit("shifted by the mean", {
    "p = softmax(z)\n": QUIET + "p = np.exp(z - np.mean(z)); p /= p.sum()\n"},
    "where logits lie far apart your answer is NaN: what are the largest and the smallest number "
    "that reach exp?")
softmax.arguments("logits are kept between -500 and 500", "np.clip(z, -500, 500)",
    "beyond some size your logits all count as equal, and only their differences matter: how can "
    "exp be kept from overflowing so that the differences stay?")
softmax.edit("the largest absolute value is subtracted", {
    "p = softmax(z)\n": QUIET + "p = np.exp(z - np.max(np.abs(z))); p = p / p.sum()\n"},
    "where all logits are far below 0 every exp is 0 in yours: which number has to be subtracted "
    "so that the largest logit becomes 0?")
softmax.edit("the diagonal is found by value", {
    "np.diag(p) -": "np.where(np.equal.outer(p, p), p, 0.0) -"},
    "where two logits are equal your entries beside the diagonal are wrong: is the diagonal told "
    "by the index, or by the value?")
softmax.edit("squares beside the diagonal", {
    "np.diag(p) - np.outer(p, p)": "p * (np.eye(len(p)) - p)"},
    "beside the diagonal two different probabilities meet, p_k and p_i: which two does your "
    "product have there?")
softmax.answer("one half only", "np.triu(answer)",
    "all your entries below the diagonal are 0: does each k meet each i, also those before it?")

CONVERSION = "y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)"
mse = mistakes_in("jacobians.mse_gradient")

mse.edit("the factor 2 is missing", {"2.0 * ": ""},
    "your answer is half of what is expected: what is the derivative of u^2?")
mse.edit("the sign", {"2.0 *": "-2.0 *"},
    "if y_hat is above y and grows further, does the loss rise or fall?")
mse.edit("divided by the examples alone", {"y_hat.size": "len(y)"},
    "your answer is m times what is expected, as if divided by the n examples alone: over how many "
    "entries is the mean?")
mse.edit("half a square over n", {"2.0 * ": "", "y_hat.size": "len(y)"},
    "that is the gradient of sum (y_hat - y)^2 / (2 n), which other books take. The mse here has "
    "no 1/2, and is a mean over n * m entries.")
mse.edit("divided by the outputs alone", {"y_hat.size": "y.shape[1]"},
    "your answer is n times what is expected, as if divided by the m outputs alone: over how many "
    "entries is the mean?")
mse.edit("a sum for the mean", {" / y_hat.size": ""},
    "the loss is a mean, so its gradient is one as well: of how many numbers?")
mse.edit("averaged twice", {"y_hat.size": "y_hat.size / len(y)"},
    "your answer is 1/n of what is expected, as if the mean were taken over all entries, and once "
    "more over the examples: where do you divide?")
mse.edit("one number for each output", {
    "(y_hat - y) / y_hat.size": "np.mean(y_hat - y, axis=0)"},
    "there is one number for each output: each entry of y_hat has a slope of its own, so the "
    "gradient has the shape of y_hat.")
mse.edit("a single number", {"(y_hat - y) / y_hat.size": "np.mean(y_hat - y)"},
    "one number was returned: each entry of y_hat has a slope of its own, so the gradient has the "
    "shape of y_hat.")
mse.edit("without its sign", {"2.0 * (": "2.0 * abs("},
    "your slopes are never negative: what should tell a prediction that is too low from one that "
    "is too high?")
mse.edit("y_hat is changed", {CONVERSION: "y_hat -= y", "2.0 * (y_hat - y)": "2.0 * y_hat"},
    "your code changes y_hat: does -=, or another operator, write into the array that the caller "
    "holds?")
mse.edit("y_hat is changed, if it holds floats", {
    "return": "y_hat -= y; return", "2.0 * (y_hat - y)": "2.0 * y_hat"},
    "your code changes y_hat where it holds floats: np.asarray makes no copy of those, so does "
    "an operator write into an array that is not your own?")

SOFTMAX = "gradient = softmax(logits)"
NORMALIZED = "; gradient /= gradient.sum(axis=1, keepdims=True)"
MINUS_1 = "[np.arange(n), labels] -= 1.0"
cross_entropy = mistakes_in("jacobians.softmax_cross_entropy_gradient")

cross_entropy.edit("a sum for the mean", {"gradient / n": "gradient"},
    "the loss is the mean over the n examples: your gradient is that of the sum.")
cross_entropy.edit("averaged twice", {"gradient / n": "gradient / n**2"},
    "your gradient is 1/n of what is expected: at how many places do you divide by n, or take a "
    "mean?")
cross_entropy.edit("divided by n * m", {"gradient / n": "gradient / gradient.size"},
    "this loss has one term for each example, and not one for each logit: it is a mean of how "
    "many numbers?")
cross_entropy.edit("divided by the classes", {"gradient / n": "gradient / gradient.shape[1]"},
    "your gradient is that of a sum divided by the number of classes: over what is the mean taken?")
cross_entropy.edit("the sign", {"gradient / n": "-gradient / n"},
    "if the logit of the labelled class grows, the loss must fall: which sign should its slope "
    "have?")
cross_entropy.edit("labels for numbers", {MINUS_1: " -= np.reshape(labels, (-1, 1))"},
    "a label is the number of a class, and no value to be subtracted: which entry of each row "
    "does it point at?")
cross_entropy.edit("every row for every label", {"np.arange(n), labels": ":, labels"},
    "1 is subtracted in each row for the labels of all examples: one entry is meant in each row, "
    "so to which row does each label belong?")
cross_entropy.edit("the right class is forgotten", {"gradient" + MINUS_1: ""},
    "that is p / n, whatever the labels are: what does the term - z_label add to the slope?")
cross_entropy.answer("only the right class", "answer * np.eye(answer.shape[1])[labels]",
    "the other logits matter as well, through log(sum_i e^(z_i)): your slope for them is 0.")
cross_entropy.edit("for the probabilities", {
    "gradient" + MINUS_1: QUIET + "gradient = -1 / gradient",
    "gradient / n": "np.where(np.eye(gradient.shape[1])[labels], gradient, 0.0) / n"},
    "that, -1/p, is the slope along the probability: go on through the softmax, down to the "
    "logits.")
cross_entropy.edit("no softmax", {SOFTMAX: "gradient = np.array(logits, dtype=float)"},
    "you subtract from the logits themselves: which function turns them into probabilities?")
cross_entropy.arguments("softmax twice", "softmax(logits), labels",
    "your probabilities are those of softmax(softmax(logits)): the argument holds logits, so how "
    "often is softmax applied on the way?")
cross_entropy.edit("softmax down the columns", {
    SOFTMAX: "gradient = softmax(np.transpose(logits)).T"},
    "your probabilities add up to 1 in each column, so one example's depend on the others: along "
    "which axis do the classes of one example lie?")
cross_entropy.edit("softmax over the whole batch", {
    SOFTMAX: "gradient = softmax(np.ravel(logits)).reshape(np.shape(logits))"},
    "your probabilities add up to 1 over the whole batch: each row, each example, should add up "
    "to 1 by itself.")
cross_entropy.edit("overflows", {SOFTMAX: QUIET + "gradient = np.exp(logits)" + NORMALIZED},
    "where logits are large your gradient is NaN: e^1000 is too large for a float, so which "
    "numbers reach exp? The given softmax never overflows.")
cross_entropy.edit("the batch's largest logit", {
    SOFTMAX: QUIET + "gradient = np.exp(logits - np.max(logits))" + NORMALIZED},
    "where one row lies 1000 below another your gradient is NaN: which number is subtracted in "
    "each row before exp, and do all its e^(z_i) become 0?")
cross_entropy.edit("only the last term is divided", {
    "-= 1.0": "-= 1.0 / n", "gradient / n": "gradient"},
    "1/n belongs to the whole gradient, and in yours only what is subtracted is divided: what does "
    "your code divide, and when?")
cross_entropy.edit("logits are changed", {
    SOFTMAX: "logits -= logits.max(axis=1, keepdims=True); " + SOFTMAX},
    "your code changes the logits: does -=, or another operator, write into the array "
    "that the caller holds?")
cross_entropy.edit("classes counted from the labels", {
    MINUS_1: " -= np.eye(np.max(labels) + 1)[labels]"},
    "the last class need not occur among the labels: what else tells you how many classes there "
    "are?")
cross_entropy.edit("probabilities kept from 0 and 1", {
    SOFTMAX: "gradient = np.clip(softmax(logits), 1e-5, 1 - 1e-5)"},
    "where the softmax is nearly sure of a class, your probability is not what it says: is p kept "
    "away from 0 and 1? No log of it is taken here.")
cross_entropy.arguments("labels counted from the smallest", "logits, labels - np.min(labels)",
    "the first class need not occur among the labels: a label is the number of its column, "
    "whichever other labels there are.")
cross_entropy.edit("shifted by the mean", {
    SOFTMAX: QUIET + "gradient = np.exp(logits - np.mean(logits, axis=1, keepdims=True))"
             + NORMALIZED},
    "where the logits of one example lie far apart your gradient is NaN: what are the largest and "
    "the smallest number that reach exp?")
cross_entropy.arguments("classes that do not occur are left out",
    "logits, np.unique(labels, return_inverse=True)[1]",
    "where a class does not occur among the labels, the later ones are counted as if it were not "
    "there: the columns are those of the logits, so is a label used as it is?")
cross_entropy.edit("through p, with a small number", {
    MINUS_1: "[np.arange(n), labels] -= 1.0; gradient *= 1 - 1e-12 / (np.take_along_axis(\n"
             "        softmax(logits), np.reshape(labels, (-1, 1)), 1) + 1e-12)"},
    "where the label's class is very unlikely your gradient vanishes: -1/p times p is -1 however "
    "small p is, so can you cancel on paper before you compute?")
cross_entropy.edit("only the first term is divided", {
    "gradient" + MINUS_1: "gradient /= n; gradient" + MINUS_1, "gradient / n": "gradient"},
    "with several examples your gradient is wrong: the mean divides the whole of an example's "
    "gradient, so which of its two terms is divided in yours?")
