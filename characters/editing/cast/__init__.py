"""Who is in a book at all, and who is who: added, taken out, taken for another, and split again."""
