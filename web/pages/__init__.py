"""The page editor: a book laid out as a picture book, spread by spread."""
