"""From the observations of a worker to points, hints and results.json."""
