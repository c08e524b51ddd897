"""The cast of a book: who acts in it, named or not, and what each of them is."""
