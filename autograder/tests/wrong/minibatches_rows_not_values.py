"""question: 5.1
functions: minibatches
mistake: yields row numbers twice in place of the rows of X and y
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield rows, rows
