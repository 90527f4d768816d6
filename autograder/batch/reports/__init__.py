"""From results documents and the roster to a CSV and pages. Nothing here grades."""
