"""The probe that only imports the question's file."""

from . import probe


@probe
def load(functions, name, inputs):
    """Import the module of "module.name"."""
    functions.module(name.partition(".")[0])
