"""What of a book is laid out to be analysed: all of it at first, later what is new or was written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books import services
from books.choices import Choices
from books.making import MAKING, jobs_of
from books.manuscript import Manuscript, ManuscriptChapter, Paragraph
from books.models import VividPage
from characters.analysis.planning import chapters_of, plan
from characters.models import Analysis
from jobs.models import Job, Unit

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db

LONG = 14_000
"""Words: more than half of what a model reads at once, so that each chapter is a part of its own."""


def written(name: str, words: int = LONG) -> ManuscriptChapter:
    return ManuscriptChapter(name, (Paragraph(" ".join(f"{name}{n}" for n in range(words))),))


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    manuscript = Manuscript("Storms", (), "en", tuple(written(name) for name in ("One", "Two", "Three", "Four")))
    return services.take_in(
        manuscript=manuscript,
        source=VividPage.Origin.MANUSCRIPT,
        owner=reader,
        choices=Choices(text_model="anthropic/claude-haiku-5-5"),
    )


@pytest.fixture
def job(vividpage: VividPage) -> Job:
    return Job.objects.create(pipeline=MAKING, subject=vividpage.pk, stage="analysis", owner=vividpage.owner)


def lay_out(job: Job) -> list[str]:
    """Plan a job as the engine does. Returns what was added."""
    planned = plan(job)
    known = set(job.units.values_list("kind", "target"))
    added = [unit for unit in planned if (unit.kind, unit.target) not in known]
    last = max(job.units.values_list("number", flat=True), default=0)
    for number, unit in enumerate(added, last + 1):
        Unit.objects.create(
            job=job, number=number, kind=unit.kind, target=unit.target, label=unit.label, options=unit.options
        )
    return [unit.label for unit in added]


def finish(job: Job, vividpage: VividPage) -> None:
    """Do as if all units had been worked on."""
    job.units.update(state=Unit.State.DONE)
    Analysis.objects.filter(scene__vividpage=vividpage).delete()
    Analysis.objects.bulk_create(
        Analysis(scene=scene, revision=scene.revision, prompt="Rain.") for scene in vividpage.scenes.all()
    )


WHOLE = ["Looking for people and places", "Checking consistency", "Making it searchable"]


def test_a_new_book_is_laid_out_whole(vividpage: VividPage, job: Job) -> None:
    added = lay_out(job)

    assert [label for label in added if label not in WHOLE] == [
        *(f"Finding people in “{name}”" for name in ("One", "Two", "Three", "Four")),
        *(f"Reading “{name}”" for name in ("One", "Two", "Three", "Four")),
    ]


def test_a_book_that_is_analysed_is_not_laid_out_again(vividpage: VividPage, job: Job) -> None:
    lay_out(job)
    finish(job, vividpage)

    assert lay_out(job) == []


def test_a_rewritten_chapter_is_read_again_and_merged_into_the_bible(vividpage: VividPage, job: Job) -> None:
    lay_out(job)
    finish(job, vividpage)
    kept = set(job.units.filter(kind="find").exclude(label__contains="Three").values_list("pk", flat=True))
    text = vividpage.scenes.get(chapter__title="Three").text.replace("Three7 ", "Three7 and ")
    changed = ManuscriptChapter("Three", (Paragraph(text),))
    services.write_chapter(vividpage=vividpage, number=3, chapter=changed)

    assert lay_out(job) == [
        "Finding people in “Three”",
        WHOLE[0],
        "Reading “Three”",
        *WHOLE[1:],
    ]
    assert kept <= set(job.units.values_list("pk", flat=True))


def test_a_chapter_that_is_put_in_is_read_and_those_behind_it_are_not(vividpage: VividPage, job: Job) -> None:
    lay_out(job)
    finish(job, vividpage)
    services.insert_chapter(vividpage=vividpage, number=2, chapter=written("Between", 40))

    assert lay_out(job) == [
        "Finding people in “Between”",
        WHOLE[0],
        "Reading “Between”",
        *WHOLE[1:],
    ]


def test_a_chapter_that_is_taken_out_is_forgotten(vividpage: VividPage, job: Job) -> None:
    lay_out(job)
    finish(job, vividpage)
    services.remove_chapter(vividpage=vividpage, number=2)

    assert lay_out(job) == WHOLE
    assert len({chapter for unit in job.units.all() for chapter in chapters_of(unit)}) == 3


def test_what_waits_to_be_read_is_not_laid_out_twice(vividpage: VividPage, job: Job) -> None:
    lay_out(job)
    finish(job, vividpage)
    unit = job.units.get(label="Reading “Two”")
    Unit.objects.filter(pk=unit.pk).update(state=Unit.State.WAITING)
    Analysis.objects.filter(scene__chapter__title="Two").delete()

    assert lay_out(job) == []


def test_stages_behind_the_reading_are_done_again_when_the_book_is_started(vividpage: VividPage, job: Job) -> None:
    Job.objects.create(
        pipeline=MAKING, subject=vividpage.pk, stage="epub-parse", state=Job.State.COMPLETED, owner=vividpage.owner
    )
    Job.objects.filter(pk=job.pk).update(state=Job.State.COMPLETED, planned=True)
    services.insert_chapter(vividpage=vividpage, number=1, chapter=written("Before", 40))
    services.start(vividpage=vividpage)

    assert {j.stage: j.state for j in jobs_of(vividpage)} == {"epub-parse": "completed", "analysis": "running"}
