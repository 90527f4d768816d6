"""A homework of one file and two functions: the same engine builds, grades and bundles it."""

import pathlib

from autograder.core.assignment import Assignment, parts_beside, root_above

ASSIGNMENT = Assignment(
    name="convolution-homework",
    root=root_above(__file__),
    package="conv1d",
    settings=pathlib.Path(__file__).with_name("settings.toml"),
    parts=parts_beside(__file__, __name__),
)
