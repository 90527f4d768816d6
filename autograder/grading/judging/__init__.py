"""From what a worker did to a verdict and the words that a student reads."""
