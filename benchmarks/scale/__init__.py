"""A library of any size, made of one real reader again and again, and what its size costs."""
