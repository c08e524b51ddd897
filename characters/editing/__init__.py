"""What a reader changes in the story bible, kept from re-analysis and taken back step by step.

`people`, `looks`, `changes`, `merging`, `splitting`, `places` and `scenes` are the services; each runs in
one transaction, writes through `journal`, and returns the `Edit` that it has made, or None if nothing was different.
`undoing` takes the latest edit back; `keeping` and `matching` let edits survive a re-analysis; `queries` reads.
"""

from __future__ import annotations

YOURS = "you"
"""The source of a fact that a reader has added: what stands in place of the book's sentence."""


class EditRefused(Exception):
    """The edit cannot be made; the words are the reader's."""
