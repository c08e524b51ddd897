"""A scene as its judge sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgedScene:
    """A scene's text, what the analyst says of it, and its picture.

    `start` and `end` are the characters of `text` that the picture illustrates, None where the analyst names none;
    `facts` are pairs of what they are about and their words; `picture` is an encoded image.
    """

    number: int
    chapter: int
    title: str
    text: str
    start: int | None
    end: int | None
    moment: str
    facts: tuple[tuple[str, str], ...]
    prompt: str
    picture: bytes

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the moment, the moment, and the text after it; the moment is "" where none is named."""
        if self.start is None or self.end is None:
            return self.text, "", ""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]
