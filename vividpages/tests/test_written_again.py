"""A book that never was a file is made from start to end, and chapters of it are written again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as project

from books import services
from books.making import jobs_of
from books.manuscript import Manuscript, ManuscriptChapter, Paragraph
from books.models import VividPage
from characters.editing import people
from characters.models import Analysis, Character, Quote
from jobs.models import Job, Unit
from storyboards.models import Picture, PictureVersion
from vividpages.drive import drive

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]

PLACES = ("harbour", "forest", "kitchen", "castle", "tavern", "garden", "church", "road")


def a_paragraph(place: str, day: str) -> Paragraph:
    """Make a scene of its own, in which Mara Quill speaks."""
    return Paragraph(
        f"On {day} Mara Quill went into the {place}. Her copper hair was wet, and she wore a grey cloak. "
        f"“Nobody comes to the {place} on {day},” said Mara. Old Per Vik sat by the door of the {place} and laughed. "
        + f"He had carved a boat for the {place}, and then he had carved another one. "
        * 10
    )


def written(place: str) -> ManuscriptChapter:
    """Make a chapter of two scenes."""
    rest = Paragraph("* * *", "break")
    return ManuscriptChapter(f"The {place}", (a_paragraph(place, "Monday"), rest, a_paragraph(place, "Friday")))


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book of eight chapters of two scenes, with its analysis and its pictures."""
    manuscript = Manuscript("Storms", ("Ida Holm",), "en", tuple(written(place) for place in PLACES))
    vividpage = services.take_in(manuscript=manuscript, source=VividPage.Origin.MANUSCRIPT, owner=reader)
    drive(vividpage)
    assert vividpage.status == VividPage.Status.COMPLETED
    return vividpage


def made_of(vividpage: VividPage) -> dict[Any, tuple[Any, ...]]:
    """Return what there is of each scene: its analysis, its picture and its quotations."""
    quotes: dict[Any, set[Any]] = {}
    for scene, pk in Quote.objects.filter(scene__vividpage=vividpage).values_list("scene", "pk"):
        quotes.setdefault(scene, set()).add(pk)
    return {
        pk: (revision, summary, picture, frozenset(quotes.get(pk, ())))
        for pk, revision, summary, picture in vividpage.scenes.values_list(
            "pk", "analysis__revision", "analysis__summary", "picture__active_version"
        )
    }


def analysed_since(vividpage: VividPage, before: set[Any]) -> list[str]:
    """Return what was seen in units that were laid out later."""
    units = Unit.objects.filter(job__in=jobs_of(vividpage), kind="analyse").exclude(pk__in=before)
    return [unit.label for unit in units]


def units_of(vividpage: VividPage) -> set[Any]:
    return set(Unit.objects.filter(job__in=jobs_of(vividpage)).values_list("pk", flat=True))


def files() -> set[str]:
    root = Path(project.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_manuscript_that_never_was_a_file_becomes_a_book_with_pictures(vividpage: VividPage) -> None:
    assert {job.stage: job.state for job in jobs_of(vividpage)} == dict.fromkeys(
        ("epub-parse", "analysis", "image-generation"), Job.State.COMPLETED
    )
    assert Picture.objects.filter(vividpage=vividpage, kind="scene", active_version__isnull=False).count() == 16
    assert "Mara Quill" in set(vividpage.characters.values_list("name", flat=True))


def test_a_changed_chapter_is_analysed_and_drawn_and_nothing_else(vividpage: VividPage) -> None:
    before, units = made_of(vividpage), units_of(vividpage)
    scene = vividpage.scenes.get(number=6)
    changed = ManuscriptChapter(
        "The kitchen",
        (a_paragraph("kitchen", "Monday"), Paragraph("", "break"), Paragraph(scene.text.replace("Friday", "Sunday"))),
    )
    services.write_chapter(vividpage=vividpage, number=3, chapter=changed)
    drive(vividpage)
    after = made_of(vividpage)

    assert [pk for pk in before if before[pk] != after[pk]] == [scene.pk]
    assert analysed_since(vividpage, units) == ["Reading “The kitchen”"]
    assert Analysis.objects.get(scene=scene).revision == 2
    assert PictureVersion.objects.filter(picture__scene=scene).count() == 2
    assert PictureVersion.objects.filter(picture__vividpage=vividpage, picture__kind="scene").count() == 17
    assert vividpage.status == VividPage.Status.COMPLETED


def test_a_chapter_that_is_put_in_leaves_all_others_as_they_were(vividpage: VividPage, reader: User) -> None:
    mara = vividpage.characters.get(name="Mara Quill")
    people.set_details(character=mara, age="old", by=reader)
    before, units = made_of(vividpage), units_of(vividpage)
    named = {pk: set(numbers) for pk, numbers in vividpage.characters.values_list("pk", "scene_numbers")}
    services.insert_chapter(vividpage=vividpage, number=2, chapter=written("library"))
    moved = dict(vividpage.characters.values_list("pk", "scene_numbers"))
    assert {pk: {number + 2 * (number > 2) for number in numbers} for pk, numbers in named.items()} == {
        pk: set(numbers) for pk, numbers in moved.items()
    }
    drive(vividpage)
    after = made_of(vividpage)

    assert {pk: after[pk] for pk in before} == before
    assert analysed_since(vividpage, units) == ["Reading “The library”"]
    again = Character.objects.get(pk=mara.pk)
    assert (again.age, again.scene_numbers) == ("old", list(range(1, 19)))
    assert Picture.objects.filter(vividpage=vividpage, kind="scene").count() == 18


def test_a_chapter_that_is_taken_out_takes_its_pictures_and_files_along(vividpage: VividPage) -> None:
    gone = list(vividpage.scenes.filter(chapter__number=2))
    versions = PictureVersion.objects.filter(picture__scene__in=gone)
    names = {name for pair in versions.values_list("image", "thumbnail") for name in pair}
    assert len(names) == 4
    assert names <= files()
    before = made_of(vividpage)
    services.remove_chapter(vividpage=vividpage, number=2)
    assert not names & files()
    drive(vividpage)
    after = made_of(vividpage)

    assert set(before) - set(after) == {scene.pk for scene in gone}
    assert {pk: before[pk] for pk in after} == after
    assert max(vividpage.characters.get(name="Mara Quill").scene_numbers) == 14


def test_a_chapter_written_while_pictures_are_drawn_is_drawn_as_well(vividpage: VividPage) -> None:
    job = jobs_of(vividpage).get(stage="image-generation")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    services.insert_chapter(vividpage=vividpage, number=9, chapter=written("library"))

    assert not Job.objects.get(pk=job.pk).planned
    drive(vividpage)
    services.start(vividpage=vividpage)
    drive(vividpage)
    assert Picture.objects.filter(vividpage=vividpage, kind="scene", active_version__isnull=False).count() == 18
