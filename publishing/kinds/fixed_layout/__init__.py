"""The picture book as an e-book: each page as it is printed, for tablets and phones."""
