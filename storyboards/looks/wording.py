"""A reader's own words for a picture, when it is drawn in another style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboards.requests.prompts import LONGEST

if TYPE_CHECKING:
    from sketch.styles import Style


def restyled(prompt: str, *, before: Style | None, after: Style) -> str:
    """Return a reader's own prompt with the words of the new style in place of those of the old one.

    Where they have taken those out, or the style is not known any more, the new ones stand at the end.
    """
    if before is not None and before.prompt in prompt:
        changed = prompt.replace(before.prompt, after.prompt)
    elif after.prompt in prompt:
        changed = prompt
    else:
        changed = f"{prompt.rstrip()} Style: {after.prompt}"
    return changed[:LONGEST]
