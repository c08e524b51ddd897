"""Biographies: lives told from sources that can be opened."""
