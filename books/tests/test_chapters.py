"""Writing a book's chapters, and writing some of them again."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import DataError, IntegrityError
from django.db.models import Q
from PIL import Image

from books import services
from books.choices import Choices
from books.manuscript import CoverImage, Manuscript, ManuscriptChapter, Mark, Note, NoteAnchor, OwnPicture, Paragraph
from books.models import Chapter, Scene, VividPage
from books.rows import manuscript_chapter
from books.services.taking_in import prepare, write_manuscript
from books.tests.vividpages import make_vividpage
from books.visibility import reading_of

if TYPE_CHECKING:
    from uuid import UUID

    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db

BREAK = Paragraph("* * *", "break")


def a_paragraph(name: str, *, part: int = 1, words: int = 160) -> Paragraph:
    """Make a paragraph of its own scene's length, unlike all others."""
    return Paragraph(" ".join(f"{name.replace(' ', '')}{part}word{n}" for n in range(words)) + ".")


def written(name: str) -> ManuscriptChapter:
    """Make a chapter of two scenes."""
    return ManuscriptChapter(name, (a_paragraph(name, part=1), BREAK, a_paragraph(name, part=2)))


def png(colour: str, size: int = 40) -> bytes:
    encoded = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(encoded, "PNG")
    return encoded.getvalue()


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book of eight chapters of two scenes each, before which there is a dedication."""
    chapters = [
        ManuscriptChapter("Dedication", (Paragraph("To the sea."),), "front"),
        *(written(f"Chapter {n}") for n in range(1, 9)),
    ]
    return services.take_in(
        manuscript=Manuscript("Storms", ("Ida Holm",), "en", tuple(chapters)),
        source=VividPage.Origin.MANUSCRIPT,
        owner=reader,
    )


def ids(vividpage: VividPage) -> list[UUID]:
    return list(vividpage.scenes.order_by("number").values_list("pk", flat=True))


def numbers(vividpage: VividPage) -> list[int]:
    return list(vividpage.scenes.order_by("number").values_list("number", flat=True))


def place_of(reader: User, vividpage: VividPage) -> tuple[int, int]:
    """Return the numbers of the scene that a reader has open and of the farthest that they have had open."""
    reading = reading_of(reader, vividpage)
    assert reading.scene is not None
    return reading.scene.number, reading.farthest_number


def taken_in(reader: User, *chapters: ManuscriptChapter) -> VividPage:
    manuscript = Manuscript("Storms", (), "en", chapters)
    return services.take_in(manuscript=manuscript, source=VividPage.Origin.MANUSCRIPT, owner=reader)


def test_a_manuscript_becomes_a_book_that_never_was_a_file(vividpage: VividPage) -> None:
    assert (vividpage.title, vividpage.author) == ("Storms", "Ida Holm")
    assert (vividpage.chapter_count, vividpage.scene_count, vividpage.word_count) == (8, 16, 16 * 160)
    assert not vividpage.epub
    assert len(vividpage.identity) == 64
    assert vividpage.picture_counts["per-chapter"] == 8


def test_a_manuscript_that_cannot_be_kept_leaves_nothing_behind(
    reader: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scene.objects, "bulk_create", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        taken_in(
            reader, ManuscriptChapter("One", (a_paragraph("a"),), pictures=(OwnPicture(0, png("red"), "image/png"),))
        )

    assert not VividPage.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_one_changed_chapter_of_eight_leaves_all_other_scenes_alone(vividpage: VividPage) -> None:
    before = ids(vividpage)
    changed = ManuscriptChapter(
        "Chapter 3", (a_paragraph("Chapter 3", part=1), BREAK, a_paragraph("something else", part=9))
    )
    services.write_chapter(vividpage=vividpage, number=4, chapter=changed)
    after = ids(vividpage)

    assert [n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new] == [6]
    assert set(vividpage.scenes.values_list("revision", flat=True)) == {1}


def test_a_rewritten_chapter_of_a_book_that_keeps_its_pictures_leaves_the_choice_in_the_others(
    vividpage: VividPage,
) -> None:
    VividPage.objects.update(density="per-chapter", keeps_own=True)
    vividpage.refresh_from_db()
    last_of_each = {scene.chapter_id: scene.pk for scene in vividpage.scenes.order_by("number")}
    last = Q(pk__in=last_of_each.values())
    for choice in (last, ~last):  # whatever the words of the text would decide
        vividpage.scenes.update(is_chosen=False)
        vividpage.scenes.filter(choice).update(is_chosen=True)
        before = dict(vividpage.scenes.exclude(chapter__number=4).values_list("pk", "is_chosen"))

        services.write_chapter(vividpage=vividpage, number=4, chapter=written("Chapter 3"))

        after = dict(vividpage.scenes.exclude(chapter__number=4).values_list("pk", "is_chosen"))
        assert after == before


def test_a_scene_that_is_rewritten_in_part_stays_the_same_scene(vividpage: VividPage) -> None:
    before = ids(vividpage)
    text = a_paragraph("Chapter 3", part=2).text.replace("word7 ", "word7, then suddenly ")
    changed = ManuscriptChapter("Chapter 3", (a_paragraph("Chapter 3", part=1), BREAK, Paragraph(text)))
    services.write_chapter(vividpage=vividpage, number=4, chapter=changed)

    assert ids(vividpage) == before
    assert vividpage.scenes.get(revision=2).number == 6


def test_a_chapter_that_is_put_in_moves_those_behind_it(vividpage: VividPage) -> None:
    before = ids(vividpage)
    services.insert_chapter(vividpage=vividpage, number=3, chapter=written("An interlude"))
    after = ids(vividpage)

    assert [pk for pk in after if pk in before] == before
    assert after.index(before[2]) == 4
    assert numbers(vividpage) == list(range(1, 19))
    assert list(vividpage.chapters.values_list("number", flat=True)) == list(range(1, 11))
    assert vividpage.chapter_count == 9


def test_a_chapter_is_appended(vividpage: VividPage) -> None:
    before = ids(vividpage)
    services.insert_chapter(vividpage=vividpage, number=10, chapter=written("What came after"))

    assert ids(vividpage)[:16] == before
    assert vividpage.chapters.last().title == "What came after"


def test_a_chapter_that_is_taken_out_takes_nothing_else_along(vividpage: VividPage) -> None:
    before = ids(vividpage)
    services.remove_chapter(vividpage=vividpage, number=2)

    assert ids(vividpage) == before[2:]
    assert numbers(vividpage) == list(range(1, 15))
    assert vividpage.chapter_count == 7


@pytest.mark.parametrize("number", [0, 10])
def test_a_chapter_that_is_not_there_cannot_be_written_again(vividpage: VividPage, number: int) -> None:
    with pytest.raises(services.NoSuchChapter):
        services.write_chapter(vividpage=vividpage, number=number, chapter=written("Nowhere"))


def test_a_whole_text_that_is_written_again_changes_nothing(vividpage: VividPage) -> None:
    before, chapters = ids(vividpage), list(vividpage.chapters.values_list("pk", flat=True))
    services.write_chapters(vividpage=vividpage, chapters=[manuscript_chapter(c) for c in vividpage.chapters.all()])

    assert ids(vividpage) == before
    assert list(vividpage.chapters.values_list("pk", flat=True)) == chapters


def test_chapters_that_change_places_keep_their_scenes(vividpage: VividPage) -> None:
    before = ids(vividpage)
    rows = [manuscript_chapter(chapter) for chapter in vividpage.chapters.all()]
    rows[1], rows[2] = rows[2], rows[1]
    services.write_chapters(vividpage=vividpage, chapters=rows)

    assert ids(vividpage) == [*before[2:4], *before[:2], *before[4:]]


def test_a_reader_stays_at_the_scene_they_have_open(vividpage: VividPage, reader: User) -> None:
    services.set_position(reader=reader, scene=vividpage.scenes.get(number=7))
    services.insert_chapter(vividpage=vividpage, number=2, chapter=written("A prologue"))

    assert place_of(reader, vividpage) == (9, 9)


def test_a_reader_whose_scene_is_gone_is_at_the_one_before_it(vividpage: VividPage, reader: User) -> None:
    services.set_position(reader=reader, scene=vividpage.scenes.get(number=7))
    services.remove_chapter(vividpage=vividpage, number=5)

    assert place_of(reader, vividpage) == (6, 6)


def test_per_paragraph_and_back_leaves_the_chapter_as_it_was(vividpage: VividPage) -> None:
    written = [manuscript_chapter(chapter) for chapter in vividpage.chapters.all()]
    for density in ("per-paragraph", "per-scene"):
        before, vividpage.density = vividpage.density, density
        vividpage.save()
        services.apply_density(vividpage=vividpage, before=before)

    assert [manuscript_chapter(chapter) for chapter in vividpage.chapters.all()] == written


def test_a_picture_that_a_chapter_shows_twice_is_kept_twice_when_it_is_cut_anew(vividpage: VividPage) -> None:
    flower = OwnPicture(after=1, data=png("red"), media_type="image/png", alt="A flower")
    chapter = replace(written("Flowers"), pictures=(flower, replace(flower, after=3, alt="It again")))
    services.write_chapter(vividpage=vividpage, number=2, chapter=chapter)
    vividpage.refresh_from_db()
    before, vividpage.density = vividpage.density, "per-paragraph"
    vividpage.save()
    services.apply_density(vividpage=vividpage, before=before)
    services.write_chapter(vividpage=vividpage, number=2, chapter=chapter)

    shown = vividpage.chapters.get(number=2).own_pictures.order_by("number")
    assert [(picture.number, picture.alt) for picture in shown] == [(1, "A flower"), (2, "It again")]


def test_a_picture_of_a_chapter_that_is_not_written_leaves_no_file(vividpage: VividPage, settings: Settings) -> None:
    broken = OwnPicture(after=1, data=png("red"), media_type="image/png", alt="no database takes \0")
    with pytest.raises((DataError, ValueError)):
        services.write_chapter(vividpage=vividpage, number=2, chapter=replace(written("Two"), pictures=(broken,)))

    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*.png") if path.is_file()]


def test_a_cover_of_a_book_that_is_not_written_leaves_no_file(reader: User, settings: Settings) -> None:
    vividpage = make_vividpage(owner=reader, title="A Book")
    chapter = ManuscriptChapter(
        "One", (a_paragraph("a"),), pictures=(OwnPicture(0, png("red"), "image/png", alt="no database takes \0"),)
    )
    cover = CoverImage(png("blue"), "image/png")
    manuscript = Manuscript(title="A Book", authors=(), language="en", chapters=(chapter,), cover=cover)
    with pytest.raises((DataError, ValueError)):
        write_manuscript(vividpage=vividpage, prepared=prepare(manuscript))

    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_whole_text_that_is_written_again_keeps_its_pictures(vividpage: VividPage) -> None:
    flower = OwnPicture(after=1, data=png("red"), media_type="image/png", alt="A flower")
    services.write_chapter(vividpage=vividpage, number=2, chapter=replace(written("Flowers"), pictures=(flower,)))
    before = vividpage.chapters.get(number=2).own_pictures.get()
    services.write_chapters(vividpage=vividpage, chapters=[manuscript_chapter(c) for c in vividpage.chapters.all()])

    assert vividpage.chapters.get(number=2).own_pictures.get() == before


EVERYTHING = ManuscriptChapter(
    "All kinds",
    (
        Paragraph("One", "heading"),
        Paragraph("Dear Per, it rains on the sea.", "letter", (Mark(5, 8, "emphasis"),), (NoteAnchor(8, 0),)),
        Paragraph("", "break"),
        Paragraph("Rain,\nrain.", "verse"),
        Paragraph("It went on.", "prose", (), (NoteAnchor(0, 1), NoteAnchor(11, 0))),
    ),
    notes=(
        Note("1", (Paragraph("Per Vik.", marks=(Mark(4, 7, "small-caps"),)), Paragraph("His name,\nsung.", "verse"))),
        Note("*", (Paragraph("The rain."),)),
    ),
    pictures=(OwnPicture(0, png("red"), "image/png", alt="A map"), OwnPicture(2, png("blue"), "image/png", "", "Rain")),
)


@pytest.mark.parametrize("kind", ["body", "front"])
@pytest.mark.parametrize("density", ["per-scene", "per-paragraph"])
def test_all_that_a_chapter_holds_comes_back_from_its_rows(reader: User, kind: str, density: str) -> None:
    chapter = ManuscriptChapter(
        EVERYTHING.title,
        EVERYTHING.paragraphs,
        kind,  # type: ignore[arg-type]
        "Part",
        EVERYTHING.notes,
        EVERYTHING.pictures,
    )
    manuscript = Manuscript("Storms", (), "en", (chapter,))
    vividpage = services.take_in(
        manuscript=manuscript, source=VividPage.Origin.MANUSCRIPT, owner=reader, choices=Choices(density=density)
    )
    back = manuscript_chapter(vividpage.chapters.get())

    assert (back.paragraphs, back.notes, back.part, back.kind) == (chapter.paragraphs, chapter.notes, "Part", kind)
    assert [(p.after, p.alt, p.caption) for p in back.pictures] == [(0, "A map", ""), (2, "", "Rain")]


def test_an_own_picture_is_kept_as_a_picture_and_nothing_else(reader: User, settings: Settings) -> None:
    vividpage = taken_in(reader, EVERYTHING)
    picture = vividpage.chapters.get().own_pictures.get(number=2)

    assert (picture.width, picture.height, picture.media_type) == (40, 40, "image/png")
    assert picture.image.name.startswith(f"kept/{reader.pk}/")
    with Image.open(picture.image) as image:
        assert image.getpixel((5, 5)) == (0, 0, 255)


def test_what_is_no_picture_is_left_out_with_a_word_about_it(reader: User) -> None:
    pictures = (OwnPicture(0, b"<script/>", "image/png"), OwnPicture(1, png("red"), "image/png"))
    vividpage = taken_in(reader, ManuscriptChapter("One", (a_paragraph("a"),), pictures=pictures))

    assert vividpage.chapters.get().own_pictures.count() == 1
    assert vividpage.warnings == ["A picture of the book could not be opened and was left out."]


def test_a_chapter_written_again_keeps_the_files_of_its_pictures(reader: User) -> None:
    vividpage = taken_in(reader, EVERYTHING)
    before = dict(vividpage.chapters.get().own_pictures.values_list("number", "image"))
    one = ManuscriptChapter("All kinds", EVERYTHING.paragraphs, pictures=EVERYTHING.pictures[1:])
    services.write_chapter(vividpage=vividpage, number=1, chapter=one)

    assert dict(vividpage.chapters.get().own_pictures.values_list("number", "image")) == {1: before[2]}
    assert not vividpage.chapters.get().notes.exists()


def has_files(vividpage: VividPage) -> bool:
    """Whether the two pictures of the first chapter are there."""
    pictures = vividpage.chapters.get(number=1).own_pictures.all()
    return [picture.image.storage.exists(picture.image.name) for picture in pictures] == [True, True]


def test_a_chapter_that_goes_leaves_the_others_the_pictures_that_they_have_as_well(
    reader: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    vividpage = taken_in(reader, EVERYTHING, EVERYTHING)
    with django_capture_on_commit_callbacks(execute=True):
        services.write_chapter(vividpage=vividpage, number=2, chapter=replace(EVERYTHING, pictures=()))

    assert has_files(vividpage)


@pytest.mark.django_db(transaction=True)
def test_a_chapter_that_cannot_be_written_takes_no_picture_from_the_others(reader: User) -> None:
    vividpage = taken_in(reader, EVERYTHING)
    pictures = tuple(replace(picture, after=0, alt="\0") for picture in EVERYTHING.pictures)
    bad = ManuscriptChapter("Another", (a_paragraph("another"),), pictures=pictures)
    again = prepare(Manuscript("Storms", (), "en", (EVERYTHING, bad)))
    with pytest.raises(DataError):
        write_manuscript(vividpage=vividpage, prepared=again)

    assert has_files(vividpage)


@pytest.mark.django_db(transaction=True)
def test_pictures_that_cannot_be_moved_to_another_chapter_stay_in_theirs(reader: User) -> None:
    vividpage = taken_in(reader, EVERYTHING)
    bad = replace(written("another"), pictures=tuple(replace(one, alt="\0") for one in EVERYTHING.pictures))
    again = prepare(Manuscript("Storms", (), "en", (replace(EVERYTHING, pictures=()), bad)))
    with pytest.raises(DataError):
        write_manuscript(vividpage=vividpage, prepared=again)

    assert has_files(vividpage)


def test_a_deleted_book_leaves_none_of_its_own_pictures(
    reader: User, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    vividpage = taken_in(reader, EVERYTHING)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(vividpage=vividpage)

    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert not Chapter.objects.exists()


def test_kinds_that_do_not_fit_the_paragraphs_are_refused(vividpage: VividPage) -> None:
    with pytest.raises(IntegrityError, match="scene_kinds_agree"):
        vividpage.scenes.update(kinds=["prose", "verse"])


def test_a_chapter_of_spreads_stays_one_when_the_book_is_cut_anew(reader: User) -> None:
    paragraphs = (Paragraph("One."), Paragraph("", "break"), Paragraph("", "break"), Paragraph("Three."))
    chapter = ManuscriptChapter("Spreads", paragraphs, in_spreads=True)
    vividpage = make_vividpage(owner=reader)
    services.write_chapters(vividpage=vividpage, chapters=[chapter])
    before = list(vividpage.scenes.values_list("pk", "text"))

    assert [text for _, text in before] == ["One.", "", "Three."]
    vividpage.density = "per-paragraph"
    vividpage.save()
    services.apply_density(vividpage=vividpage, before="per-scene")
    assert list(vividpage.scenes.values_list("pk", "text")) == before
