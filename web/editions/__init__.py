"""Pages of the editions of a book: making another one, and what was corrected in the others since."""
