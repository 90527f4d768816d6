"""What runs on Gradescope and nowhere else."""
