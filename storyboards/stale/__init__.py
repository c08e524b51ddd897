"""Pictures that no longer fit the book."""
