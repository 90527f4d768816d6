"""A whole class: every submission graded, kept as it comes, and reported."""
