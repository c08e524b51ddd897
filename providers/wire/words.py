"""What a service says, made fit for a reader's eyes and for a log: short, and without a secret or a book's text."""

from __future__ import annotations

import re

LONGEST = 300
"""Characters of a service's words that are kept."""
_KEY = re.compile(r"\b(?:sk|key|Bearer)[-_ ][\w*.-]{6,}", re.IGNORECASE)
# What a service quotes at length is what it was sent: the prompt, and so the book.
_LONG_QUOTE = re.compile(r"""(["'`])(?:(?!\1).){40,}(?:\1|$)""", re.DOTALL)


def fit_to_show(words: object, *, secret: str = "", sent: tuple[str, ...] = ()) -> str:
    """Cut `words` to one line of 300 characters, without `secret`, what looks like a key, and the texts `sent`."""
    text = str(words or "")
    for hidden in (secret, *secret.split(":"), *sent):
        if len(hidden) > 3:
            text = text.replace(hidden, "…")
    text = " ".join(_LONG_QUOTE.sub("…", _KEY.sub("…", text)).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def is_sendable(secret: str) -> bool:
    """Return whether `secret` can stand in a header at all.

    What cannot would come back within an error of the client.
    """
    return secret.isascii() and secret.isprintable()
