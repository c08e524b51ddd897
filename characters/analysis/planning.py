"""Laying out the analysis of a book: all of it at first, and after that what is new or was written again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Q

from books.making import vividpage_of
from books.models import Scene, VividPage
from books.text.content import ChapterText
from books.text.names import shortened
from characters.analysis.chosen_analyst import FIND, cut, with_limits
from characters.bible import queries
from jobs.models import Job, Unit
from jobs.pipelines import PlannedUnit
from providers.choosing.catalogue import ModelEntry, usable_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

DISCOVER, ANALYSE, CHECK, EMBED = "discover", "analyse", "check", "embed"
CHAPTERS = "chapters"
"""Among a unit's options: the ids of the chapters that it reads."""

LONGEST_LABEL = 200
"""Characters."""

Text = tuple[UUID, ChapterText]


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each part that is searched, one for the book, one for each part that is analysed, two at last.

    A book that has been analysed is laid out again where its text is new or was rewritten: units that read such
    chapters are replaced, and those that look at the whole book run again. A book whose people and scenes were known
    before its text is only checked and made searchable.
    """
    vividpage = vividpage_of(job)
    texts = queries.chapter_texts_by_id(vividpage)
    is_laid_out = job.units.filter(kind=DISCOVER).exists()
    gone = _gone(job, {pk for pk, _ in texts})
    _withdraw(job, gone)
    unread = _unread(vividpage, job)
    _withdraw(job, unread)
    if is_laid_out and not unread and not gone:
        return []
    if not is_laid_out and not unread and vividpage.scenes.exists():
        job.units.filter(kind__in=(CHECK, EMBED), state=Unit.State.DONE).delete()
        return _of_the_whole()
    entry = with_limits(usable_entry(vividpage.text_model, "text"), vividpage)
    searched = _read_by(job, FIND)
    return [
        *_parts(FIND, "Finding people in", [t for t in texts if t[0] not in searched], entry, phase=0),
        PlannedUnit(kind=DISCOVER, label="Looking for people and places", phase=1, essential=True, needed=True),
        *_parts(ANALYSE, "Reading", [text for text in texts if text[0] in unread], entry, phase=2),
        *_of_the_whole(),
    ]


def _of_the_whole() -> list[PlannedUnit]:
    return [
        PlannedUnit(kind=CHECK, label="Checking consistency", phase=3),
        PlannedUnit(kind=EMBED, label="Making it searchable", phase=4),
    ]


def unread_scenes(vividpage: VividPage) -> Q:
    """Filter the scenes of a book that have not been analysed as their text is now."""
    return Q(vividpage=vividpage) & (Q(analysis=None) | ~Q(analysis__revision=F("revision")))


def _unread(vividpage: VividPage, job: Job) -> set[UUID]:
    """Return the chapters with such scenes that no unit is about to read."""
    chapters = set(Scene.objects.filter(unread_scenes(vividpage)).values_list("chapter", flat=True))
    waiting = job.units.filter(kind=ANALYSE).exclude(state=Unit.State.DONE)
    return chapters - {chapter for unit in waiting for chapter in chapters_of(unit)}


def _gone(job: Job, there: Set[UUID]) -> set[UUID]:
    """Return the chapters that units read and that the book no longer has."""
    return {chapter for kind in (FIND, ANALYSE) for chapter in _read_by(job, kind)} - there


def _read_by(job: Job, kind: str) -> set[UUID]:
    return {chapter for unit in job.units.filter(kind=kind) for chapter in chapters_of(unit)}


def chapters_of(unit: Unit) -> list[UUID]:
    """Return the chapters that a unit reads."""
    return [UUID(chapter) for chapter in unit.options.get(CHAPTERS, ())]


def _withdraw(job: Job, changed: Set[UUID]) -> None:
    """Delete units whose results no longer hold: those that read `changed` chapters, and those of the whole book."""
    if not changed:
        return
    units = job.units.exclude(state=Unit.State.CLAIMED)
    reading = units.filter(kind__in=(FIND, ANALYSE))
    old = [unit.pk for unit in reading if not changed.isdisjoint(chapters_of(unit))]
    units.filter(Q(pk__in=old) | Q(kind__in=(DISCOVER, CHECK, EMBED), state=Unit.State.DONE)).delete()


def _parts(kind: str, label: str, texts: Sequence[Text], entry: ModelEntry, *, phase: int) -> Iterator[PlannedUnit]:
    """Yield a unit for each part of these chapters; only chapters that stand together are read together."""
    for run in _runs(texts):
        ids = {text.number: pk for pk, text in run}
        parts = cut([text for _, text in run], entry)
        for part in parts.discovery if kind == FIND else parts.analysis:
            chapters = [ids[text.number] for text in part]
            options = {CHAPTERS: [str(chapter) for chapter in chapters]}
            yield PlannedUnit(
                kind=kind,
                label=shortened(f"{label} {_name(part)}", LONGEST_LABEL),
                target=chapters[0],
                phase=phase,
                needed=kind == FIND,
                options=options,
            )


def _runs(texts: Sequence[Text]) -> Iterator[Sequence[Text]]:
    """Yield the chapters in runs that stand together in the book."""
    gaps = [n for n, (one, other) in enumerate(pairwise(texts), 1) if other[1].number != one[1].number + 1]
    for start, end in pairwise([0, *gaps, len(texts)]):
        if start < end:
            yield texts[start:end]


def _name(part: Sequence[ChapterText]) -> str:
    first, last = (f"“{text.title or f'Chapter {text.number}'}”" for text in (part[0], part[-1]))
    return first if len(part) == 1 else f"{first} to {last}"
