"""Part 1, gradient descent: its graded questions, and the mistakes that students make."""
