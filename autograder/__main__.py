"""`python -m autograder` is the command `autograder`."""

from .commands.cli import main

main()
