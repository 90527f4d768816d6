"""The student's package."""
