"""Drawing the picture of a scene anew: as its next version, which waits beside the one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from books.making import MAKING, jobs_of
from books.models import Scene
from characters.models import Analysis, Character, Setting
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Job, Priority, Unit
from storyboards.kinds import PERSON, PLACE, REFERENCES_PHASE, SCENE, SCENES_PHASE, STAGE, TARGETS
from storyboards.orders.pricing import MOST_DRAUGHTS, RedrawPrice, price_of
from storyboards.orders.redraw_order import RedrawOrder, ordered_options
from storyboards.requests import prompts
from storyboards.requests.adjusting import UNADJUSTED, Adjustments, adjustments_from
from storyboards.requests.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User
    from books.models import VividPage
    from storyboards.models import PictureVersion

LONGEST_WISH = 300
"""Characters."""
LONGEST_PROMPT = prompts.LONGEST
Target = Scene | Character | Setting
"""What can be drawn anew."""
COMING = "This picture is being redrawn already. Look at that one first."


class RedrawRefused(Exception):
    """It cannot be redrawn now; the words are the reader's."""


def price_of_redrawing(scene: Scene, *, draughts: int = 1) -> RedrawPrice:
    """Estimate what drawing one scene anew costs. Raises RedrawRefused if it cannot be drawn."""
    return price_of(scene.vividpage, [facts_of(_analysis_of(scene))], draughts=draughts)


@transaction.atomic
def redraw_scene(
    *,
    scene: Scene,
    by: User,
    wish: str = "",
    adjustments: Adjustments = UNADJUSTED,
    prompt: str = "",
    draughts: int = 1,
) -> bool:
    """Draw the picture of a scene anew; the new version waits beside the shown one until its reader accepts it.

    `wish` is what models that read are told beside the bible, `adjustments` what is otherwise in this picture for all
    artists, and `prompt` takes the place of the words that would be written for it. `draughts` are drawn one after
    another, with seeds of their own. Returns whether it is drawn now; False: once the book, which was stopped or is
    paused, goes on. Raises RedrawRefused if it is being drawn already, if the drawing has not begun, for words that are
    too long and for more draughts than its model draws cheaply, and LimitReached if the reader has as much under way as
    one may have.
    """
    vividpage = scene.vividpage
    wish, prompt = " ".join(wish.split()), prompt.strip()
    if len(wish) > LONGEST_WISH:
        raise RedrawRefused(f"Say in {LONGEST_WISH} letters at most what you want otherwise.")
    if len(prompt) > LONGEST_PROMPT:
        raise RedrawRefused(f"A prompt has {LONGEST_PROMPT} letters at most.")
    check_open(owner=vividpage.owner, subject=vividpage.pk)
    _check_draughts(scene, draughts)
    jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
    order = RedrawOrder(
        by=by.pk,
        wish=wish,
        adjustments=adjustments,
        prompt=prompt,
        draughts=draughts,
        draught_of=uuid4() if draughts > 1 else None,
    )
    if Unit.objects.filter(job__in=jobs_of(vividpage), kind=SCENE, target=scene.pk, state__in=Unit.OPEN).exists():
        raise RedrawRefused(COMING)
    return draw_anew(vividpage=vividpage, orders={scene: order}, by=by)


def draw_anew(*, vividpage: VividPage, orders: Mapping[Target, RedrawOrder], by: User | None) -> bool:
    """Open the units of scenes, people and places for what is ordered of each; a single one goes before all else.

    Those that are being drawn already are left alone. Call it in a transaction that holds the work of the book
    (`jobs.services.lock_work`). Returns whether they are drawn now. Raises RedrawRefused before the drawing has begun.
    """
    job = jobs_of(vividpage).filter(stage=STAGE).first()
    if job is None:
        raise RedrawRefused("Pictures can be redrawn once the book has been analysed.")
    open_units(job, orders)
    vividpage_id = vividpage.pk
    transaction.on_commit(lambda: broadcast.changed(vividpage_id, at_once=True))
    return jobs.work_on_added(pipeline=MAKING, subject=vividpage.pk, stage=STAGE, by=by)


def open_units(job: Job, orders: Mapping[Target, RedrawOrder]) -> None:
    """Open the units of a job for what is ordered, and make those that there are not."""
    priority = Priority.READER_WAITS if len(orders) == 1 else Priority.ORDINARY
    units = {unit.target: unit for unit in job.units.filter(kind__in=TARGETS, target__in=[row.pk for row in orders])}
    last = job.units.aggregate(last=Max("number"))["last"] or 0
    missing = [row for row in orders if row.pk not in units]
    new = {row: _new_unit(job, row, number) for number, row in enumerate(missing, last + 1)}
    for row, order in orders.items():
        unit = new.get(row) or units[row.pk]
        if row in new or unit.state not in Unit.OPEN:
            _open(unit, order, priority)


def settle_units(job: Job, rows: Sequence[Target]) -> None:
    """Make the units of what has its picture already, so that nobody draws, or pays for, one that is not shown."""
    last = job.units.aggregate(last=Max("number"))["last"] or 0
    units = [_new_unit(job, row, number) for number, row in enumerate(rows, last + 1)]
    for unit in units:
        unit.state = Unit.State.DONE
    Unit.objects.bulk_create(units)


def order_again(shown: PictureVersion | None, by: User | None) -> RedrawOrder:
    """Order a picture anew with what its reader wanted of the one that is shown; words of their own are not kept."""
    if shown is None:
        return RedrawOrder(by=by.pk if by else None)
    return RedrawOrder(
        by=by.pk if by else None,
        wish=shown.request,
        adjustments=adjustments_from(shown.parameters.get("adjustments", {})),
    )


def _new_unit(job: Job, row: Target, number: int) -> Unit:
    """Make the unit of what has none of the job: it was drawn at another density, or never.

    Its label stands on pages of books that are half read, so it names nobody.
    """
    if isinstance(row, Scene):
        return Unit(job=job, number=number, phase=SCENES_PHASE, kind=SCENE, target=row.pk, label=f"Scene {row.number}")
    kind = PERSON if isinstance(row, Character) else PLACE
    label = f"{kind.capitalize()} {number}"
    return Unit(job=job, number=number, phase=REFERENCES_PHASE, kind=kind, target=row.pk, label=label, needed=True)


def _open(unit: Unit, order: RedrawOrder, priority: Priority) -> None:
    unit.state, unit.attempts, unit.reason, unit.priority = Unit.State.WAITING, 0, "", priority
    unit.not_before = unit.started = unit.finished = unit.claim = unit.lease_until = None
    unit.asks = False
    unit.options = ordered_options(unit.options, order)
    unit.save()


def _check_draughts(scene: Scene, draughts: int) -> None:
    if not 1 <= draughts <= MOST_DRAUGHTS:
        raise RedrawRefused(f"Choose 1 to {MOST_DRAUGHTS} draughts.")
    if draughts > price_of_redrawing(scene).most_draughts:
        raise RedrawRefused("Several draughts at once are for models that draw cheaply. Ask for one.")


def _analysis_of(scene: Scene) -> Analysis:
    analysis = Analysis.objects.select_related("scene__vividpage__owner", "setting").filter(scene=scene).first()
    if analysis is None:
        raise RedrawRefused("This scene has not been analysed, so nobody knows what to draw.")
    return analysis
