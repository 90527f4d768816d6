"""The questions and their points. The id of a question is the same everywhere."""

PARTS = {
    1: "Gradient descent",
    2: "Jacobians",
    3: "The chain rule",
    4: "Backprop",
    5: "SGD",
    6: "Numeric differentiation",
    7: "Symbolic differentiation",
    8: "Forward-mode autodiff",
    9: "Reverse-mode autodiff",
}

MODULES = {
    1: "descent",
    2: "jacobians",
    3: "chain_rule",
    4: "network",
    5: "sgd",
    6: "numeric",
    7: "symbolic",
    8: "forward_mode",
    9: "reverse_mode",
}

QUESTIONS = {
    "1.1": (("gradient_descent",), 8),
    "2.1": (("linear_jacobian_x",), 3),
    "2.2": (("linear_jacobian_W",), 3),
    "2.3": (("linear_jacobian_b",), 2),
    "2.4": (("sigmoid_jacobian", "tanh_jacobian", "relu_jacobian"), 4),
    "2.5": (("softmax_jacobian",), 3),
    "2.6": (("mse_gradient",), 2),
    "2.7": (("softmax_cross_entropy_gradient",), 3),
    "3.1": (("chain_rule",), 3),
    "3.2": (("chain_jacobians",), 3),
    "3.3": (("jvp",), 2),
    "3.4": (("vjp",), 2),
    "4.1": (("forward",), 6),
    "4.2": (("backward",), 9),
    "4.3": (("loss_and_gradients",), 5),
    "5.1": (("minibatches",), 7),
    "5.2": (("sgd_step",), 4),
    "5.3": (("train",), 9),
    "6.1": (("forward_difference", "central_difference"), 2),
    "6.2": (("numeric_jacobian",), 2),
    "6.3": (("gradient_check",), 2),
    "7.1": (("differentiate",), 2),
    "7.2": (("simplify",), 2),
    "8.1": (("Dual",), 3),
    "8.2": (("derivative",), 1),
    "8.3": (("jvp",), 2),
    "9.1": (("Value",), 4),
    "9.2": (("gradient",), 2),
}

# Where a right answer is exact to 9 digits; elsewhere 6 digits do (answers.py).
EXACT_QUESTIONS = ("8.1", "8.2", "8.3", "9.1", "9.2")

# What grades your code. Nothing else is installed there.
GRADED_WITH = {"Python": "3.10", "NumPy": "2.2"}

# Worked examples, which stand complete in the files of the questions.
EXAMPLES = ("square_jacobian", "accuracy", "second_difference", "size")


def part_of(question):
    """The number of the part that a question belongs to: 2 for "2.5"."""
    return int(question.split(".")[0])


def file_of(question):
    """The student's file in which a question is answered."""
    return f"backprop/{MODULES[part_of(question)]}.py"
