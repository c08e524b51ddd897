"""Cropping a picture: what is left of it is the next version, and the whole one is kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.access.allowances import spend_upload
from characters.editing import EditRefused
from characters.editing.journal import recorded
from storyboards.models import PictureVersion
from storyboards.pictures.choosing import GONE, REFERENCE, held, named, put_in_place, redrawn, target_of, words_for
from storyboards.pictures.keeping import added_version
from storyboards.pictures.parts import PART_OF, cut_from
from storyboards.safety.checking import checks_of_uploads
from storyboards.safety.holding import follow_up, standing_of_part

if TYPE_CHECKING:
    from accounts.models import User
    from characters.models import Edit
    from storyboards.pictures.parts import Box, Margins

LEAST_SIDE = 256
"""Pixels of the shorter side that is left: of less, image models see too little."""
OTHER_IS_SHOWN = "Meanwhile another picture is shown: crop that one."


def crop(*, version: PictureVersion, margins: Margins, by: User) -> Edit | None:
    """Show what is left of the version that is shown when its margins are cut off, whatever is drawn later.

    The new version says of everything but its pixels what the whole one says, is checked as an upload is, and is rated
    no lower than that. Raises EditRefused if too little or everything is left, or if the whole one is not shown any
    more, hidden, held or gone, and LimitReached if `by` has brought too many files lately.
    """
    width, height = _size_of(version)
    box = checked_box(margins, width, height)
    spend_upload(by)
    files = redrawn(_data_of(version), replace(REFERENCE, box=box))
    checked = checks_of_uploads().of("", files.data)
    with recorded(vividpage_id=version.picture.vividpage_id, by=by, kind="picture") as journal:
        whole = _held(version)
        target = target_of(whole.picture)
        if target is None:
            raise EditRefused(GONE)
        journal.summary = f"{named(whole.picture)} has a cropped {words_for(whole.picture)}"
        with added_version(
            whole.picture,
            files,
            origin=whole.origin,
            prompt=whole.prompt,
            negative_prompt=whole.negative_prompt,
            request=whole.request,
            digest=whole.digest,
            parameters={**whole.parameters, PART_OF: cut_from(whole, box, width=width, height=height).as_json()},
            requested_by=by,
            cost=Decimal(0),
            **standing_of_part(checked, whole).columns(),
        ) as cropped:
            put_in_place(journal, target, cropped)
            follow_up(cropped)
    return journal.edit


def checked_box(margins: Margins, width: int, height: int) -> Box:
    """Return what is left of a picture of that size in pixels. Raises EditRefused if it is too little, or all of it."""
    left, top, right, foot = box = margins.box(width, height)
    if box == (0, 0, width, height):
        raise EditRefused("Nothing is cut off yet.")
    wide, high = max(0, right - left), max(0, foot - top)
    if min(wide, high) < LEAST_SIDE:
        raise EditRefused(
            f"That leaves {wide} × {high} pixels of {width} × {height}: leave {LEAST_SIDE} at least each way."
        )
    return box


def _size_of(version: PictureVersion) -> tuple[int, int]:
    """Return its width and height, from its file where they are not known."""
    if version.width and version.height:
        return version.width, version.height
    try:
        return version.image.width, version.image.height
    except OSError as lost:
        raise EditRefused(GONE) from lost


def _data_of(version: PictureVersion) -> bytes:
    try:
        with version.image.open("rb") as file:
            data: bytes = file.read()
    except OSError as lost:
        raise EditRefused(GONE) from lost
    return data


def _held(version: PictureVersion) -> PictureVersion:
    """Read the version anew that is to be cropped; no moderator hides or rates it until the transaction ends.

    Raises EditRefused if it is not the one that is shown any more, or may not be shown.
    """
    PictureVersion.objects.select_for_update(no_key=True).filter(pk=version.pk).order_by().first()
    whole = held(version)
    if whole.picture.active_version_id != whole.pk:
        raise EditRefused(OTHER_IS_SHOWN)
    return whole
