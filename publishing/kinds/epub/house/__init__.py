"""A book that has no EPUB of its own, or whose text was changed since: set from the tree in our own design."""
