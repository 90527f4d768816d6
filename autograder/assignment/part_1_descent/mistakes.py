"""Mistakes of part 1."""

import numpy as np

from ...grading.mistakes.catalogue import answer, edit, mistake

TARGET = "descent.gradient_descent"
STEP = "step = -learning_rate * np.asarray(gradient(theta))"


edit(
    TARGET,
    "uphill",
    "f rises with your first step: which way does the gradient point, and which way is down?",
    {"-learning_rate": "learning_rate"},
)
edit(
    TARGET,
    "one gradient for all steps",
    "the slope changes as you move: where in your code is the gradient asked for, and "
    "at which theta?",
    {
        "path = [theta]": "path = [theta]; slope = gradient(theta)",
        "np.asarray(gradient(theta))": "slope",
    },
)
edit(
    TARGET,
    "a learning rate of 0.01",
    "your steps have the length that a learning rate of 0.01 gives: is the one that "
    "you are given used?",
    {"-learning_rate": "-0.01"},
)
edit(
    TARGET,
    "a learning rate of 0.1",
    "your steps have the length that a learning rate of 0.1 gives: is the one that you "
    "are given used?",
    {"-learning_rate": "-0.1"},
)
edit(
    TARGET,
    "no learning rate",
    "your step is the whole gradient: which number says how far to go along it?",
    {"-learning_rate * ": "-"},
)
edit(
    TARGET,
    "a learning rate that fades",
    "your steps shrink with their number: alpha is the same for each step here.",
    {"for _ in": "for number in", "-learning_rate": "-learning_rate / (number + 1)"},
)
edit(
    TARGET,
    "the direction alone",
    "all your steps are equally long: a steep slope should give a longer step than a "
    "gentle one, so should the gradient be divided by its length?",
    {
        STEP: "slope = np.asarray(gradient(theta))\n"
        "        step = -learning_rate * slope / (np.linalg.norm(slope) or 1)"
    },
)
edit(
    TARGET,
    "one coordinate after the other",
    "the gradient is asked for again after each coordinate has moved: one step moves "
    "all coordinates, by the gradient at one and the same theta.",
    {
        "step = -learning_rate * np.asarray(gradient(theta))": "moved = theta.copy()\n"
        "        for i in range(len(theta)):\n"
        "            moved[i] -= learning_rate * gradient(moved)[i]\n"
        "        step = moved - theta"
    },
)
edit(
    TARGET,
    "one step too many",
    "with max_steps = 1 your path has three points: N steps are N updates and N + 1 points.",
    {"range(max_steps)": "range(max_steps + 1)"},
)
edit(
    TARGET,
    "one step too few",
    "with max_steps = 1 your path has a single point: N steps are N updates and N + 1 points.",
    {"range(max_steps)": "range(max_steps - 1)"},
)
edit(
    TARGET,
    "theta0 is missing",
    "the path begins where you start: which point stands in its first row?",
    {"np.array(path)": "np.array(path)[1:]"},
)
edit(
    TARGET,
    "only the end",
    "one theta came back, the last: the whole path is asked for, one row for each point.",
    {"np.array(path)": "path[-1]"},
)
edit(
    TARGET,
    "a column for each point",
    "your path lies on its side: it has a row for each point, and a column for each "
    "coordinate of theta.",
    {"np.array(path)": "np.array(path).T"},
)
edit(
    TARGET,
    "one array in every row",
    "all rows of your path are equal: the list holds one array many times, and each "
    "update writes into it, so what must be kept is a copy.",
    {"theta = theta + step": "theta += step"},
)
edit(
    TARGET,
    "theta0 itself in every row",
    "all rows of your path are equal, and theta0 is changed: it is one and the same "
    "array that you update in place and keep again and again, so begin with a copy, "
    "and keep copies.",
    {"np.array(theta0, dtype=float)": "theta0", "theta = theta + step": "theta += step"},
)
edit(
    TARGET,
    "theta0 moves along",
    "after the call theta0 is no longer what it was: two names can stand for one "
    "array, and an update in place changes it under both.",
    {
        "np.array(theta0, dtype=float)": "theta0",
        "[theta]": "[theta.copy()]",
        "theta = theta + step": "theta += step",
        "append(theta)": "append(theta.copy())",
    },
)


@mistake(
    TARGET,
    "a path of integers",
    hint="from an integer theta0 your path holds integers, and every step is cut to a whole "
    "number: which dtype has the array that you write into?",
)
def path_of_integers(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = np.zeros((max_steps + 1, len(theta0)), dtype=np.asarray(theta0).dtype)
    path[0] = theta0
    for number in range(max_steps):
        step = -learning_rate * gradient(path[number])
        path[number + 1] = path[number] + step
        if np.linalg.norm(step) < tolerance:
            return path[: number + 2]
    return path


@answer(
    TARGET,
    "zeros after the end",
    hint="where the descent stops early your path goes on with rows of zeros: how many rows "
    "does a path have that stopped after five steps?",
)
def zeros_after_the_end(path, gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return np.pad(path, ((0, max_steps + 1 - len(path)), (0, 0)))


edit(
    TARGET,
    "never stops early",
    "all max_steps steps are taken, however small they become: compare the length of "
    "each single step, from one point to the next, with the tolerance.",
    {"np.linalg.norm(step) < tolerance": "False"},
)
edit(
    TARGET,
    "a signed difference for a length",
    "new - old is below any tolerance as soon as you move to the left: what is the "
    "length of a step, whichever way it goes?",
    {"np.linalg.norm(step) < tolerance": "np.all(step < tolerance)"},
)
edit(
    TARGET,
    "an array compared with the tolerance",
    "an `if` wants one True or False, and a whole array was compared with the "
    "tolerance: which single number says how long a step is?",
    {"np.linalg.norm(step) < tolerance": "np.abs(step) < tolerance"},
)
edit(
    TARGET,
    "the gradient's length is compared",
    "you stop where the gradient is short, and not where the step is: which of the two "
    "is ||delta theta||?",
    {"np.linalg.norm(step) < tolerance": "np.linalg.norm(step) < learning_rate * tolerance"},
)
edit(
    TARGET,
    "the squared length is compared",
    "the sum of squares is the square of the 2-norm: which of them is compared with the tolerance?",
    {"np.linalg.norm(step) < tolerance": "step @ step < tolerance"},
)
edit(
    TARGET,
    "the largest coordinate for the length",
    "you stop as soon as every single coordinate moves by less than the tolerance: the "
    "rule is about the 2-norm of the whole step.",
    {"np.linalg.norm(step) < tolerance": "max(abs(step)) < tolerance"},
)
edit(
    TARGET,
    "the sum of the coordinates for the length",
    "the 1-norm adds up what the coordinates move: the rule is about the 2-norm, the "
    "Euclidean length.",
    {"np.linalg.norm(step) < tolerance": "sum(abs(step)) < tolerance"},
)
edit(
    TARGET,
    "the last step is lost",
    "the step that is short enough to stop belongs to the path: do you look at its "
    "length before or after you keep the new theta?",
    {
        "        theta = theta + step\n        path.append(theta)\n": "",
        "            break\n": "            break\n"
        "        theta = theta + step\n"
        "        path.append(theta)\n",
    },
)
edit(
    TARGET,
    "stops one step late",
    "your descent notices only one step later that a step was short enough: is the "
    "length that you compare that of the step just taken?",
    {
        "path = [theta]": "path, was_short = [theta], False",
        "        if np.linalg.norm(step) < tolerance:\n"
        "            break\n": "        if was_short:\n"
        "            break\n"
        "        was_short = np.linalg.norm(step) < tolerance\n",
    },
)
edit(
    TARGET,
    "stops where a step equals the tolerance",
    "with a tolerance of 0 all steps are to be taken, also those of length 0: below "
    "means less than, and not equal.",
    {"np.linalg.norm(step) < tolerance": "np.linalg.norm(step) <= tolerance"},
)
edit(
    TARGET,
    "the gradient's array is scaled",
    "a gradient may hand back theta itself, or one array every time: does -= or *= "
    "write into what it handed you?",
    {
        "-learning_rate * np.asarray(gradient(theta))": "np.asarray(gradient(theta))",
        "theta = theta": "step *= -learning_rate; theta = theta",
    },
)
edit(
    TARGET,
    "large gradients are shortened",
    "where the slope is very steep your step is shorter than alpha times the gradient: "
    "the rule has no largest length.",
    {
        STEP: "slope = np.asarray(gradient(theta))\n"
        "        step = -learning_rate * slope * min(1, 2000 / (np.linalg.norm(slope) or 1))"
    },
)
