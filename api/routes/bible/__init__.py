"""The bible of a book: its people, places and scenes, edited with undo; what does not fit; the bible as a file."""
