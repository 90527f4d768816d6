"""Part 3, the chain rule: its graded questions, and the mistakes that students make."""
