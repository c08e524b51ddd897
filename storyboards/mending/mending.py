"""Mending a picture: the edits of the book, and the order for a new version of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from characters.editing import EditRefused
from characters.models import Edit
from storyboards.mending.previewing import analysis_of, facts_at, understood_by_artist
from storyboards.pictures.redrawing import redraw_scene
from storyboards.requests.adjusting import UNADJUSTED

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import Scene
    from storyboards.mending.previewing import Mend

NOTHING_SAID = "Say first what is wrong."


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done: the edits of the book in their order, and whether the picture is drawn now.

    `is_drawn_now` is None if it was not to be drawn, False if it is once the book goes on. `cannot` are the pieces of
    the wish that the artist cannot follow.
    """

    edits: tuple[Edit, ...]
    is_drawn_now: bool | None = None
    cannot: tuple[str, ...] = ()


@transaction.atomic
def mend_picture(*, scene: Scene, mend: Mend, by: User, redraw: bool = True, draughts: int = 1) -> Mended:
    """Correct the book as a reader says, and draw the picture of a scene anew with what they wish.

    Without `redraw` the book is corrected alone. Raises EditRefused, RedrawRefused and LimitReached; then nothing has
    been done.
    """
    if not mend and not redraw:
        raise EditRefused(NOTHING_SAID)
    made = [correction.make(analysis=analysis_of(scene), by=by) for correction in mend.corrections]
    edits = tuple(edit for edit in made if edit is not None)
    if not redraw:
        return Mended(edits)
    understood = understood_by_artist(mend.wish, facts_at(scene), str)
    is_drawn_now = redraw_scene(
        scene=scene,
        by=by,
        wish=mend.wish,
        adjustments=understood.adjustments if understood else UNADJUSTED,
        prompt=mend.prompt,
        draughts=draughts,
    )
    return Mended(edits, is_drawn_now, understood.cannot if understood else ())
