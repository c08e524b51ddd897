"""Beasts, birds, fishes, and beings that nobody has met: rows of numbers, and one drawer for each kind of body."""
