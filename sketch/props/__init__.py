"""Things to hold and things that stand about. What a scene names and the artist does not know is left out."""
