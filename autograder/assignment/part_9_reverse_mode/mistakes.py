"""Mistakes of part 9."""

from ...grading.mistakes.catalogue import mistakes_in
from ..part_8_forward_mode.mistakes import FUNCTIONS, SLOPES

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

RELU = "1.0 if u > 0 else 0.0"
slope = mistakes_in("reverse_mode.Value.slope")
for entry in SLOPES:
    slope.edit(*entry)
slope.edit("functions for their slopes", {**FUNCTIONS, RELU: "max(u, 0.0)"},
    "that is the function itself: its derivative at u is asked for.")
slope.edit("relu lets all through", {RELU: "1.0"},
    "for a negative u, relu is 0 whatever u does: what is its slope there?")
slope.edit("relu at the kink", {"u > 0": "u >= 0"},
    "at u = 0, at the kink, your slope of relu is 1, and 0 is asked for: on which side of 0 does "
    "your code put 0 itself?")
slope.edit("relu for its slope", {RELU: "max(u, 0.0)"},
    "where u is positive, your slope of relu is u itself: how steep is it there?")

number_minus = mistakes_in("reverse_mode.Value.__rsub__")
number_minus.edit("2 - x is missing", {"other - self": "NotImplemented"},
    "for 2 - x Python asks x, by way of __rsub__, since the number 2 knows no Values: what "
    "does yours answer?")
number_minus.edit("2 - x as x - 2", {"other - self": "self - other"},
    "in __rsub__, self is the x of 2 - x, and other is the 2: which of them is subtracted?")

number_over = mistakes_in("reverse_mode.Value.__rtruediv__")
number_over.edit("2 / x is missing", {"other / self": "NotImplemented"},
    "for 2 / x Python asks x, by way of __rtruediv__, since the number 2 knows no Values: "
    "what does yours answer?")
number_over.edit("2 / x as x / 2", {"other / self": "self / other"},
    "in __rtruediv__, self is the x of 2 / x, and other is the 2: which of them is divided?")

product = mistakes_in("reverse_mode.Value.__mul__")
product.edit("each factor has its own value for its slope", {
    "(other.data, self.data)": "(self.data, other.data)"},
    "if a grows by 1, a b grows by b: in your product each factor has its own value for a "
    "slope.")
product.edit("one parent in products", {
    "(self, other), (other.data, self.data)": "(self,), (other.data,)"},
    "one factor of your products receives nothing: both of them move the product, so which nodes "
    "are its parents?")
product.edit("products without parents", {", (self, other), (other.data, self.data)": ""},
    "the factors of your products receive nothing: which nodes are a product's parents?")
product.edit("0 without its parents", {
    "return Value(self.data * other.data,":
        "if not self.data or not other.data:\n        return Value(0.0)\n"
        "    return Value(self.data * other.data,"},
    "where a factor is 0 the product is 0, and it moves all the same: what is the slope of x y "
    "along x at x = 0?")

quotient = mistakes_in("reverse_mode.Value.__truediv__")
quotient.edit("a plus in the quotient", {"-quotient": "quotient"},
    "if the denominator grows, a quotient falls: what sign does its slope along the "
    "denominator have?")
quotient.edit("the square of the denominator is lost", {"-quotient / other.data": "-quotient"},
    "the slope of a / b along b is not -a / b: differentiate a b^(-1) once more.")
quotient.edit("the denominator for the numerator's slope", {"1 / other.data": "other.data"},
    "if a grows by 1, a / b does not grow by b: what does it grow by?")
quotient.edit("one parent in quotients", {
    "(self, other), (1 / other.data, -quotient / other.data)": "(self,), (1 / other.data,)"},
    "the denominator of your quotients receives nothing: it moves the quotient too, so which nodes "
    "are the parents?")
quotient.edit("the slope of 1/y for every numerator", {
    "-quotient / other.data": "-1 / other.data**2"},
    "try 2 / y by hand: where is the numerator in your slope with respect to the denominator?")

power = mistakes_in("reverse_mode.Value.__pow__")
power.edit("the exponent is not lowered", {"exponent - 1": "exponent"},
    "the slope of x^3 is 3 x^2: what exponent does yours have?")
power.edit("the exponent is no factor", {"exponent * ": ""},
    "the slope of x^3 is 3 x^2, and yours is x^2: the exponent comes down as a factor.")
power.edit("0 to the power 0", {" if exponent else 0.0": ""},
    "at x = 0 the power x ** 0 stops with an exception: the power rule asks for 0 ** -1 "
    "there, so what is the slope of a constant?")
power.body("whole powers only", """
    result = Value(1.0)
    for _ in range(exponent):
        result = result * self
    return result""",
    "a negative exponent, or 0.5, goes wrong: is your power a product in a loop?")
power.edit("no slope at 0", {"if exponent": "if self.data"},
    "at x = 0 all your powers have the slope 0, and x ** 1 has the slope 1: what do you treat "
    "apart, the data or the exponent?")
power.edit("0 to a negative power", {
    "math.pow(self.data, exponent - 1) if exponent else 0.0": "self.data ** (exponent - 1)"},
    "x ** 0 is 1 for every x, also at x = 0: what does your formula take to which power there?")
power.edit("powers by logarithms", {
    "return Value(math.pow(self.data, exponent), (self,), (slope,))":
        "power = math.exp(exponent * math.log(self.data))\n"
        "    return Value(power, (self,), (exponent * power / self.data,))"},
    "(-2)^3 is -8, and 0^2 is 0: what does your formula take the logarithm of there?")

absolute = mistakes_in("reverse_mode.Value.__abs__")
absolute.edit("abs with the slope 1", {"(sign,)": "(1.0,)"},
    "left of 0, |x| falls when x grows: what is its slope there?")
absolute.edit("abs at the kink", {"> 0": ">= 0"},
    "at x = 0, at the kink of |x|, another slope than yours is asked for: which slope has |x| on "
    "each side of 0, and which does the docstring give it there?")
absolute.edit("abs gives a plain number", {
    "Value(abs(self.data), (self,), (sign,))": "abs(self.data)"},
    "nothing goes back through abs: is what it returns a Value, whose parent is x? Only a branch "
    "may look at the number alone.")

RECEIVE = "parent.grad += slope * node.grad"
NEXT_READY = "while ready:\n        node = ready.pop()"
backward = mistakes_in("reverse_mode.Value.backward")
backward.edit("grads are overwritten", {RECEIVE: "parent.grad = slope * node.grad"},
    "a + a has the slope 2, and yours is 1: a node that is used twice receives twice.")
backward.edit("the node's own grad is left out", {RECEIVE: "parent.grad += slope"},
    "each of your nodes passes on its slope alone: it must be multiplied by what the node has "
    "received itself.")
backward.edit("the slope is left out", {RECEIVE: "parent.grad += node.grad"},
    "each of your nodes passes on its grad as it is: it must be multiplied by the slope along that "
    "parent.")
backward.edit("nothing to begin with", {"self.grad = 1.0": "self.grad = 0.0"},
    "all grads are 0: what is dy/dy, with which the pass begins?")
backward.edit("nothing reaches the inputs", {
    RECEIVE: "parent.grad += slope if node is self else 0.0"},
    "nodes below the result's own parents receive nothing: does each node pass on what it has "
    "received, down to the inputs?")
backward.edit("the graph is forgotten", {
    "for node in awaited:": "if any(hasattr(node, 'walked') for node in awaited): return\n"
                            "    for node in awaited:\n        node.walked = True"},
    "backward on a second output changes no grad: does the first call empty the list of "
    "nodes, or mark as done what the second one needs?")
backward.edit("in the order of discovery", {
    "stack.pop()": "stack.pop(0)",
    NEXT_READY: "for node in awaited:"},
    "a node of yours passes on too early, and what it receives later goes no further: in your "
    "order, does every node stand behind all nodes that used it?")
backward.edit("depth first without finishing", {
    "stack = [self]": "stack, order = [self], []",
    "for parent in stack.pop().parents:": "order.append(stack.pop())\n"
                                          "        for parent in order[-1].parents:",
    NEXT_READY: "for node in order:"},
    "a node of yours passes on before it has received everything: in a depth-first walk, does a "
    "node get its place when it is found, or when all its parents are done?")
backward.edit("one slope for each parent", {
    "zip(node.parents, node.slopes, strict=True)": "dict(zip(node.parents, node.slopes)).items()",
    "for parent in stack.pop().parents": "for parent in set(stack.pop().parents)"},
    "in x + x both parents are the same node, and both slopes have to be passed on: does a dict or "
    "a set of yours keep one of them?")
backward.edit("one parent where there are two", {
    "node.slopes, strict=True": "(*node.slopes[:1], 0.0)"},
    "the second parent receives nothing in your pass: a node may have two, with a slope for each.")
backward.edit("recursion", {
    "stack = [self]\n    while stack:": "def visit(node):",
    "stack.pop()": "node",
    "stack.append": "visit",
    "for node in awaited:": "visit(self)\n    for node in awaited:"},
    "with thousands of operations, a function that calls itself for each of them goes deeper than "
    "Python allows: is there a list of the nodes that are still to be done, and a loop?")
backward.edit("no check for nodes that were visited", {
    "if awaited[parent] == 0:\n                ready": "if awaited[parent] < -5_000: "
    "raise TimeoutError('there are 2**40 paths')\n            ready"},
    "2^40 paths may lead to one node: how does your code know which nodes were visited, and when "
    "each has received everything?")
backward.edit("grads of the last pass stay", {
    "for node in awaited:\n        node.grad = 0.0\n": ""},
    "a second pass adds to what the first one has left: with which number does each grad begin?")
backward.edit("a grad of 0 ends the way", {
    "node = ready.pop()":
        "node = ready.pop()\n        if node.grad == 0:\n            continue"},
    "a node whose grad is 0 has nothing to hand on, and its parents still wait for it: who counts "
    "it as done?")

GRADS = "np.array([node.grad for node in inputs])"
gradient = mistakes_in("reverse_mode.gradient")
gradient.edit("no pass backward", {"result.backward()": "pass"},
    "all your gradients are 0: was backward called on the result, and are the grads read "
    "from the same Values that f was given?")
gradient.edit("the inputs come back", {"node.grad": "node.data"},
    "what you return is x: each input has a grad beside its data.")
gradient.edit("the result comes back", {GRADS: "getattr(result, 'data', result)"},
    "what you return is f(x): the gradient is found in the inputs, after the pass backward.")
gradient.edit("the result's own grad", {GRADS: "getattr(result, 'grad', 0.0)"},
    "the grad of the result is 1, always: the gradient is found in the inputs.")
gradient.edit("no constants", {"if isinstance(result, Value):\n        result": "result"},
    "f may return a plain number, on which nothing can be called: what is its gradient?")
gradient.edit("a pass for each input", {"result = f": "for _ in x: result = f"},
    "you call f once for each input: after a single pass backward every input has its grad.")
gradient.body("measured",
    "return np.array([(f(x + h) - f(x - h)) / 2e-5 for h in 1e-5 * np.eye(len(x))])",
    "your gradient is made of differences over small steps: Values give it exactly, with one "
    "call of f.")
gradient.edit("only the first input", {GRADS: "inputs[0].grad"},
    "one number was returned: the gradient has an entry for each input.")
gradient.edit("the last input first", {"node in inputs": "node in inputs[::-1]"},
    "the entries of your gradient stand in another order than those of x.")
gradient.edit("equal inputs are one", {
    "inputs = [Value(x_i) for x_i in x]": "nodes = {x_i: Value(x_i) for x_i in x}\n"
                                          "    inputs = [nodes[x_i] for x_i in x]"},
    "where inputs are equal, one Value stands for all of them: does your code tell inputs apart "
    "by their index, or by their value?")
gradient.edit("unused inputs are left out", {
    "for node in inputs]": "for node in inputs if node.grad]"},
    "your gradient is shorter than x where f does not use an entry, or where a derivative is 0: "
    "each entry of x has its place in what you return.")
gradient.edit("a number for a single input", {"np.array([": "np.squeeze(["},
    "with a single input your gradient is a number: it has the shape of x, which is (1,).")
gradient.edit("a number for a constant", {
    "if isinstance(result, Value):":
        "if not isinstance(result, Value):\n        return 0.0\n    if isinstance(result, Value):"},
    "where f is constant a bare number comes back: the gradient has an entry for each input, also "
    "where all of them are 0.")
