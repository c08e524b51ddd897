"""The story bible as a file: taken away as JSON, and taken in again by a book of the same text.

`document` is what the file holds and its JSON Schema, `exporting` reads it from the database, `importing` writes it as
one edit that can be undone.
"""
