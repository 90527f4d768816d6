"""Part 7, symbolic differentiation: its graded questions, and the mistakes that students make."""
