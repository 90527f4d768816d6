"""Part 4, backprop: its graded questions, and the mistakes that students make."""
