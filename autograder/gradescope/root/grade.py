"""Grades the submission in a folder that is laid out as Gradescope's /autograder is."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from autograder.core.deadline import leave
from autograder.gradescope.run import main

main(pathlib.Path(sys.argv[1]))
leave()
