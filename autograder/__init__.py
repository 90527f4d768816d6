"""The kit: derives the homework from one solution, and grades what students hand in."""
