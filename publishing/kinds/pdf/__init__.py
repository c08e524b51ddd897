"""A PDF to read: typeset as a book, with links, bookmarks and tags for screen readers."""
