"""Mistakes of part 9."""

import math

import numpy as np

from ...grading.mistakes.catalogue import mistake
from ..given import right
from ..part_8_forward_mode.mistakes import WRONG_SLOPES, no_such_operator, slopes, with_numbers

BACKWARD = "reverse_mode.Value.backward"
GRADIENT = "reverse_mode.gradient"

for name, hint, wrong in WRONG_SLOPES:
    mistake("reverse_mode.Value.slope", name, hint)(wrong)

mistake(
    "reverse_mode.Value.slope",
    "functions for their slopes",
    hint="that is the function itself: its derivative at u is asked for.",
)(slopes(cos=math.cos, log=math.log, sqrt=math.sqrt, tanh=math.tanh, relu=lambda u: max(u, 0.0)))


mistake(
    "reverse_mode.Value.slope",
    "relu lets all through",
    hint="for a negative u, relu is 0 whatever u does: what is its slope there?",
)(slopes(relu=lambda u: 1.0))


mistake(
    "reverse_mode.Value.slope",
    "relu at the kink",
    hint="at u = 0, at the kink, relu's slope is taken as 0: look at the comparison.",
)(slopes(relu=lambda u: 1.0 if u >= 0 else 0.0))


mistake(
    "reverse_mode.Value.slope",
    "relu for its slope",
    hint="where u is positive, your slope of relu is u itself: how steep is it there?",
)(slopes(relu=lambda u: max(u, 0.0)))


mistake(
    "reverse_mode.Value.__rsub__",
    "2 - x is missing",
    hint="for 2 - x Python asks x, by way of __rsub__, since the number 2 knows no Values: what "
    "does yours answer?",
)(no_such_operator)


mistake(
    "reverse_mode.Value.__rtruediv__",
    "2 / x is missing",
    hint="for 2 / x Python asks x, by way of __rtruediv__, since the number 2 knows no Values: "
    "what does yours answer?",
)(no_such_operator)


@mistake(
    "reverse_mode.Value.__rsub__",
    "2 - x as x - 2",
    hint="in __rsub__, self is the x of 2 - x, and other is the 2: which of them is subtracted?",
)
@with_numbers
def value_rsub_changed_over(self, other):
    return self - other


@mistake(
    "reverse_mode.Value.__rtruediv__",
    "2 / x as x / 2",
    hint="in __rtruediv__, self is the x of 2 / x, and other is the 2: which of them is divided?",
)
@with_numbers
def value_rtruediv_changed_over(self, other):
    return self / other


@mistake(
    "reverse_mode.Value.__mul__",
    "each factor has its own value for its slope",
    hint="if a grows by 1, a b grows by b: in your product each factor has its own value for a "
    "slope.",
)
@with_numbers
def value_product_own_slopes(self, other):
    return type(self)(self.data * other.data, (self, other), (self.data, other.data))


@mistake(
    "reverse_mode.Value.__mul__",
    "one parent in products",
    hint="your product has one parent: both factors move it, so both must receive.",
)
@with_numbers
def value_product_one_parent(self, other):
    return type(self)(self.data * other.data, (self,), (other.data,))


@mistake(
    "reverse_mode.Value.__mul__",
    "products without parents",
    hint="your product has forgotten what it was made from: without parents nothing can be handed "
    "back.",
)
@with_numbers
def value_product_without_parents(self, other):
    return type(self)(self.data * other.data)


@mistake(
    "reverse_mode.Value.__truediv__",
    "a plus in the quotient",
    hint="if the denominator grows, a quotient falls: which sign has its slope along the "
    "denominator?",
)
@with_numbers
def value_quotient_with_plus(self, other):
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (1 / other.data, quotient / other.data))


@mistake(
    "reverse_mode.Value.__truediv__",
    "the square of the denominator is lost",
    hint="the slope of a / b along b is not -a / b: differentiate a b^(-1) once more.",
)
@with_numbers
def value_quotient_not_squared(self, other):
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (1 / other.data, -quotient))


@mistake(
    "reverse_mode.Value.__truediv__",
    "the denominator for the numerator's slope",
    hint="if a grows by 1, a / b does not grow by b: what does it grow by?",
)
@with_numbers
def value_quotient_slope_upside_down(self, other):
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (other.data, -quotient / other.data))


@mistake(
    "reverse_mode.Value.__truediv__",
    "one parent in quotients",
    hint="your quotient has one parent: the denominator moves it too, so it must receive as well.",
)
@with_numbers
def value_quotient_one_parent(self, other):
    return type(self)(self.data / other.data, (self,), (1 / other.data,))


@mistake(
    "reverse_mode.Value.__pow__",
    "the exponent is not lowered",
    hint="the slope of x^3 is 3 x^2: which exponent has yours?",
)
def value_exponent_not_lowered(self, exponent):
    power = math.pow(self.data, exponent)
    return type(self)(power, (self,), (exponent * power,))


@mistake(
    "reverse_mode.Value.__pow__",
    "the exponent is no factor",
    hint="the slope of x^3 is 3 x^2, and yours is x^2: the exponent comes down as a factor.",
)
def value_exponent_no_factor(self, exponent):
    slope = math.pow(self.data, exponent - 1) if exponent else 0.0
    return type(self)(math.pow(self.data, exponent), (self,), (slope,))


@mistake(
    "reverse_mode.Value.__pow__",
    "0 to the power 0",
    hint="at x = 0 the power x ** 0 stops with an exception: the power rule asks for 0 ** -1 "
    "there, so what is the slope of a constant?",
)
def value_zero_to_the_power_zero(self, exponent):
    slope = exponent * math.pow(self.data, exponent - 1)
    return type(self)(math.pow(self.data, exponent), (self,), (slope,))


@mistake(
    "reverse_mode.Value.__pow__",
    "whole powers only",
    hint="your powers are products in a loop: the exponent may also be negative, or 0.5.",
)
def value_whole_powers_only(self, exponent):
    result = type(self)(1.0)
    for _ in range(exponent):
        result = result * self
    return result


@mistake(
    "reverse_mode.Value.__abs__",
    "abs with the slope 1",
    hint="left of 0, |x| falls when x grows: what is its slope there?",
)
def value_abs_slope_1(self):
    return type(self)(abs(self.data), (self,), (1.0,))


@mistake(
    "reverse_mode.Value.__abs__",
    "abs at the kink",
    hint="at x = 0, at the kink of |x|, the slope is taken as 0.",
)
def value_abs_at_the_kink(self):
    return type(self)(abs(self.data), (self,), (1.0 if self.data >= 0 else -1.0,))


@mistake(
    "reverse_mode.Value.__abs__",
    "abs gives a plain number",
    hint="what abs gives is no node of the graph: it must give a Value, and only a branch may "
    "look at the number alone.",
)
def value_abs_plain_number(self):
    return abs(self.data)


@mistake(
    "reverse_mode.Value.__pow__",
    "no slope at 0",
    hint="at x = 0 your powers have no slope at all, and x ** 1 has the slope 1: it is not the "
    "data 0 that makes trouble, but the exponent 0.",
)
def value_power_flat_at_zero(self, exponent):
    slope = exponent * math.pow(self.data, exponent - 1) if self.data else 0.0
    return type(self)(math.pow(self.data, exponent), (self,), (slope,))


def in_order(node):
    """All nodes from which `node` was computed, itself first, none before all that used it."""
    waiting, stack = {node: 0}, [node]
    while stack:
        for parent in stack.pop().parents:
            if parent not in waiting:
                waiting[parent] = 0
                stack.append(parent)
            waiting[parent] += 1
    order = [node]
    for ready in order:
        for parent in ready.parents:
            waiting[parent] -= 1
            if not waiting[parent]:
                order.append(parent)
    return order


def pushed(order, push):
    """Each node's parents receive by push(parent, slope, node), in this order of the nodes."""
    for node in order:
        node.grad = 0.0
    order[0].grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes, strict=True):
            push(parent, slope, node)


def add(parent, slope, node):
    """What a parent should receive."""
    parent.grad += slope * node.grad


@mistake(
    BACKWARD,
    "grads are overwritten",
    hint="a + a has the slope 2, and yours is 1: a node that is used twice receives twice.",
)
def grads_overwritten(self):
    def push(parent, slope, node):
        parent.grad = slope * node.grad

    pushed(in_order(self), push)


@mistake(
    BACKWARD,
    "the node's own grad is left out",
    hint="each of your nodes hands on its slope alone: it must be multiplied by what the node has "
    "received itself, or a loop counts as one step.",
)
def own_grad_left_out(self):
    def push(parent, slope, node):
        parent.grad += slope

    pushed(in_order(self), push)


@mistake(
    BACKWARD,
    "the slope is left out",
    hint="each of your nodes hands on its grad as it is: it must be multiplied by the slope along "
    "that parent.",
)
def slope_left_out(self):
    def push(parent, slope, node):
        parent.grad += node.grad

    pushed(in_order(self), push)


@mistake(
    BACKWARD,
    "nothing to begin with",
    hint="all grads came out as 0: what is dy/dy, with which the pass begins?",
)
def nothing_to_begin_with(self):
    for node in in_order(self):
        node.grad = 0.0


@mistake(
    BACKWARD,
    "nothing reaches the inputs",
    hint="only the result's own parents have received something: begin with the result, and let "
    "each node hand on what it has received, down to the inputs.",
)
def nothing_reaches_the_inputs(self):
    order = in_order(self)
    pushed(order, lambda parent, slope, node: None)
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes, strict=True):
            add(parent, slope, node)


@mistake(
    BACKWARD,
    "the graph is forgotten",
    hint="backward on a second output changes no grad: does the first call empty the list of "
    "nodes, or mark as done what the second one needs?",
)
def graph_is_forgotten(self):
    order = in_order(self)
    if not any(hasattr(node, "walked") for node in order):
        pushed(order, add)
        for node in order[:-1]:
            node.walked = True


@mistake(
    BACKWARD,
    "in the order of discovery",
    hint="a node of yours hands on before all that used it have given to it, and what comes later "
    "is lost: an order is needed in which every node stands behind all that used it.",
)
def order_of_discovery(self):
    order, seen = [self], {self}
    for node in order:
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                order.append(parent)
    pushed(order, add)


@mistake(
    BACKWARD,
    "depth first without finishing",
    hint="a node of yours hands on as soon as it is found, and what it receives later is lost: in "
    "a depth-first walk a node has its place when all its parents are done, and not before.",
)
def depth_first_without_finishing(self):
    order, seen, stack = [], {self}, [self]
    while stack:
        node = stack.pop()
        order.append(node)
        new = [parent for parent in dict.fromkeys(node.parents) if parent not in seen]
        seen.update(new)
        stack += new
    pushed(order, add)


@mistake(
    BACKWARD,
    "one parent where there are two",
    hint="your pass goes along the first parent alone: a node may have two, with a slope for each.",
)
def first_parent_alone(self):
    order = in_order(self)
    pushed(order, lambda parent, slope, node: None)
    for node in order:
        for parent, slope in list(zip(node.parents, node.slopes, strict=True))[:1]:
            add(parent, slope, node)


@mistake(
    BACKWARD,
    "recursion",
    hint="with 100,000 operations, a function that calls itself for each of them goes deeper than "
    "Python allows: keep a list of the nodes that are still to be done, and a loop.",
)
def recursive(self):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(self)
    pushed(order[::-1], add)


MANY_PUSHES = 300_000


def walk_all_paths(node, push):
    """Visit every parent of every node once for each path that leads there, within reason."""
    stack, pushes = [node], 0
    while stack:
        child = stack.pop()
        for parent, slope in zip(child.parents, child.slopes, strict=True):
            pushes += 1
            if pushes > MANY_PUSHES:
                raise TimeoutError("there are 2**40 paths")
            push(parent, slope, child)
            stack.append(parent)


@mistake(
    BACKWARD,
    "no check for nodes that were visited",
    hint="a node that is reached twice hands on twice: remember which nodes were visited, and let "
    "each hand on once, when it has received everything.",
)
def no_visited_check(self):
    pushed(in_order(self), lambda parent, slope, node: None)
    walk_all_paths(self, add)


def value(data):
    return right("reverse_mode.Value")(data)


def run(f, x):
    """The inputs as Values, and the result, on which backward has been called."""
    inputs = [value(x_i) for x_i in x]
    result = f(np.array(inputs, dtype=object))
    if hasattr(result, "backward"):
        result.backward()
    return inputs, result


@mistake(
    GRADIENT,
    "no pass backward",
    hint="all your gradients are 0: was backward called on the result, and are the grads read "
    "from the same Values that f was given?",
)
def no_pass_backward(f, x):
    inputs = [value(x_i) for x_i in x]
    f(np.array(inputs, dtype=object))
    return np.array([node.grad for node in inputs])


@mistake(
    GRADIENT,
    "the inputs come back",
    hint="what you return is x: each input has a grad beside its data.",
)
def inputs_come_back(f, x):
    inputs, _ = run(f, x)
    return np.array([node.data for node in inputs])


@mistake(
    GRADIENT,
    "the result comes back",
    hint="what you return is f(x): the gradient is found in the inputs, after the pass backward.",
)
def result_comes_back(f, x):
    _, result = run(f, x)
    return getattr(result, "data", result)


@mistake(
    GRADIENT,
    "the result's own grad",
    hint="the grad of the result is 1, always: the gradient is found in the inputs.",
)
def result_own_grad(f, x):
    _, result = run(f, x)
    return getattr(result, "grad", 0.0)


@mistake(
    GRADIENT,
    "no constants",
    hint="f may return a plain number, on which nothing can be called: what is its gradient?",
)
def gradient_no_constants(f, x):
    inputs = [value(x_i) for x_i in x]
    f(np.array(inputs, dtype=object)).backward()
    return np.array([node.grad for node in inputs])


@mistake(
    GRADIENT,
    "a pass for each input",
    hint="you call f once for each input: after a single pass backward every input has its grad.",
)
def pass_for_each_input(f, x):
    return np.array([run(f, x)[0][i].grad for i in range(len(x))])


@mistake(
    GRADIENT,
    "measured",
    hint="your gradient is made of differences over small steps: Values give it exactly, with one "
    "call of f.",
)
def gradient_measured(f, x):
    return right("numeric.central_difference")(f, x)


@mistake(
    GRADIENT,
    "only the first input",
    hint="one number came back: the gradient has an entry for each input.",
)
def only_the_first_input(f, x):
    return run(f, x)[0][0].grad


@mistake(
    GRADIENT,
    "the last input first",
    hint="the entries of your gradient stand in another order than those of x.",
)
def last_input_first(f, x):
    return np.array([node.grad for node in run(f, x)[0]])[::-1]


@mistake(
    GRADIENT,
    "equal inputs are one",
    hint="where two inputs are equal, one Value stands for both of them: an input is told by its "
    "index, and not by its value.",
)
def gradient_equal_inputs(f, x):
    nodes = {float(x_i): value(x_i) for x_i in x}
    inputs = [nodes[float(x_i)] for x_i in x]
    result = f(np.array(inputs, dtype=object))
    if hasattr(result, "backward"):
        result.backward()
    return np.array([node.grad for node in inputs])


@mistake(
    GRADIENT,
    "a number for a single input",
    hint="with a single input your gradient is a number: it has the shape of x, which is (1,).",
)
def gradient_squeezed(f, x):
    inputs = [value(x_i) for x_i in x]
    result = f(np.array(inputs, dtype=object))
    if hasattr(result, "backward"):
        result.backward()
    return np.squeeze([node.grad for node in inputs])
