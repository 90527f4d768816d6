"""Mistakes of part 1."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

STEP = "step = -learning_rate * np.asarray(gradient(theta))"
descent = mistakes_in("descent.gradient_descent")

descent.edit("uphill", {"-learning_rate": "learning_rate"},
    "f rises with your first step: which way does the gradient point, and which way is down?")
descent.edit("one gradient for all steps", {
    "path = [theta]": "path = [theta]; slope = gradient(theta)",
    "np.asarray(gradient(theta))": "slope"},
    "the slope changes as you move: where in your code is the gradient asked for, and at which "
    "theta?")
descent.edit("a learning rate of 0.01", {"-learning_rate": "-0.01"},
    "your steps have the length that a learning rate of 0.01 gives: is the one that you are given"
    " used?")
descent.edit("a learning rate of 0.1", {"-learning_rate": "-0.1"},
    "your steps have the length that a learning rate of 0.1 gives: is the one that you are given "
    "used?")
descent.edit("no learning rate", {"-learning_rate * ": "-"},
    "your step is the whole gradient: which number says how far to go along it?")
descent.edit("a learning rate that fades", {
    "for _ in": "for number in",
    "-learning_rate": "-learning_rate / (number + 1)"},
    "your n-th step is n times shorter than alpha times the gradient: is alpha the same for each "
    "of your steps?")
descent.edit("the direction alone", {
    STEP: "slope = np.asarray(gradient(theta))\n"
          "        step = -learning_rate * slope / (np.linalg.norm(slope) or 1)"},
    "all your steps are equally long: a steep slope should give a longer step than a gentle one, "
    "so should the gradient be divided by its length?")
descent.edit("one coordinate after the other", {
    STEP: "moved = theta.copy()\n"
          "        for i in range(len(theta)): moved[i] -= learning_rate * gradient(moved)[i]\n"
          "        step = moved - theta"},
    "your coordinates move one after another, each by a gradient at another theta: does one step "
    "move all of them, by the gradient at one and the same theta?")
descent.edit("one step too many", {"range(max_steps)": "range(max_steps + 1)"},
    "with max_steps = 1 your path has three points: N steps are N updates and N + 1 points.")
descent.edit("one step too few", {"range(max_steps)": "range(max_steps - 1)"},
    "with max_steps = 1 your path has a single point: N steps are N updates and N + 1 points.")
descent.edit("theta0 is missing", {"np.array(path)": "np.array(path)[1:]"},
    "the path begins where you start: which point stands in its first row?")
descent.edit("only the end", {"np.array(path)": "path[-1]"},
    "one theta was returned, the last: the whole path is asked for, one row for each point.")
descent.edit("a column for each point", {"np.array(path)": "np.array(path).T"},
    "your path lies on its side: it has a row for each point, and a column for each coordinate of"
    " theta.")
descent.edit("one array in every row", {"theta = theta + step": "theta += step"},
    "all rows of your path are equal: does the list hold one array many times, so that each update "
    "writes into all of them?")
descent.edit("theta0 itself in every row", {
    "np.array(theta0, dtype=float)": "theta0",
    "theta = theta + step": "theta += step"},
    "all rows of your path are equal, and theta0 is changed: are they one and the same array, "
    "which you update in place and keep again and again?")
descent.edit("theta0 moves along", {
    "np.array(theta0, dtype=float)": "theta0",
    "[theta]": "[theta.copy()]",
    "theta = theta + step": "theta += step",
    "append(theta)": "append(theta.copy())"},
    "your code changes theta0: do two names stand for one array, which an update in place "
    "changes under both?")
descent.body("a path of integers", """
    path = np.zeros((max_steps + 1, len(theta0)), dtype=np.asarray(theta0).dtype)
    path[0] = theta0
    for number in range(max_steps):
        step = -learning_rate * gradient(path[number])
        path[number + 1] = path[number] + step
        if np.linalg.norm(step) < tolerance:
            return path[: number + 2]
    return path""",
    "from an integer theta0 every theta of yours is cut to whole numbers: what dtype does each "
    "array have that holds a theta?")
descent.answer("zeros after the end", "np.pad(answer, ((0, max_steps + 1 - len(answer)), (0, 0)))",
    "where the descent stops early your path goes on with rows of zeros: how many rows does a "
    "path have that stopped after five steps?")
descent.edit("never stops early", {"np.linalg.norm(step) < tolerance": "False"},
    "all max_steps steps are taken, however small they become: is the length of each single step, "
    "from one point to the next, compared with the tolerance?")
descent.edit("a signed difference for a length", {
    "np.linalg.norm(step) < tolerance": "np.all(step < tolerance)"},
    "where theta moves to the left your descent stops at once: is it a length that you compare "
    "with the tolerance, whichever way the step goes?")
descent.edit("an array compared with the tolerance", {
    "np.linalg.norm(step) < tolerance": "np.abs(step) < tolerance"},
    "an `if` wants one True or False, and not an array of them: which single number says how long "
    "a step is?")
descent.edit("the gradient's length is compared", {
    "np.linalg.norm(step) < tolerance": "np.linalg.norm(step) < learning_rate * tolerance"},
    "your descent ends where the gradient is as short as the tolerance: which length do you "
    "compare, that of the gradient or ||delta theta||?")
descent.edit("the squared length is compared", {
    "np.linalg.norm(step) < tolerance": "step @ step < tolerance"},
    "your descent ends too early or too late: the sum of squares is the square of the 2-norm, so "
    "which of them do you compare with the tolerance?")
descent.edit("the largest coordinate for the length", {
    "np.linalg.norm(step) < tolerance": "max(abs(step)) < tolerance"},
    "with several coordinates your descent ends too early: the rule is about the 2-norm of the "
    "whole step, so is your number smaller than that, as the largest coordinate or a mean is?")
descent.edit("the sum of the coordinates for the length", {
    "np.linalg.norm(step) < tolerance": "sum(abs(step)) < tolerance"},
    "with several coordinates your descent ends too late: the rule is about the 2-norm, the "
    "Euclidean length, so is your number larger than that, as a sum of the coordinates is?")
descent.edit("the last step is lost", {
    "        theta = theta + step\n        path.append(theta)\n": "",
    "break": "break\n        theta = theta + step; path.append(theta)"},
    "your path lacks the step that is short enough to stop: do you look at its length before or "
    "after you keep the new theta?")
descent.edit("stops one step late", {
    "path = [theta]": "path, was_short = [theta], False",
    "if np.linalg.norm(step) < tolerance:": "if was_short:",
    "break": "break\n        was_short = np.linalg.norm(step) < tolerance"},
    "your descent ends one step late: is the length that you compare that of the step just taken?")
descent.edit("stops where a step equals the tolerance", {
    "np.linalg.norm(step) < tolerance": "np.linalg.norm(step) <= tolerance"},
    "a step that is as long as the tolerance must not end the descent, since below means less "
    "than: what does your comparison say of equal numbers? With a tolerance of 0 all steps are "
    "taken.")
descent.edit("the gradient's array is scaled", {
    "-learning_rate * np.asarray(gradient(theta))": "np.asarray(gradient(theta))",
    "theta = theta": "step *= -learning_rate; theta = theta"},
    "gradient may return theta itself, or one array every time: does -= or *= write into what it "
    "returned?")
descent.edit("large gradients are shortened", {
    STEP: "slope = np.asarray(gradient(theta))\n"
          "        step = -learning_rate * slope * min(1, 2000 / (np.linalg.norm(slope) or 1))"},
    "where the slope is very steep your step is shorter than alpha times the gradient: does "
    "anything limit its length?")
descent.edit("two lengths are compared", {
    "np.linalg.norm(step)": "abs(np.linalg.norm(path[-1]) - np.linalg.norm(path[-2]))"},
    "how long is a step that turns theta, and leaves the length of theta as it is? The norm is to "
    "be taken of the step, and not of where it starts and where it ends.")
descent.answer("theta0 after the end",
    "np.vstack([answer, np.tile(np.array(theta0, dtype=float), (max_steps + 1 - len(answer), 1))])",
    "where the descent stops early, theta0 stands at the end of your path again and again: how "
    "many rows has a path of so many steps?")
