"""Part 2, Jacobians: its graded questions, and the mistakes that students make."""
