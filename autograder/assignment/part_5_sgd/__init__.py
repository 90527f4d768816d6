"""Part 5, SGD: its graded questions, and the mistakes that students make."""
