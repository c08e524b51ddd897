"""What a reader can do about reference sheets: have one drawn anew, and go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max

from books.making import MAKING, jobs_of
from characters.editing import people
from characters.models import Character, Setting
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Job, Priority, Unit
from storyboards.kinds import APPROVAL, PERSON, PLACE, REFERENCES, REFERENCES_PHASE, STAGE
from storyboards.models import Picture
from storyboards.orders.redraw_order import RedrawOrder, ordered_options
from storyboards.pictures.keeping import LOCK, picture_for
from storyboards.references.queries import is_awaiting

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage

LONGEST_WISH = 300
"""Characters."""


class ReferenceRefused(Exception):
    """It cannot be drawn now; the words are the reader's."""


@transaction.atomic
def redraw(*, row: Character | Setting, by: User, wish: str = "") -> bool:
    """Draw a reference picture anew: another draught of what the text leaves open.

    `wish` says what was wrong, for models that read. A picture of the reader's own gives way to the one that is drawn,
    and is kept. Returns whether it is drawn now; False: once the book, which was stopped or is paused, goes on.
    Raises ReferenceRefused if it is being drawn already, if the drawing has not begun, or for a wish that is too long,
    and LimitReached if the reader has as much under way as one may have.
    """
    wish = " ".join(wish.split())
    if len(wish) > LONGEST_WISH:
        raise ReferenceRefused(f"Say in {LONGEST_WISH} letters at most what is wrong.")
    check_open(owner=row.vividpage.owner, subject=row.vividpage_id)
    jobs.lock_work(subject=row.vividpage_id, pipeline=MAKING)
    job = jobs_of(row.vividpage).filter(stage=STAGE).first()
    if job is None:
        raise ReferenceRefused("Portraits and places are drawn once the book has been analysed.")
    if isinstance(row, Character) and row.first_scene_id is None:
        raise ReferenceRefused(f"{row.name} is in no scene, so nobody knows how to draw them.")
    kind = PERSON if isinstance(row, Character) else PLACE
    _open_unit(job, kind, row, RedrawOrder(by=by.pk, wish=wish))
    people.let_go(row=row, field=LOCK, by=by)
    Picture.objects.filter(pk=picture_for(row).pk).update(variant=F("variant") + 1)
    vividpage_id = row.vividpage_id
    transaction.on_commit(lambda: broadcast.changed(vividpage_id, at_once=True))
    return _go_on(job, by)


@transaction.atomic
def approve(*, vividpage: VividPage, by: User | None = None) -> bool:
    """Let the scenes be drawn after these sheets; False if nothing waits for that. Raises LimitReached."""
    if by is not None:
        check_open(owner=vividpage.owner, subject=vividpage.pk)
    job = jobs_of(vividpage).filter(stage=STAGE).first()
    if job is None or not is_awaiting(job):
        return False
    jobs.go_on(pipeline=MAKING, subject=vividpage.pk, by=by)
    transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return True


def row_of(*, vividpage: VividPage, kind: str, target: UUID) -> Character | Setting | None:
    """Find whose reference it is; None if the book has no such person or place."""
    if kind not in REFERENCES:
        return None
    rows: Any = REFERENCES[kind]._default_manager
    row: Character | Setting | None = rows.filter(vividpage=vividpage, pk=target).first()
    return row


def _open_unit(job: Job, kind: str, row: Character | Setting, order: RedrawOrder) -> None:
    unit = job.units.filter(kind=kind, target=row.pk).first()
    if unit is None:
        last = job.units.aggregate(last=Max("number"))["last"] or 0
        label = f"{kind.capitalize()} {last + 1}"  # names nobody: it stands on pages of books that are half read
        unit = Unit(job=job, kind=kind, target=row.pk, phase=REFERENCES_PHASE, number=last + 1, label=label)
    elif unit.state in Unit.OPEN:
        raise ReferenceRefused("It is being drawn already.")
    unit.state, unit.attempts, unit.reason, unit.needed = Unit.State.WAITING, 0, "", True
    unit.asks = False
    unit.priority = Priority.READER_WAITS
    unit.not_before = unit.started = unit.finished = None
    unit.options = ordered_options(unit.options, order)
    unit.save()
    job.units.filter(kind=APPROVAL, state=Unit.State.WAITING).update(reason="")  # so that it asks once more


def _go_on(job: Job, by: User) -> bool:
    """Take the drawing up for a sheet, unless it was stopped or waits for something else than the sheets."""
    if jobs.work_on_added(pipeline=MAKING, subject=job.subject, stage=STAGE, by=by):
        return True
    return is_awaiting(job) and jobs.go_on(pipeline=MAKING, subject=job.subject, by=by) is not None
