"""What an edition can be: one room for each kind of file, and one face that all of them have."""
