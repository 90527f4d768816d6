"""The handout's figures, drawn from what the reference computes."""
