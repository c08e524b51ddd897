"""Drawing pictures anew that no longer fit the book: what that takes, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from books.making import MAKING, jobs_of
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Job, Priority, Unit
from providers.choosing.catalogue import ModelEntry, entry_named
from providers.errors import UnknownModel
from providers.money import prices
from providers.money.tokens import likely_text_tokens
from storyboards.kinds import SCENE, SCENES_PHASE, STAGE
from storyboards.pictures.keeping import show
from storyboards.requests import composing
from storyboards.stale.finding import StalePicture, stale_scenes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage
    from storyboards.requests.facts import SceneToDraw


@dataclass(frozen=True, slots=True)
class Redrawing:
    """What drawing pictures anew takes: `drawn` are drawn, `taken_back` are there already from before.

    `cost` is in USD, at the most likely; None if nobody has told us the model's price.
    """

    drawn: int
    taken_back: int
    cost: Decimal | None
    is_free: bool

    @property
    def count(self) -> int:
        """How many pictures change."""
        return self.drawn + self.taken_back


def estimate(vividpage: VividPage, stale: Collection[StalePicture]) -> Redrawing:
    """Estimate what drawing these pictures anew would take."""
    new = [picture for picture in stale if picture.earlier is None]
    try:
        entry = entry_named(vividpage.image_model, "image")
    except UnknownModel:
        return Redrawing(len(new), len(stale) - len(new), cost=None, is_free=False)
    if entry.is_free or not new:
        return Redrawing(len(new), len(stale) - len(new), cost=Decimal(0), is_free=True)
    costs = [_cost(entry, picture.facts) for picture in new]
    known = [cost for cost in costs if cost is not None]
    total = sum(known, Decimal(0)) if len(known) == len(costs) else None
    return Redrawing(len(new), len(stale) - len(new), cost=total, is_free=False)


@transaction.atomic
def redraw(*, vividpage: VividPage, scenes: Collection[int] | None = None, by: User | None = None) -> Redrawing:
    """Draw the pictures anew that no longer fit: all, or those of the scenes of these numbers. Returns what it takes.

    Where an earlier version fits again, it is shown, and nothing is drawn. The others become open units of the
    drawing, which goes on with them, a single one before everything else; a book whose making was stopped or is paused
    keeps them until it goes on. Raises LimitReached if the reader, who asks for it (`by`), has as much under way as one
    may have.
    """
    if by is not None:
        check_open(owner=vividpage.owner, subject=vividpage.pk)
    jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
    stale = [picture for picture in stale_scenes(vividpage) if scenes is None or picture.number in scenes]
    takes = estimate(vividpage, stale)
    for picture in stale:
        if picture.earlier is not None:
            show(version=picture.earlier)
    _draw(vividpage, [picture for picture in stale if picture.earlier is None], by)
    if stale:
        transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return takes


def _draw(vividpage: VividPage, pictures: Collection[StalePicture], by: User | None) -> None:
    job = jobs_of(vividpage).filter(stage=STAGE).first()
    if job is None or not pictures:
        return
    units = job.units.filter(kind=SCENE)
    again = units.filter(target__in=[picture.scene_id for picture in pictures])
    priority = Priority.READER_WAITS if len(pictures) == 1 else Priority.ORDINARY
    again.update(
        state=Unit.State.WAITING,
        priority=priority,
        attempts=0,
        not_before=None,
        started=None,
        finished=None,
        reason="",
        claim=None,
        lease_until=None,
    )
    _add_missing(job, pictures, known=set(units.values_list("target", flat=True)), priority=priority)
    jobs.work_on_added(pipeline=MAKING, subject=vividpage.pk, stage=STAGE, by=by)


def _add_missing(job: Job, pictures: Iterable[StalePicture], *, known: set[UUID | None], priority: Priority) -> None:
    """Add units for scenes that have a picture and none of the job's units: they were drawn at another density."""
    last = job.units.order_by("-number").values_list("number", flat=True).first() or 0
    missing = [picture for picture in pictures if picture.scene_id not in known]
    Unit.objects.bulk_create(
        Unit(
            job=job,
            number=number,
            phase=SCENES_PHASE,
            priority=priority,
            kind=SCENE,
            target=picture.scene_id,
            label=f"Scene {picture.number}",
        )
        for number, picture in enumerate(missing, last + 1)
    )


def _cost(entry: ModelEntry, facts: SceneToDraw) -> Decimal | None:
    request = composing.scene_request(facts)
    usage = prices.picture_usage(
        entry,
        prompt_tokens=likely_text_tokens(request.prompt + request.negative_prompt),
        references=composing.reference_count(facts, most=entry.references),
        width=request.width,
        height=request.height,
    )
    return prices.cost_of(entry, usage)
