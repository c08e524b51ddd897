"""Keeping pictures: the row of what a picture is of, its next version, and what admins hide."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from books.models import Scene, VividPage
from characters.editing.journal import forget_rows
from characters.models import Analysis, Character, Setting
from files import store
from sandbox.renditions import Renditions
from storyboards.looks.look import ORDERED_LOOK
from storyboards.models import FILES, RENDITIONS, VARIANT, Picture, PicturePreferences, PictureVersion
from storyboards.orders.redraw_order import NO_ORDER, RedrawOrder
from storyboards.safety.gates import files_named
from storyboards.safety.holding import follow_up, standing_of
from storyboards.safety.moderating import MODERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from files.store import KeptFile
    from storyboards.pictures.drawing import DrawnPicture

EXTENSIONS = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg"}
LOCK = "picture"
"""In the locks of a row of the bible: the reader has chosen its picture, so that no drawing replaces it."""

Target = Scene | Character | Setting | VividPage
"""What there are pictures of; a book's picture is its cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who drew a picture, in which size and by which order: `cost` in USD is None where nobody knows it."""

    model: str
    resolution: str = ""
    cost: Decimal | None = None
    order: RedrawOrder = NO_ORDER

    @property
    def parameters(self) -> dict[str, Any]:
        """What it was drawn from beside the bible, as a version keeps it."""
        parameters: dict[str, Any] = {"model": self.model}
        if self.resolution:
            parameters["resolution"] = self.resolution
        if self.order.look:
            parameters[ORDERED_LOOK] = self.order.look.as_json()
        if self.order.take:
            parameters["take"] = self.order.take
        if self.order.adjustments:
            parameters["adjustments"] = self.order.adjustments.as_json()
        if self.order.prompt:
            parameters["own_prompt"] = True
        return parameters


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """An encoded picture with its renditions, as they are to be kept."""

    data: bytes = field(repr=False)
    extension: str
    width: int
    height: int
    renditions: Renditions = field(repr=False)

    @property
    def by_column(self) -> list[tuple[str, bytes, str]]:
        """The files by the columns of a version that name them, each with its extension."""
        whole = (FILES[0], self.data, self.extension)
        return [whole, *rendition_files(self.renditions, self.data, self.extension)]


def rendition_files(renditions: Renditions, whole: bytes, extension: str) -> list[tuple[str, bytes, str]]:
    """Return renditions by the columns that name them, each with its extension: that of the picture if it is that."""
    files = zip(RENDITIONS, renditions.files, strict=True)
    return [(column, data, extension if data == whole else "webp") for column, data in files]


def picture_for(target: Target) -> Picture:
    """Return the row of a target's picture; make it if there is none yet."""
    kind, column = _kind_of(target)
    vividpage_id = target.pk if isinstance(target, VividPage) else target.vividpage_id
    own = {"vividpage_id": vividpage_id} if column is None else {column: target.pk}
    picture, _ = Picture.objects.get_or_create(kind=kind, **own, defaults={"vividpage_id": vividpage_id})
    return picture


def _kind_of(target: Target) -> tuple[Picture.Kind, str | None]:
    """Return the kind of a target's picture, and the column that holds the target."""
    if isinstance(target, Scene):
        return Picture.Kind.SCENE, "scene_id"
    if isinstance(target, Character):
        return Picture.Kind.PERSON, "person_id"
    if isinstance(target, Setting):
        return Picture.Kind.PLACE, "place_id"
    return Picture.Kind.COVER, None


@transaction.atomic
def keep_drawn(*, target: Target, drawn: DrawnPicture, origin: Attribution) -> PictureVersion:
    """Keep a drawing as the next version.

    Readers see it at once, but for one of a scene that somebody has asked for: that waits beside the one that is shown
    until they accept it, unless they want no such thing. One in another look waits in any case. One that a reader has
    chosen is not replaced either. What a check holds or hides takes the place of nothing that is shown.
    """
    image = drawn.picture
    sheet = {VARIANT: drawn.request.take - 1} if isinstance(target, Character | Setting) else {}
    files = ImageFiles(image.data, EXTENSIONS[image.media_type], image.width, image.height, drawn.renditions)
    with added_version(
        picture_for(target),
        files,
        prompt=drawn.request.prompt,
        negative_prompt=drawn.request.negative_prompt,
        parameters={**origin.parameters, **drawn.parameters, **sheet},
        request=origin.order.wish,
        requested_by_id=origin.order.by,
        cost=origin.cost,
        digest=drawn.digest,
        draught_of=origin.order.draught_of,
        **standing_of(drawn.checked).columns(),
    ) as version:
        replaces = version.is_presentable and _is_shown_at_once(target, origin.order)
        if version.picture.active_version_id is None or replaces:
            show(version=version)
        elif isinstance(target, Scene) or origin.order.look:
            version.standing = PictureVersion.Standing.WAITING
            version.save(update_fields=["standing"])
        follow_up(version)
    return version


def _is_shown_at_once(target: Target, order: RedrawOrder) -> bool:
    """Return whether a drawing takes the place of the one that is shown without its reader's word."""
    if is_locked(target):
        return False
    if order.look:
        return False
    if not isinstance(target, Scene) or order.by is None:
        return True
    return order.draught_of is None and accepts_at_once(order.by)


def accepts_at_once(reader: UUID) -> bool:
    """Return whether a reader wants redrawn pictures to be shown without looking at them first."""
    return PicturePreferences.objects.filter(reader=reader, accepts_at_once=True).exists()


@contextmanager
def added_version(picture: Picture, files: ImageFiles, **fields: Any) -> Iterator[PictureVersion]:
    """Add the next version of a picture, which is held meanwhile; if what follows fails, its files are not kept.

    Must be used in a transaction.
    """
    owner = VividPage.objects.values_list("owner_id", flat=True).get(pk=picture.vividpage_id)
    held = Picture.objects.select_for_update(no_key=True).get(pk=picture.pk)
    version = PictureVersion(
        picture=held,
        number=next_number(held),
        width=files.width,
        height=files.height,
        size=len(files.data),
        blur=files.renditions.blur,
        **fields,
    )
    kept: list[KeptFile] = []
    try:
        for column, data, extension in files.by_column:
            kept.append(store.keep(data, owner=owner, extension=extension))
            setattr(version, column, kept[-1].name)
        _moderate_as_before(version)
        version.save()
        yield version
    except BaseException:
        store.drop(kept)
        raise


def _moderate_as_before(version: PictureVersion) -> None:
    """Hide or rate a new version as moderators have hidden or rated its very picture before."""
    same = PictureVersion.objects.filter(files_named(*version.file_names))
    rated = same.filter(rated_by=MODERATOR).first()
    if rated is not None:
        version.rating, version.rated_by = rated.rating, rated.rated_by
    hidden = same.filter(moderation=PictureVersion.Moderation.HIDDEN).first()
    if hidden is not None:
        version.moderation, version.moderated_by = hidden.moderation, hidden.moderated_by
        version.moderation_reason = hidden.moderation_reason


def show(*, version: PictureVersion) -> None:
    """Make a version the one that readers see. No undo of an earlier choice takes it away again."""
    if version.picture.active_version_id is not None:
        forget_rows(vividpage_id=version.picture.vividpage_id, rows=[version.picture])
    Picture.objects.filter(pk=version.picture_id).update(active_version=version)
    version.picture.active_version = version


def next_number(picture: Picture) -> int:
    """Return the number of the version that comes next: 1 for the first."""
    latest = picture.versions.aggregate(latest=Max("number"))["latest"] or 0
    return max(latest, picture.last_deleted) + 1


def next_number_of(target: Target) -> int:
    """Return the number of the version of a target's picture that comes next."""
    kind, column = _kind_of(target)
    own = {"vividpage": target.pk} if column is None else {column: target.pk}
    picture = Picture.objects.filter(kind=kind, **own).first()
    return next_number(picture) if picture else 1


def lockable(target: Target) -> Character | Setting | Analysis | None:
    """Return the row of the bible whose locks hold a target's picture; None if it has none."""
    if isinstance(target, Character | Setting):
        return type(target)._default_manager.filter(pk=target.pk).first()
    return Analysis.objects.filter(scene=target.pk).first() if isinstance(target, Scene) else None


def is_locked(target: Target) -> bool:
    """Return whether the reader has chosen which picture is shown."""
    row = lockable(target)
    return row is not None and LOCK in row.locked
