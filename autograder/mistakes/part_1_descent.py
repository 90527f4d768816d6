"""Mistakes of part 1."""

import numpy as np

from .catalogue import mistake

TARGET = "descent.gradient_descent"


def path_of(step_at, theta0, max_steps, is_last):
    """A path of moves step_at(theta, number), up to the first that is_last(step)."""
    path = [np.array(theta0, dtype=float)]
    for number in range(max_steps):
        step = step_at(path[-1], number)
        path.append(path[-1] + step)
        if is_last(step):
            break
    return np.array(path)


def downhill(gradient, learning_rate):
    """The step as it should be."""
    return lambda theta, number: -learning_rate * gradient(theta)


def is_short(tolerance):
    """The rule as it should be: the step's 2-norm is below the tolerance."""
    return lambda step: np.linalg.norm(step) < tolerance


@mistake(
    TARGET,
    "uphill",
    hint="f rises with your first step: which way does the gradient point, and which way is down?",
)
def uphill(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        return learning_rate * gradient(theta)

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "one gradient for all steps",
    hint="the slope changes as you move: where in your code is the gradient asked for, and at "
    "which theta?",
)
def one_gradient_for_all_steps(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    slope = gradient(np.array(theta0, dtype=float))

    def step_at(theta, number):
        return -learning_rate * slope

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "a learning rate of 0.01",
    hint="your steps have the length that a learning rate of 0.01 gives: is the one that you are "
    "given used?",
)
def rate_of_one_hundredth(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        return -0.01 * gradient(theta)

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "a learning rate of 0.1",
    hint="your steps have the length that a learning rate of 0.1 gives: is the one that you are "
    "given used?",
)
def rate_of_one_tenth(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        return -0.1 * gradient(theta)

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "no learning rate",
    hint="your step is the whole gradient: which number says how far to go along it?",
)
def no_learning_rate(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        return -gradient(theta)

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "a learning rate that fades",
    hint="your steps shrink with their number: alpha is the same for each step here.",
)
def fading_rate(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        return -learning_rate / (number + 1) * gradient(theta)

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "the direction alone",
    hint="all your steps are equally long: a steep slope should give a longer step than a gentle "
    "one, so should the gradient be divided by its length?",
)
def direction_alone(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        slope = gradient(theta)
        length = np.linalg.norm(slope)
        return -learning_rate * (slope / length if length else slope)

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "one coordinate after the other",
    hint="the gradient is asked for again after each coordinate has moved: one step moves all "
    "coordinates, by the gradient at one and the same theta.",
)
def one_coordinate_after_the_other(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        moved = theta.copy()
        for i in range(len(theta)):
            moved[i] -= learning_rate * gradient(moved)[i]
        return moved - theta

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "one step too many",
    hint="with max_steps = 1 your path has three points: N steps are N updates and N + 1 points.",
)
def one_step_too_many(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(downhill(gradient, learning_rate), theta0, max_steps + 1, is_short(tolerance))


@mistake(
    TARGET,
    "one step too few",
    hint="with max_steps = 1 your path has a single point: N steps are N updates and N + 1 points.",
)
def one_step_too_few(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(downhill(gradient, learning_rate), theta0, max_steps - 1, is_short(tolerance))


@mistake(
    TARGET,
    "theta0 is missing",
    hint="the path begins where you start: which point stands in its first row?",
)
def without_theta0(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(downhill(gradient, learning_rate), theta0, max_steps, is_short(tolerance))[1:]


@mistake(
    TARGET,
    "only the end",
    hint="one theta came back, the last: the whole path is asked for, one row for each point.",
)
def only_the_end(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(downhill(gradient, learning_rate), theta0, max_steps, is_short(tolerance))[-1]


@mistake(
    TARGET,
    "a column for each point",
    hint="your path lies on its side: it has a row for each point, and a column for each "
    "coordinate of theta.",
)
def column_for_each_point(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(downhill(gradient, learning_rate), theta0, max_steps, is_short(tolerance)).T


@mistake(
    TARGET,
    "one array in every row",
    hint="all rows of your path are equal: the list holds one array many times, and each update "
    "writes into it, so what must be kept is a copy.",
)
def one_array_in_every_row(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in range(max_steps):
        step = -learning_rate * gradient(theta)
        theta += step
        path.append(theta)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)


@mistake(
    TARGET,
    "theta0 itself in every row",
    hint="all rows of your path are equal, and theta0 is changed: it is one and the same array "
    "that you update in place and keep again and again, so begin with a copy, and keep copies.",
)
def theta0_in_every_row(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = theta0
    path = [theta]
    for _ in range(max_steps):
        step = -learning_rate * gradient(theta)
        theta += step
        path.append(theta)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)


@mistake(
    TARGET,
    "theta0 moves along",
    hint="after the call theta0 is no longer what it was: two names can stand for one array, and "
    "an update in place changes it under both.",
)
def theta0_moves_along(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = theta0
    path = [theta.copy()]
    for _ in range(max_steps):
        step = -learning_rate * gradient(theta)
        theta += step
        path.append(theta.copy())
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)


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


@mistake(
    TARGET,
    "zeros after the end",
    hint="where the descent stops early your path goes on with rows of zeros: how many rows does "
    "a path have that stopped after five steps?",
)
def zeros_after_the_end(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = path_of(downhill(gradient, learning_rate), theta0, max_steps, is_short(tolerance))
    return np.concatenate([path, np.zeros((max_steps + 1 - len(path), len(theta0)))])


@mistake(
    TARGET,
    "never stops early",
    hint="all max_steps steps are taken, however small they become: compare the length of each "
    "single step, from one point to the next, with the tolerance.",
)
def never_stops_early(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(downhill(gradient, learning_rate), theta0, max_steps, lambda step: False)


@mistake(
    TARGET,
    "a signed difference for a length",
    hint="new - old is below any tolerance as soon as you move to the left: what is the length of "
    "a step, whichever way it goes?",
)
def signed_difference(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(
        downhill(gradient, learning_rate), theta0, max_steps, lambda step: np.all(step < tolerance)
    )


@mistake(
    TARGET,
    "an array compared with the tolerance",
    hint="an `if` wants one True or False, and a whole array was compared with the tolerance: "
    "which single number says how long a step is?",
)
def array_for_a_length(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(
        downhill(gradient, learning_rate), theta0, max_steps, lambda step: np.abs(step) < tolerance
    )


@mistake(
    TARGET,
    "the gradient's length is compared",
    hint="you stop where the gradient is short, and not where the step is: which of the two is "
    "||delta theta||?",
)
def stops_on_the_gradient(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def is_last(step):
        return np.linalg.norm(step) < learning_rate * tolerance

    return path_of(downhill(gradient, learning_rate), theta0, max_steps, is_last)


@mistake(
    TARGET,
    "the squared length is compared",
    hint="the sum of squares is the square of the 2-norm: which of them is compared with the "
    "tolerance?",
)
def squared_length(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(
        downhill(gradient, learning_rate), theta0, max_steps, lambda step: step @ step < tolerance
    )


@mistake(
    TARGET,
    "the largest coordinate for the length",
    hint="you stop as soon as every single coordinate moves by less than the tolerance: the rule "
    "is about the 2-norm of the whole step.",
)
def largest_coordinate(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(
        downhill(gradient, learning_rate),
        theta0,
        max_steps,
        lambda step: max(abs(step)) < tolerance,
    )


@mistake(
    TARGET,
    "the sum of the coordinates for the length",
    hint="the 1-norm adds up what the coordinates move: the rule is about the 2-norm, the "
    "Euclidean length.",
)
def sum_of_coordinates(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(
        downhill(gradient, learning_rate),
        theta0,
        max_steps,
        lambda step: sum(abs(step)) < tolerance,
    )


@mistake(
    TARGET,
    "the last step is lost",
    hint="the step that is short enough to stop belongs to the path: do you look at its length "
    "before or after you keep the new theta?",
)
def last_step_is_lost(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in range(max_steps):
        step = -learning_rate * gradient(theta)
        if np.linalg.norm(step) < tolerance:
            break
        theta = theta + step
        path.append(theta)
    return np.array(path)


@mistake(
    TARGET,
    "stops one step late",
    hint="your descent notices only one step later that a step was short enough: is the length "
    "that you compare that of the step just taken?",
)
def stops_one_step_late(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    path, was_short = [theta], False
    for _ in range(max_steps):
        step = -learning_rate * gradient(theta)
        theta = theta + step
        path.append(theta)
        if was_short:
            break
        was_short = np.linalg.norm(step) < tolerance
    return np.array(path)


@mistake(
    TARGET,
    "stops where a step equals the tolerance",
    hint="with a tolerance of 0 all steps are to be taken, also those of length 0: below means "
    "less than, and not equal.",
)
def stops_where_equal(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    return path_of(
        downhill(gradient, learning_rate),
        theta0,
        max_steps,
        lambda step: np.linalg.norm(step) <= tolerance,
    )


@mistake(
    TARGET,
    "the gradient's array is scaled",
    hint="a gradient may hand back theta itself, or one array every time: does -= or *= write "
    "into what it handed you?",
)
def gradients_array_is_scaled(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        step = np.asarray(gradient(theta), dtype=float)
        step *= -learning_rate
        return step

    return path_of(step_at, theta0, max_steps, is_short(tolerance))


@mistake(
    TARGET,
    "large gradients are shortened",
    hint="where the slope is very steep your step is shorter than alpha times the gradient: the "
    "rule has no largest length.",
)
def large_gradients_shortened(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    def step_at(theta, number):
        slope = gradient(theta)
        return -learning_rate * slope * min(1.0, 2000.0 / max(np.linalg.norm(slope), 1e-300))

    return path_of(step_at, theta0, max_steps, is_short(tolerance))
