"""dist/autograder.zip: all that Gradescope needs, and nothing that students get."""
