"""Pages of the variants of a book: making another one, and what was corrected in the others since."""
