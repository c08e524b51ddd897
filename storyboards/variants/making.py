"""Making a second variant of a book, in another look: told what it costs, and read once for both."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import F, Func, TextField, Value
from django.utils import timezone

from books import services as books
from books.choices import set_columns
from books.making import EPUB_PARSE, MAKING, jobs_of
from books.models import Scene, VividPage
from books.services import new_files
from books.services.taking_in import check_books, check_room, save_with_budget
from characters.editing.journal import lock_book
from characters.models import Analysis, Character, Setting
from characters.steps import ANALYSIS
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Job
from sandbox.renditions import renditions_of
from storyboards.kinds import STAGE
from storyboards.looks.look import AS_THE_BOOK, Look, look_of
from storyboards.making import estimates
from storyboards.making.choosing import for_variant
from storyboards.models import FILES, Picture, PictureVersion
from storyboards.orders.following import follow
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import losses
from storyboards.pictures.keeping import LOCK, ImageFiles, added_version, picture_for, show
from storyboards.pictures.redrawing import open_units, settle_units
from storyboards.requests.adjusting import adjustments_from
from storyboards.variants.copying import copied_id, copied_json, copy_files, copy_rows, copy_work
from storyboards.variants.queries import same_look, variants_of

if TYPE_CHECKING:
    from decimal import Decimal

    from accounts.models import User
    from providers.money.estimates import Estimate
    from storyboards.pictures.redrawing import Target

READ = (EPUB_PARSE, ANALYSIS.name)
"""The stages whose work both variants share."""
NOT_READ = (
    "This book has not been read to its end yet. Once its people and places are known, it can have another variant."
)


class VariantRefused(Exception):
    """A book can have no such variant now; the words are the reader's."""


class VariantThere(VariantRefused):
    """There is one in that look."""

    def __init__(self, variant: VividPage) -> None:
        super().__init__("There is a variant in that look already.")
        self.variant = variant


def price_of_variant(vividpage: VividPage, look: Look) -> Estimate:
    """Estimate what drawing a book once more in a look costs; what has been read costs nothing again.

    Counted are the portraits and places that are sent so that faces stay, and what the reader has had drawn beside.
    """
    drawn_as = look.on(vividpage)
    return estimates.estimate(drawn_as, _wanted(vividpage, drawn_as))


def offer_of(vividpage: VividPage, look: Look) -> str:
    """Digest the look of a variant and its price: what a reader agrees to."""
    price = price_of_variant(vividpage, look)
    told = (sorted(look.whole(vividpage).as_json().items()), str(price.low), str(price.high))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def make_variant(*, vividpage: VividPage, look: Look, by: User, budget: Decimal | None = None) -> VividPage:
    """Make a variant of a book in another look beside it, and begin to draw it.

    Text, bible and what the reader has wanted of pictures are copied; nothing is read again. `budget` is in USD and the
    new variant's own; None: no limit. Raises VariantRefused while the book is not read, VariantThere if there is one in
    that look, ChoicesRefused for a look or a budget that cannot be, and LimitReached.
    """
    with books.dropped_on_error(), transaction.atomic():
        check_open(owner=vividpage.owner)
        check_books(owner=vividpage.owner)
        jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
        lock_book(vividpage.pk)
        source = VividPage.objects.select_related("budget", "owner").get(pk=vividpage.pk)
        read = _what_is_read(source)
        there = same_look([source, *variants_of(source)], look.whole(source))
        if there is not None:
            raise VariantThere(there)
        check_room(owner=source.owner, size=source.epub_bytes)  # for its file is kept once more
        variant = _new_book(source, look, budget)
        copy_rows(source=source, variant=variant)
        copy_files(source=source, variant=variant)
        for job in read:
            copy_work(job, variant)
        _copy_wants(source, variant, by)
        books.start(vividpage=variant, by=by)
    return variant


def _wanted(source: VividPage, drawn_as: VividPage) -> estimates.Wanted:
    """Return what a variant of a book that is `drawn_as` says is drawn of beside what it gets by itself."""
    sheets, own, scenes = set[UUID](), set[UUID](), set[UUID]()
    for picture in Picture.objects.filter(vividpage=source).select_related("active_version"):
        if picture.kind in Picture.REFERENCES and _is_own(picture.shown):
            own.add(picture.target_id)
        elif _as_wanted(picture, drawn_as, source.owner) is not None:
            (sheets if picture.kind in Picture.REFERENCES else scenes).add(picture.target_id)
    there = {
        *source.characters.filter(pk__in=sheets | own).values_list("pk", flat=True),
        *source.settings_found.filter(pk__in=sheets | own).values_list("pk", flat=True),
    }
    return estimates.Wanted(frozenset(sheets & there), frozenset(own & there), frozenset(scenes))


def _what_is_read(source: VividPage) -> list[Job]:
    done = (Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES)
    read = list(jobs_of(source).filter(stage__in=READ, state__in=done).order_by("created"))
    if len(read) < len(READ) or not Analysis.objects.filter(scene__vividpage=source).exists():
        raise VariantRefused(NOT_READ)
    return read


def _new_book(source: VividPage, look: Look, budget: Decimal | None) -> VividPage:
    """Make the row of the variant: as the book, but in the look and with a budget of its own, without files."""
    choices = for_variant(vividpage=source, look=look, budget=budget)
    if source.work is None:
        source.work = uuid4()
        source.save(update_fields=["work"])
    variant = copy.copy(source)
    variant.pk, variant._state = uuid4(), copy.copy(source._state)
    variant._state.adding, variant._state.fields_cache = True, {}
    variant.owner = source.owner
    variant.copied_from = source.pk
    variant.created, variant.completed = timezone.now(), None
    variant.status = VividPage.Status.CANCELLED
    variant.epub, variant.cover = "", ""
    set_columns(variant, choices)
    save_with_budget(vividpage=variant, budget=budget)
    return variant


def _copy_wants(source: VividPage, variant: VividPage, by: User) -> None:
    """Order the pictures of a variant as their reader wants those of the book: wishes, corrections, seeds, identities.

    People and places keep which draught of what the text leaves open they are; a picture of the reader's own is taken
    along. Which pictures were chosen in the book is of no matter in the variant.
    """
    without = Func(F("locked"), Value(LOCK), function="array_remove", output_field=ArrayField(TextField()))
    for locked in (variant.characters, variant.settings_found, Analysis.objects.filter(scene__vividpage=variant)):
        locked.filter(locked__contains=[LOCK]).update(locked=without)
    pictures = Picture.objects.filter(vividpage=source).select_related("active_version")
    shown = {copied_id(variant.pk, picture.target_id): picture for picture in pictures}
    orders: dict[Target, RedrawOrder] = {}
    rows: list[Target] = [
        *variant.characters.filter(pk__in=shown),
        *variant.settings_found.filter(pk__in=shown),
        *variant.scenes.filter(pk__in=shown).defer("text", "marks"),
    ]
    brought: list[Target] = []
    for row in rows:
        picture = shown[row.pk]
        if not isinstance(row, Scene) and _keep_identity(row, picture):
            brought.append(row)
        order = _as_wanted(picture, variant, by)
        if order is not None:
            orders[row] = order
    job = Job.objects.create(
        pipeline=MAKING, subject=variant.pk, stage=STAGE, owner_id=variant.owner_id, state=Job.State.CANCELLED
    )
    open_units(job, orders)
    settle_units(job, brought)


def _keep_identity(row: Character | Setting, picture: Picture) -> bool:
    """Keep which draught somebody or a place is; return whether a picture of the reader's own is taken along."""
    copied = picture_for(row)
    Picture.objects.filter(pk=copied.pk).update(variant=picture.shown_variant)
    own = picture.shown
    if own is None or not _is_own(own):
        return False
    if len(own.file_names) < len(FILES):
        losses.make_renditions(own.pk)  # the copy has the same: who hides the one hides the other
    with own.image.open("rb") as opened:
        data = opened.read()
    files = ImageFiles(data, str(own.image.name).rpartition(".")[2], own.width, own.height, renditions_of(data))
    rated = {"rating": own.rating, "scores": own.scores, "rated_by": own.rated_by}
    with added_version(
        copied, files, origin=own.origin, parameters=own.parameters, requested_by=own.requested_by, **rated
    ) as version:
        for name in version.file_names:
            new_files.note(name)
        show(version=version)
    type(row)._default_manager.filter(pk=row.pk).update(locked=[*row.locked, LOCK])
    return True


def _is_own(version: PictureVersion | None) -> bool:
    return version is not None and version.origin == PictureVersion.Origin.UPLOADED


def _as_wanted(picture: Picture, variant: VividPage, by: User) -> RedrawOrder | None:
    """Order what its reader has wanted of a picture, people and places after theirs; None where nothing was."""
    shown = picture.active_version
    if shown is None or shown.origin != PictureVersion.Origin.DRAWN:
        return None
    if picture.kind in Picture.REFERENCES:
        return RedrawOrder(by=by.pk, wish=shown.request, after=shown.pk)
    order = replace(follow(shown, look=look_of(variant), by=by), look=AS_THE_BOOK)
    adjustments = adjustments_from(copied_json(variant.pk, order.adjustments.as_json()))
    is_plain = order in (RedrawOrder(by=by.pk), RedrawOrder(by=by.pk, take=1))
    return None if is_plain and shown.requested_by_id is None else replace(order, adjustments=adjustments)
