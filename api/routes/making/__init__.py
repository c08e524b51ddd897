"""The making of a book: what it costs, how it stands, what failed, its variants, and news of it as they come."""
