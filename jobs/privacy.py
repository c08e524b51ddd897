"""What of an error may be logged: its message can hold words of a book, so only its kind and its place."""

from __future__ import annotations

import traceback


def kind_and_place(error: BaseException) -> str:
    """Say where an error arose: “ValueError at scenes.py:12 in cut”."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {last.filename}:{last.lineno} in {last.name}"
