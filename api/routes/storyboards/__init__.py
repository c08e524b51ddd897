"""The pictures of a book: of its scenes, its people and places; their versions, redrawing, mending, reporting."""
