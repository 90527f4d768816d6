"""Part 1, a convolution: its graded questions, and the mistakes that students make."""
