"""Pages of publishing: the editions of a book, asked for, watched while they are made, and taken away."""
