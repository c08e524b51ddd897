"""Choosing which picture is shown: one of the reader's own, or an earlier one; each is an edit that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.access.allowances import spend_upload
from books.models import Scene, VividPage
from characters.editing import EditRefused
from characters.editing.journal import Journal, recorded
from characters.models import Character, Edit, Setting
from providers.wire.redrawing import picture_limits, redraw
from sandbox.pictures import PictureOrder, PictureRefused
from storyboards.models import Picture, PictureVersion
from storyboards.pictures.keeping import LOCK, ImageFiles, Target, added_version, lockable, picture_for
from storyboards.pictures.parts import PART_OF, all_of
from storyboards.safety.checking import checks_of_uploads
from storyboards.safety.holding import follow_up, standing_of_part, standing_of_upload

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

LONGER_SIDE = 1024
"""Pixels: as much as image models look at."""
MOST_BYTES = 20 * 2**20
TOO_MANY_BYTES = f"A picture has {MOST_BYTES // 2**20} megabytes at most."
GONE = "That picture is no longer there."
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Pillow would open many more, some of them by running other programs."""
REFERENCE = PictureOrder(FORMATS, longer_side=LONGER_SIDE, photo=("WEBP", 88), other=("WEBP", 88), with_renditions=True)


def upload(*, target: Target, data: bytes, by: User | None, of: PictureVersion | None = None) -> Edit | None:
    """Make a picture, of whatever origin, the one that is shown; it is drawn anew as WebP.

    So nothing but pixels comes from the file. `of`: it is the picture of that version, so it is rated no lower, and is
    hidden with it. Raises EditRefused for what is no picture, or too large a one, and LimitReached if `by` has brought
    too many files lately.
    """
    if by is not None:
        spend_upload(by)
    encoded = redrawn(data)
    found = checks_of_uploads().of("", encoded.data)
    checked = standing_of_part(found, of) if of else standing_of_upload(found)
    parameters = {PART_OF: all_of(of)} if of else {}
    with recorded(vividpage_id=book_of(target), by=by, kind="picture") as journal:
        origin = PictureVersion.Origin.UPLOADED
        with added_version(
            picture_for(target), encoded, origin=origin, parameters=parameters, requested_by=by, **checked.columns()
        ) as version:
            journal.summary = f"{named(version.picture)} has a new {words_for(version.picture)}"
            put_in_place(journal, target, version)
            follow_up(version)
    return journal.edit


def choose(*, version: PictureVersion, by: User | None) -> Edit | None:
    """Show a version again, whatever is drawn later; a later one that was shown till now is put aside.

    Raises EditRefused if it is gone, an admin has hidden it or what it is of has gone.
    """
    with recorded(vividpage_id=version.picture.vividpage_id, by=by, kind="picture") as journal:
        chosen = held(version)
        target = target_of(chosen.picture)
        if target is None:
            raise EditRefused(GONE)
        journal.summary = f"{named(chosen.picture)} has an earlier {words_for(chosen.picture)} again"
        left = chosen.picture.active_version
        if left != chosen:
            put_in_place(journal, target, chosen)
            journal.change(chosen, standing=PictureVersion.Standing.KEPT)
            if left is not None and left.number > chosen.number:
                journal.change(left, standing=PictureVersion.Standing.REJECTED)
    return journal.edit


def held(version: PictureVersion) -> PictureVersion:
    """Read a version that is to be shown, with its picture, which is held until the transaction ends.

    Raises EditRefused if it is gone or an admin has hidden it.
    """
    picture = Picture.objects.select_for_update(no_key=True).filter(pk=version.picture_id).order_by().first()
    found = PictureVersion.objects.filter(pk=version.pk, picture=picture).first() if picture else None
    if found is None or picture is None or not found.is_presentable:
        raise EditRefused(GONE)
    found.picture = picture
    return found


def target_of(picture: Picture) -> Target | None:
    """Find what a picture is of; None if it has gone, or is of a floor above."""
    if picture.kind == Picture.Kind.COVER:
        return picture.vividpage
    return picture.scene or picture.person or picture.place


def put_in_place(journal: Journal, target: Target, version: PictureVersion) -> None:
    """Show a version in an edit, whatever is drawn later."""
    journal.change(Picture.objects.get(pk=version.picture_id), active_version=version)
    row = lockable(target)
    if row is not None:
        journal.lock(row, LOCK)


def book_of(target: Target) -> UUID:
    """Return of which book a target is."""
    return target.pk if isinstance(target, VividPage) else target.vividpage_id


def named(picture: Picture) -> str:
    """Name what a picture is of, for an edit's summary."""
    target = target_of(picture)
    if isinstance(target, Scene):
        return f"Scene {target.number}"
    return target.name if isinstance(target, Character | Setting) else "The cover"


def words_for(picture: Picture) -> str:
    """Say which picture it is, for an edit's summary."""
    return "reference picture" if picture.kind in Picture.REFERENCES else "picture"


def redrawn(data: bytes, order: PictureOrder = REFERENCE) -> ImageFiles:
    """Decode a picture, turn it upright, shrink it to LONGER_SIDE and encode it as WebP. Raises EditRefused."""
    if len(data) > MOST_BYTES:
        raise EditRefused(TOO_MANY_BYTES)
    try:
        picture = redraw(data, order)
    except PictureRefused as refused:
        raise EditRefused(_why_refused(refused)) from refused
    assert picture.renditions is not None
    return ImageFiles(picture.data, "webp", picture.width, picture.height, picture.renditions)


def _why_refused(refused: PictureRefused) -> str:
    if refused.problem == "pixels":
        return f"A picture has {picture_limits().pixels // 10**6} million pixels at most."
    if refused.problem in ("memory", "time"):
        return "That picture takes too much to be opened: save it smaller."
    return "That file is no picture that can be opened: choose a JPEG, PNG, GIF or WebP."
