"""Scripts for parts 6, 8 and 9: they hand programs to a submission's ways of differentiating."""

import numpy as np

from ..grading.package import Package
from ..grading.scripts import script
from .evaluating import pair, run
from .programs import program
from .written import (
    CHECKED,
    IDENTITY,
    IDENTITY_OF,
    claimed,
    of_check,
    of_derivative,
    of_field,
    of_identity,
    of_jacobian,
    of_long,
    of_measured,
    of_passes,
    on_duals,
    on_values,
)


@script(chance="rounding", written=of_measured)
def measured_gradient(package, name, inputs):
    """The gradient of a field at x by finite differences, for each of the steps `h`.

    Without `h`, for the function's own step.
    """
    measure, field = package.find(name), package.formula(f"lambda x: {inputs['field']}")
    steps = [(h,) for h in inputs["h"]] if "h" in inputs else [()]
    return [measure(field, inputs["x"], *step) for step in steps]


@script(chance="rounding", written=of_jacobian)
def measured_jacobian(package, name, inputs):
    """The Jacobian of a map at x, by finite differences with the step `h`, or a step of its own."""
    step = (inputs["h"],) if "h" in inputs else ()
    function = package.formula(f"lambda x: {inputs['map']}")
    return package.find(name)(function, inputs["x"], *step)


@script(chance="rounding", written=of_check)
def checked_gradients(package, name, inputs):
    """What a gradient check says of the gradient of `f`, and of the `wrong` one.

    Nothing but their values tells which is which: they are called back, and which of them comes
    `first` is drawn.
    """
    f, slope = (f"lambda x: {one}" for one in CHECKED[inputs["f"]])
    f = package.formula(f, c=inputs["c"])
    right = Package.formula(slope, c=inputs["c"])
    wrong = Package.formula(f"lambda x: {claimed(inputs['wrong'], inputs['x'])}", gradient=right)
    check = package.find(name)
    return _in_turn(inputs, [lambda one=one: check(f, one, inputs["x"]) for one in (right, wrong)])


@script(chance="rounding", written=of_identity)
def checked_identity(package, name, inputs):
    """The same of a gradient that is x itself, for a right `f` and for a wrong one."""
    check, gradient = package.find(name), package.formula(IDENTITY)
    fs = map(package.formula, IDENTITY_OF.values())
    return _in_turn(inputs, [lambda f=f: check(f, gradient, inputs["x"]) for f in fs])


def _in_turn(inputs, checks):
    """What comes of two checks, of which one is `first`."""
    if inputs["first"] == "gradient":
        return [check() for check in checks]
    return [check() for check in reversed(checks)][::-1]


@script(written=on_duals)
def run_duals(package, name, inputs):
    """Value and tangent of a program's result, for Duals x and y that move."""
    Dual = package.find(name)
    x, y = Dual(inputs["x"], inputs["x_tangent"]), Dual(inputs["y"], inputs["y_tangent"])
    result = run(inputs["program"], {"x": x, "y": y, "a": pair(x, y)})
    return [result.value, result.tangent]


@script(written=on_values)
def run_values(package, name, inputs):
    """Data of a program's result, and the grads after backward.

    Of the result, of x and y, and of each name that the program assigns.
    """
    Value = package.find(name)
    x, y = Value(inputs["x"]), Value(inputs["y"])
    names = {"x": x, "y": y, "a": pair(x, y)}
    result = run(inputs["program"], names)
    result.backward()
    nodes = [result, *(node for at, node in names.items() if at != "a")]
    return [result.data, *(node.grad for node in nodes)]


@script(written=of_long)
def doubled(package, name, inputs):
    """Data of x after so many times x = x + x, and the grad that it has after backward."""
    x = result = package.find(name)(inputs["x"])
    for _ in range(inputs["times"]):
        result = result + result
    result.backward()
    return [result.data, x.grad]


@script(written=of_long)
def long_program(package, name, inputs):
    """Data of x after so many times x = -x, and the grad that it has after backward."""
    x = package.find(name)(inputs["x"])
    result = package.repeat("neg", x, inputs["times"])
    result.backward()
    return [result.data, x.grad]


@script(written=of_passes)
def several_passes(package, name, inputs):
    """All grads after a pass from one output, after another pass from it, and from a second one.

    The outputs share p. Then the first one again.
    """
    x, y = (package.find(name)(inputs[key]) for key in ("x", "y"))
    p = x.sin()
    one = p.sin() - y
    other = y.sin() + p
    grads = []
    for output in (one, one, other, one):
        output.backward()
        grads.append([output.grad, p.grad, x.grad, y.grad])
    return grads


@script(written=of_derivative)
def program_derivative(package, name, inputs):
    """A program's value and its derivative at x; of each call, whether it is on a plain number.

    Finite differences call it so.
    """
    f = program(inputs["program"])
    calls: list[bool] = []

    def watched(x):
        calls.append(isinstance(x, (int, float)))
        return f(x)

    result = package.find(name)(watched, inputs["x"])
    return {"value": f(inputs["x"]), "result": result, "calls": calls}


@script(written=of_field)
def field_derivative(package, name, inputs):
    """What a jvp or a gradient is, and an entry for each call of the field.

    With a `shape`, the field is one of an array of that shape, whose entries x holds.
    """
    field = program(inputs["field"])
    calls: list[bool] = []

    def counted(x):
        calls.append(True)
        return field(np.reshape(x, inputs["shape"]) if "shape" in inputs else x)

    vectors = [inputs[key] for key in ("x", "v") if key in inputs]
    return {"result": package.find(name)(counted, *vectors), "calls": calls}


@script(written=of_field)
def field_derivative_twice(package, name, inputs):
    """The same, called for x, for 2 x, and for x again: the first and the last result."""
    differentiate, field = package.find(name), program(inputs["field"])
    first = differentiate(field, inputs["x"])
    differentiate(field, 2 * inputs["x"])
    return [first, differentiate(field, inputs["x"])]
