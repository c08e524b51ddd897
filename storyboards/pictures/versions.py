"""What a reader decides of the versions of a picture: which is shown, which are kept, and which may go.

Nothing that has been drawn is lost by it: what is rejected is put aside and can be shown at any time, until it is
deleted. Which one is shown is an edit, as any other choice of a picture, and can be undone.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from characters.editing import EditRefused
from characters.editing.journal import Journal, forget_rows, lock_book, recorded
from files import store
from jobs import broadcast
from storyboards.models import Picture, PictureVersion, Report
from storyboards.pictures import choosing
from storyboards.pictures.choosing import held, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User
    from books.models import Scene, VividPage
    from characters.models import Edit

KEPT, WAITING, REJECTED = (
    PictureVersion.Standing.KEPT,
    PictureVersion.Standing.WAITING,
    PictureVersion.Standing.REJECTED,
)
IS_EVIDENCE = "That picture is hidden or reported: it is kept until the moderators have decided."
IS_SHOWN = "That picture is the one that is shown. Go back to another one first."


@dataclass(frozen=True, slots=True)
class Space:
    """How much room versions take, in bytes without thumbnails: all of them, and the `old` ones that may be deleted.

    Old is what is neither shown nor waits nor is a favourite, and what no moderator looks at. `old_cost` is what those
    cost in USD, as far as known.
    """

    count: int
    size: int
    old_count: int
    old_size: int
    old_cost: Decimal
    old: str
    """A digest of which are old."""


class OthersAreOld(Exception):
    """Other versions are old than those of which the reader was asked; the words are the reader's."""


def accept(*, version: PictureVersion, by: User) -> Edit | None:
    """Show a version in place of the one that is shown, which is kept; None if it is shown already.

    The draughts that were drawn with it are put aside, and so is what has waited for longer. Raises EditRefused if it
    is gone or an admin has hidden it.
    """
    with recorded(vividpage_id=version.picture.vividpage_id, by=by, kind="picture") as journal:
        accepted = held(version)
        journal.summary = f"{named(accepted.picture)} has a new picture"
        accept_in(journal, accepted)
        tell(accepted.picture.vividpage_id)
    return journal.edit


def accept_all(*, vividpage: VividPage, by: User) -> int:
    """Accept the latest version that waits of every picture of a book, in one edit. Returns how many there were.

    Of draughts nobody knows which is meant: they go on waiting. What is hidden or deleted meanwhile is left out.
    """
    with recorded(vividpage_id=vividpage.pk, by=by, kind="picture") as journal:
        accepted = _still_there(latest_waiting(vividpage.pk))
        journal.summary = f"{len(accepted)} scene{'' if len(accepted) == 1 else 's'} with a new picture"
        for version in accepted:
            accept_in(journal, version)
        tell(vividpage.pk)
    return len(accepted)


def reject(*, version: PictureVersion) -> None:
    """Put a version aside: it is kept, and the one that is shown stays. Raises EditRefused if it is that one."""
    with transaction.atomic():
        alone = _alone(version)
        if alone.standing != REJECTED:
            forget_rows(vividpage_id=alone.picture.vividpage_id, rows=[alone])
            PictureVersion.objects.filter(pk=alone.pk).update(standing=REJECTED)
        tell(alone.picture.vividpage_id)


def keep_shown(*, scene: Scene) -> int:
    """Put aside all that wait beside the picture of a scene. Returns how many there were."""
    return _put_aside(scene.vividpage_id, waiting_in(scene.vividpage_id).filter(picture__scene=scene))


def keep_all_shown(*, vividpage: VividPage) -> int:
    """Put aside all that wait beside pictures of a book's scenes. Returns how many there were."""
    return _put_aside(vividpage.pk, waiting_in(vividpage.pk))


def go_back(*, version: PictureVersion, by: User) -> Edit | None:
    """Show a version of before again, whatever is drawn later. Raises EditRefused if it is gone or hidden."""
    with transaction.atomic():
        edit = choosing.choose(version=version, by=by)
        tell(version.picture.vividpage_id)
    return edit


def favourite(*, version: PictureVersion) -> None:
    """Keep a version: it is not deleted with the old ones, nor by itself."""
    PictureVersion.objects.filter(pk=version.pk).update(is_favourite=True)


def unfavourite(*, version: PictureVersion) -> None:
    """Let a version be deleted again."""
    PictureVersion.objects.filter(pk=version.pk).update(is_favourite=False)


def delete(*, version: PictureVersion) -> int:
    """Delete a version for good. Returns the bytes that this frees.

    Raises EditRefused for the one that is shown, for a favourite, and for one that moderators look at.
    """
    with transaction.atomic():
        alone = _alone(version)
        if PictureVersion.objects.filter(_is_evidence(), pk=alone.pk).exists():
            raise EditRefused(IS_EVIDENCE)
        if alone.is_favourite:
            raise EditRefused("That picture is one of your favourites. Take the star off first.")
        freed = delete_for_good(alone.picture.vividpage_id, [alone])
        tell(alone.picture.vividpage_id)
    return freed


def delete_old(*, vividpage: VividPage, asked: str) -> int:
    """Delete what is old of the pictures of a book's scenes. Returns the bytes that this frees.

    `asked` is the digest of those of which the reader was asked (`Space.old`). Raises OthersAreOld if meanwhile one has
    been shown again or put aside.
    """
    with transaction.atomic():
        lock_book(vividpage.pk)
        pictures = Picture.objects.select_for_update(no_key=True).filter(vividpage=vividpage, kind=Picture.Kind.SCENE)
        list(pictures.order_by("pk").values_list("pk"))
        old = list(_of_scenes(vividpage.pk).filter(_is_old()).select_for_update(no_key=True, of=["self"]))
        if _digest_of(version.pk for version in old) != asked:
            raise OthersAreOld("Meanwhile others have become old. Look once more what would be deleted.")
        freed = delete_for_good(vividpage.pk, old)
        tell(vividpage.pk)
    return freed


def space_of(vividpage: VividPage) -> Space:
    """Sum up what the pictures of a book's scenes take. Two queries."""
    old = Q(_is_old())
    sums = _of_scenes(vividpage.pk).aggregate(
        count=Count("pk"),
        all_size=Sum("size", default=0),
        old_count=Count("pk", filter=old),
        old_size=Sum("size", filter=old, default=0),
        old_cost=Sum("cost", filter=old, default=Decimal(0)),
    )
    ids = _of_scenes(vividpage.pk).filter(_is_old()).values_list("pk", flat=True)
    return Space(size=sums.pop("all_size"), old=_digest_of(ids), **sums)


def old_of(reader: User) -> list[tuple[UUID, int, int]]:
    """Return what is old in each book of a reader that has any: the book, bytes, and how many. One query."""
    versions = PictureVersion.objects.filter(
        _is_old(), picture__vividpage__owner=reader, picture__kind=Picture.Kind.SCENE
    )
    rows = versions.order_by().values("picture__vividpage").annotate(bytes=Sum("size", default=0), count=Count("pk"))
    return [(row["picture__vividpage"], row["bytes"], row["count"]) for row in rows]


def waiting_in(vividpage_id: UUID) -> QuerySet[PictureVersion]:
    """Select the versions of a book's scenes that wait and can be shown, in its order."""
    waiting = _of_scenes(vividpage_id).filter(standing=WAITING, moderation=PictureVersion.Moderation.SHOWN)
    return waiting.select_related("picture__scene", "picture__active_version").order_by(
        "picture__scene__number", "number"
    )


@transaction.atomic
def _put_aside(vividpage_id: UUID, versions: QuerySet[PictureVersion]) -> int:
    lock_book(vividpage_id)
    waiting = list(versions)
    forget_rows(vividpage_id=vividpage_id, rows=waiting)
    PictureVersion.objects.filter(pk__in=[version.pk for version in waiting]).update(standing=REJECTED)
    tell(vividpage_id)
    return len(waiting)


def accept_in(journal: Journal, version: PictureVersion) -> None:
    """Show a version that is held, and answer what waited beside it."""
    if version.picture.active_version_id == version.pk:
        return
    beside = version.picture.versions.filter(standing=WAITING).exclude(pk=version.pk)
    together = Q(draught_of=version.draught_of) if version.draught_of else Q()
    journal.change(version.picture, active_version=version)
    journal.change(version, standing=KEPT)
    journal.change(list(beside.filter(Q(number__lt=version.number) | together)), standing=REJECTED)


def _still_there(versions: Iterable[PictureVersion]) -> list[PictureVersion]:
    """Hold those versions that can still be shown."""
    there = []
    for version in versions:
        with suppress(EditRefused):
            there.append(held(version))
    return there


def latest_waiting(vividpage_id: UUID) -> list[PictureVersion]:
    """Return the latest of each picture that waits, but none of several draughts of one order."""
    waiting = waiting_in(vividpage_id)
    by_picture: dict[UUID, PictureVersion] = {version.picture_id: version for version in waiting}
    together = waiting.order_by().filter(draught_of=OuterRef("draught_of")).exclude(pk=OuterRef("pk"))
    latest = waiting.filter(pk__in=[version.pk for version in by_picture.values()])
    return list(latest.filter(~Exists(together)))


def _alone(version: PictureVersion) -> PictureVersion:
    """Read a version that is not shown, of a book that nobody else edits meanwhile. Raises EditRefused."""
    lock_book(version.picture.vividpage_id)
    picture = Picture.objects.select_for_update(no_key=True).filter(pk=version.picture_id).order_by().first()
    found = PictureVersion.objects.select_for_update(no_key=True).filter(pk=version.pk).first()
    if found is None or picture is None:
        raise EditRefused(choosing.GONE)
    if picture.active_version_id == found.pk:
        raise EditRefused(IS_SHOWN)
    found.picture = picture
    return found


def delete_for_good(vividpage_id: UUID, versions: Sequence[PictureVersion]) -> int:
    """Delete versions that are not shown, with those of their files that no other has. Returns the bytes it frees."""
    forget_rows(vividpage_id=vividpage_id, rows=versions)
    ids = [version.pk for version in versions]
    pictures = {version.picture_id: version.picture for version in versions}
    forget_rows(vividpage_id=vividpage_id, rows=pictures.values(), values=ids)
    for version in versions:
        Picture.objects.filter(pk=version.picture_id, last_deleted__lt=version.number).update(
            last_deleted=version.number
        )
    names = {name for version in versions for name in version.file_names}
    PictureVersion.objects.filter(pk__in=ids).delete()
    store.release_on_commit(names)
    sizes = {str(version.image.name): version.size for version in versions}
    needed = PictureVersion.objects.filter(image__in=sizes).values_list("image", flat=True)
    return sum(size for name, size in sizes.items() if name not in set(needed))


def _of_scenes(vividpage_id: UUID) -> QuerySet[PictureVersion]:
    return PictureVersion.objects.filter(picture__vividpage=vividpage_id, picture__kind=Picture.Kind.SCENE)


def _is_old() -> Q:
    is_shown = Q(picture__active_version=F("pk"))
    return Q(is_favourite=False) & ~Q(standing=WAITING) & ~is_shown & ~_is_evidence()


def _is_evidence() -> Q:
    """Return the condition on versions that moderators have hidden or look at: nobody else decides that they go."""
    reported = Report.objects.filter(version=OuterRef("pk"), state=Report.State.OPEN)
    return ~Q(moderation=PictureVersion.Moderation.SHOWN) | Q(Exists(reported))


def _digest_of(versions: Iterable[UUID]) -> str:
    return hashlib.sha256("".join(sorted(version.hex for version in versions)).encode()).hexdigest()[:32]


def tell(vividpage_id: UUID) -> None:
    """Wake the pages of a book once this is written."""
    transaction.on_commit(partial(broadcast.changed, vividpage_id, at_once=True))
