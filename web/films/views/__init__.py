"""Views of films: the films of a book, watching one, and the files that it is played from."""
