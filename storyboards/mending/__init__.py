"""Mending one picture: what a reader may say of it, what that changes, and doing it.

`corrections` are about the book and become edits; `wishes` turns free words into what the built-in artist can show in
this picture; `previewing` says what would change, before anything does; `mending` does it.
"""
