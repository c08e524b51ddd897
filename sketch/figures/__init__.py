"""People and animals: planned from what the book says of them, then drawn."""
