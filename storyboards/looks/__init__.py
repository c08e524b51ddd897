"""Looks: in which style and size, and by which model, pictures of a book are drawn; another one beside the book's."""
