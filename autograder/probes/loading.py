"""The probe that only imports the question's file."""

from . import probe


@probe
def load(functions, name, inputs):
    """Import the module of "module.name"."""
    functions.module(name.partition(".")[0])


@probe
def constant(functions, name, inputs):
    """The value of "module.NAME", which must be plain data; None where there is none."""
    module, _, attribute = name.partition(".")
    return getattr(functions.module(module), attribute, None)
