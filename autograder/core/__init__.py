"""What every room builds on: records, what counts as a right answer, the assignment, settings."""
