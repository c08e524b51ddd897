"""Bodies of beasts: one drawer for each kind of body."""
