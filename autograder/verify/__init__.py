"""The gates that keep the grader honest, for a TA who has just changed a question."""
