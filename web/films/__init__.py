"""Films of books: their page, and where they are watched."""
