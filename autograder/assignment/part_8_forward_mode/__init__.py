"""Part 8, forward-mode autodiff: its graded questions, and the mistakes that students make."""
