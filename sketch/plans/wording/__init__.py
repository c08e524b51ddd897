"""What a book says of a place: words for what is there, and the time in which it stands."""
