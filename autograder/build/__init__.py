"""From solution/ to all that is derived from it."""
