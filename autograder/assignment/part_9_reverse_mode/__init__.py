"""Part 9, reverse-mode autodiff: its graded questions, and the mistakes that students make."""
