"""The three stochastic cases of question 5.3: their constants, and how their limits were found."""
