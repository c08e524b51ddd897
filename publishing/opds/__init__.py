"""Feeds of a reader's finished editions, for e-readers: OPDS 2 as JSON, OPDS 1.2 as Atom."""
