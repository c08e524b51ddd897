"""Keep where the reader is in a book and how far they have read."""

from __future__ import annotations

from books.horizon import reached
from books.models import Chapter, Scene, VividPage


def set_position(*, vividpage: VividPage, scene: Scene) -> None:
    """Keep the scene that the reader has open; the farthest one counts as read up to, also if it was jumped to."""
    vividpage.read_to = max(reached(vividpage), scene.number)
    vividpage.place = scene
    vividpage.save(update_fields=["place", "read_to"])


def reset_position(*, vividpage: VividPage, chapter: Chapter | None) -> None:
    """Say that the book has been read up to the end of `chapter` and no farther; None: not begun yet."""
    scenes = vividpage.scenes.order_by("-number")
    last = scenes.filter(chapter__number__lte=chapter.number).first() if chapter else None
    vividpage.read_to = last.number if last else 0
    if last is None or vividpage.place is None or vividpage.place.number > last.number:
        vividpage.place = last
    vividpage.save(update_fields=["place", "read_to"])


def set_reveal(*, vividpage: VividPage, reveal: VividPage.Reveal) -> None:
    """Choose what the book's pages show of what has not been read."""
    vividpage.reveal = reveal
    vividpage.save(update_fields=["reveal"])
