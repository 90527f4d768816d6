"""Part 6, numeric differentiation: its graded questions, and the mistakes that students make."""
