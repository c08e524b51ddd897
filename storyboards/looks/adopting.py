"""What a reader decides of the pictures that wait in another look: all of them at once, as one edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from books.choices import ChoicesRefused
from books.making import MAKING, jobs_of
from characters.editing import EditRefused
from characters.editing.journal import forget_rows, fresh, lock_book, recorded
from jobs import services as jobs
from jobs import settling
from jobs.models import Unit
from storyboards.kinds import SCENE, STAGE, TARGETS
from storyboards.looks.look import ORDERED_LOOK, Look, drawn_look, look_from, look_of
from storyboards.making.choosing import with_look
from storyboards.models import Picture, PictureVersion
from storyboards.orders.redraw_order import NO_ORDER, order_from, ordered_options
from storyboards.pictures.choosing import held
from storyboards.pictures.versions import KEPT, REJECTED, WAITING, accept_in, tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage
    from characters.editing.journal import Journal
    from characters.models import Edit

NOTHING_WAITS = "No picture in that look waits any more."


@dataclass(frozen=True, slots=True)
class WaitingLook:
    """Pictures in another look that wait: how many of scenes, of people and places, and how many are still to come.

    `others` is how many scenes have a picture that is not in the look, with none that waits or comes in it.
    """

    look: Look
    scenes: int
    sheets: int
    coming: int
    others: int


@dataclass(frozen=True, slots=True)
class PutAside:
    """How many pictures that waited are put aside, and how many are not drawn any more."""

    waiting: int
    coming: int


def waiting_looks(vividpage: VividPage) -> list[WaitingLook]:
    """Find the looks in which pictures of a book wait or are being drawn, that with the most first. Three queries."""
    waiting = _waiting(vividpage.pk)
    coming = [(unit, order_from(unit.options).look) for unit in _open_units(vividpage)]
    looks = {_ordered(version) for version in waiting} | {look for _, look in coming if look}
    shown = _shown(vividpage) if looks else []
    found = []
    for look in looks:
        ready = [version for version in waiting if _ordered(version) == look]
        scenes = {version.picture.scene_id for version in ready if _is_of_scene(version)}
        units = [unit for unit, ordered in coming if ordered == look]
        there = scenes | {unit.target for unit in units if unit.kind == SCENE}
        there |= {version.picture.scene_id for version in shown if look.shows(version, vividpage)}
        found.append(
            WaitingLook(
                look=look,
                scenes=len(scenes),
                sheets=sum(not _is_of_scene(version) for version in ready),
                coming=len(units),
                others=sum(version.picture.scene_id not in there for version in shown),
            )
        )
    return sorted(found, key=lambda one: (-one.scenes, -one.coming, sorted(one.look.as_json().items())))


def unlike_their_book(vividpage: VividPage) -> int:
    """Count the pictures of scenes that are shown in another style or size than their book has. One query."""
    look = Look(style=vividpage.style, resolution=vividpage.resolution)
    return sum(not look.shows(version, vividpage) for version in _shown(vividpage) if drawn_look(version).style)


def adopt(*, vividpage: VividPage, look: Look, by: User, for_book: bool) -> Edit | None:
    """Show all pictures that wait in a look; the ones of before are kept. One edit, which can be undone as a whole.

    With `for_book` the book has this look from now on: whatever is drawn later is drawn in it, and its people and
    places are shown so. Without, the book stays as it is, and so do those. Raises EditRefused if nothing waits, or if
    the book could not be drawn in that look any more.
    """
    with recorded(vividpage_id=vividpage.pk, by=by, kind="look") as journal:
        waiting = [version for version in _waiting(vividpage.pk) if _ordered(version) == look]
        scenes = {version.picture_id: version for version in waiting if _is_of_scene(version)}
        sheets = {version.picture_id: version for version in waiting if not _is_of_scene(version)}
        if not waiting:
            raise EditRefused(NOTHING_WAITS)
        if for_book:
            _give(journal, vividpage, look)
        else:
            journal.change(list(sheets.values()), standing=KEPT)
        for version in (*scenes.values(), *(sheets.values() if for_book else ())):
            accept_in(journal, held(version))
        plural = "" if len(scenes) == 1 else "s"
        everywhere = ", and so is the book from now on" if for_book else ""
        journal.summary = f"{len(scenes)} picture{plural} in another look{everywhere}"
        tell(vividpage.pk)
    return journal.edit


@transaction.atomic
def put_aside(*, vividpage: VividPage, look: Look) -> PutAside:
    """Put all pictures aside that wait in a look, and draw no more of them; what is drawn already is kept."""
    jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
    lock_book(vividpage.pk)
    stopped = [unit for unit in _open_units(vividpage) if order_from(unit.options).look == look]
    stopped = [unit for unit in stopped if unit.state == Unit.State.WAITING]
    for unit in stopped:
        unit.state, unit.options = Unit.State.DONE, ordered_options(unit.options, NO_ORDER)
        unit.save(update_fields=["state", "options"])
    waiting = [version for version in _waiting(vividpage.pk) if _ordered(version) == look]
    forget_rows(vividpage_id=vividpage.pk, rows=waiting)
    PictureVersion.objects.filter(pk__in=[version.pk for version in waiting]).update(standing=REJECTED)
    for job_id in {unit.job_id for unit in stopped}:
        transaction.on_commit(partial(settling.settle_if_done, job_id))  # perhaps nothing is left of it
    tell(vividpage.pk)
    return PutAside(len(waiting), len(stopped))


def _give(journal: Journal, vividpage: VividPage, look: Look) -> None:
    """Give a book a look. Raises EditRefused."""
    book = fresh(vividpage)
    try:
        choices = with_look(vividpage=book, look=look)
    except ChoicesRefused as refused:
        raise EditRefused(str(refused)) from refused
    columns: dict[str, Any] = look.as_json()
    if look.image_model and look.image_model != look_of(book).image_model:
        columns["image_key"] = choices.image_key
    journal.change(book, **columns)


def _waiting(vividpage_id: UUID) -> list[PictureVersion]:
    """Read the versions that wait in a look, in the order in which they were drawn."""
    versions = PictureVersion.objects.filter(
        picture__vividpage=vividpage_id, standing=WAITING, parameters__has_key=ORDERED_LOOK
    )
    found = versions.select_related("picture__active_version").order_by("number")
    return [version for version in found if version.is_presentable]


def _shown(vividpage: VividPage) -> list[PictureVersion]:
    of_scenes = PictureVersion.objects.filter(active_for__vividpage=vividpage, picture__kind=Picture.Kind.SCENE)
    return list(of_scenes.select_related("picture").order_by())


def _ordered(version: PictureVersion) -> Look:
    return look_from(version.parameters[ORDERED_LOOK])


def _is_of_scene(version: PictureVersion) -> bool:
    return version.picture.kind == Picture.Kind.SCENE


def _open_units(vividpage: VividPage) -> Iterable[Unit]:
    jobs_drawing = jobs_of(vividpage).filter(stage=STAGE)
    return Unit.objects.filter(job__in=jobs_drawing, kind__in=TARGETS, state__in=Unit.OPEN, options__has_key="look")
