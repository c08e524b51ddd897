"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from uuid import UUID

from books.models import VividPage
from storyboards.continuity import services as continuity
from storyboards.safety import holding
from storyboards.styles import specimens


def check_continuity(vividpage_id: str) -> None:
    """Check a book after edits have come to rest, if it is still there."""
    if vividpage := VividPage.objects.filter(pk=vividpage_id).first():
        continuity.refresh(vividpage=vividpage)


def draw_specimens(vividpage_id: str) -> None:
    """Draw the first scene of a book in every style that its reader is offered, if it is still there."""
    if vividpage := VividPage.objects.select_related("owner").filter(pk=vividpage_id).first():
        specimens.draw_missing(vividpage=vividpage)


def recheck_picture(version_id: str) -> None:
    """Check a picture that is held once more, if it is still there."""
    holding.recheck(UUID(version_id))
