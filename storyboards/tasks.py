"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from books.models import VividPage
from storyboards.continuity import services as continuity


def check_continuity(vividpage_id: str) -> None:
    """Check a book after edits have come to rest, if it is still there."""
    if vividpage := VividPage.objects.filter(pk=vividpage_id).first():
        continuity.refresh(vividpage=vividpage)
