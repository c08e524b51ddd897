"""Colouring books: what is asked for, and the built-in author of them. Knows no Django."""
