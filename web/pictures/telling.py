"""What readers are told of pictures that are redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboards.making.choosing import entry_or_none
from storyboards.pictures.keeping import accepts_at_once
from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from storyboards.looks.look import Look


def what_comes_of(reader: User, *, otherwise: bool = False) -> str:
    """Say whether what is drawn for a reader is shown or waits; in another look it always waits."""
    if not otherwise and accepts_at_once(reader.pk):
        return "What is new is shown at once, as you have chosen; the old ones are kept."
    return "What is new waits for your word; the old ones are kept."


def look_words(vividpage: VividPage, look: Look) -> str:
    """Say in which style and size pictures are drawn, and by which model where that is not the book's."""
    drawn = look.on(vividpage)
    words = f"{style_for(drawn).name}, {drawn.get_resolution_display()}"
    if drawn.image_model == vividpage.image_model:
        return words
    entry = entry_or_none(drawn.image_model, "image")
    return f"{words}, by {entry.title if entry else drawn.image_model}"
