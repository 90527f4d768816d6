"""Where submissions run: in processes of their own, which hold no answers."""
