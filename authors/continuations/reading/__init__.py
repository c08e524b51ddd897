"""A segment's text as what it states and what is done in it, in order, each with its place.

`clauses` parses and finds who each word means; `notes` are what comes of it; `statements` keeps the facts of them.
"""

from authors.continuations.reading.note import Note
from authors.continuations.reading.notes import notes_of, statements_of

__all__ = ["Note", "notes_of", "statements_of"]
