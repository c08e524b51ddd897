"""Pages in the database: laid out, edited, and each edit taken back exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from publishing.models import Page, PageEdit, PageSet
from publishing.pages import editing
from publishing.pages.checking import problems_of
from publishing.pages.journal import PagesRefused, latest_edit, undo_pages
from publishing.pages.laying import Plan
from publishing.pages.reading import paged_book
from publishing.pages.services import lay_out
from publishing.publication import publication_of
from publishing.tests.books import keep_image, make_published_book
from storyboards.models import RENDITIONS, Picture, PictureVersion
from storyboards.tests.making import hide

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book of two scenes, laid out."""
    vividpage = make_published_book(reader)
    lay_out(vividpage=vividpage, plan=Plan(audience="young"), by=reader)
    return vividpage


def rows(vividpage: VividPage) -> list[dict[str, Any]]:
    pages = [dict(row) for row in Page.objects.filter(vividpage=vividpage).values()]
    return [*pages, *(dict(row) for row in PageSet.objects.filter(vividpage=vividpage).values())]


def page(vividpage: VividPage, number: int) -> Page:
    return Page.objects.get(vividpage=vividpage, number=number)


def pictured(vividpage: VividPage) -> list[Page]:
    return list(Page.objects.filter(vividpage=vividpage, role="story", picture__isnull=False))


def test_what_is_laid_out_is_read_again_as_it_was(vividpage: VividPage, reader: User) -> None:
    paged = lay_out(vividpage=vividpage, plan=Plan(audience="young"), by=reader)

    read = publication_of(vividpage).pages
    assert read.is_edited
    assert [(one.number, one.layout, one.role, one.text) for one in read.pages] == [
        (one.number, one.layout, one.role, one.text) for one in paged.pages
    ]
    plates = [(one.picture.image.name, one.picture.box, one.picture.focus) for one in paged.pages if one.picture]
    assert [(one.picture.image.name, one.picture.box, one.picture.focus) for one in read.pages if one.picture] == plates
    assert any(one.picture.alt for one in read.pages if one.picture)
    assert problems_of(read) == []


def test_a_book_without_pictures_is_not_laid_out(vividpage: VividPage, reader: User) -> None:
    for version in PictureVersion.objects.all():
        hide(version)

    with pytest.raises(PagesRefused, match="no pictures yet"):
        lay_out(vividpage=vividpage, plan=Plan(), by=reader)
    assert all(one.picture is None for one in paged_book(vividpage).pages)


def test_words_that_come_to_stand_on_a_picture_get_an_ink_that_can_be_read(vividpage: VividPage, reader: User) -> None:
    plate = pictured(vividpage)[0]
    for colour, ink, remark in (("black", "light", ""), ("white", "dark", ""), ("#7a7a7a", "light", "No ink can be")):
        stored = keep_image(f"ground-{ink}-{bool(remark)}", colour)
        PictureVersion.objects.filter(pk=plate.picture.active_version_id).update(
            image=stored.name, **dict.fromkeys(RENDITIONS, "")
        )
        editing.change_page(page=plate, by=reader, layout="panel-below")

        said = editing.change_page(page=page(vividpage, plate.number), by=reader, layout="open-below")

        assert page(vividpage, plate.number).ink == ink
        assert said.startswith(remark)
        assert bool(said) == bool(remark)


def edits(vividpage: VividPage, by: User) -> list[Any]:
    """Every kind of edit, as functions."""
    plate = pictured(vividpage)[0]
    empty = Page.objects.filter(vividpage=vividpage, picture=None, role="story").first()
    return [
        lambda: editing.change_page(page=plate, by=by, layout="framed", text="Other\n\nwords.", size=18.5),
        lambda: editing.change_page(page=plate, by=by, text_box=[0.1, 0.1, 0.5, 0.5], ink="light", zoom=2.0),
        lambda: editing.move_page(page=plate, to=2, by=by),
        lambda: editing.move_page(page=plate, to=99, by=by),
        lambda: editing.add_page(after=plate, by=by),
        lambda: editing.remove_page(page=plate, by=by),
        lambda: editing.merge_page(page=page(vividpage, 1), by=by),
        lambda: editing.swap_pictures(page=plate, other=empty, by=by),
        lambda: lay_out(vividpage=vividpage, plan=Plan(5, 8, audience="older"), by=by),
    ]


@pytest.mark.parametrize("number", range(9))
def test_each_edit_is_taken_back_exactly(vividpage: VividPage, reader: User, number: int) -> None:
    before = rows(vividpage)

    edits(vividpage, reader)[number]()
    changed = rows(vividpage)
    numbers = [row["number"] for row in changed if "number" in row]
    undo_pages(vividpage_id=vividpage.pk)

    assert changed != before
    assert numbers == list(range(1, len(numbers) + 1))
    assert rows(vividpage) == before
    assert latest_edit(vividpage.pk) is None


def test_edits_are_taken_back_the_latest_first(vividpage: VividPage, reader: User) -> None:
    states = []
    for edit in edits(vividpage, reader)[:5]:
        states.append(rows(vividpage))
        edit()

    for state in reversed(states):
        undo_pages(vividpage_id=vividpage.pk)
        assert rows(vividpage) == state
    with pytest.raises(PagesRefused, match="nothing to undo"):
        undo_pages(vividpage_id=vividpage.pk)


def test_an_edit_that_cannot_be_taken_back_leaves_all_as_it_is(vividpage: VividPage, reader: User) -> None:
    plate = pictured(vividpage)[0]
    editing.remove_page(page=plate, by=reader)
    Picture.objects.filter(pk=plate.picture_id).update(active_version=None)
    Picture.objects.filter(pk=plate.picture_id).delete()
    before = rows(vividpage)

    with pytest.raises(PagesRefused, match="cannot be undone"):
        undo_pages(vividpage_id=vividpage.pk)
    assert rows(vividpage) == before
    assert PageEdit.objects.count() == 1


def test_a_page_is_split_between_its_paragraphs_and_merged_again(vividpage: VividPage, reader: User) -> None:
    whole = pictured(vividpage)[0]
    editing.change_page(page=whole, by=reader, text="One.\n\nTwo.")

    second = editing.split_page(page=whole, by=reader)
    assert (page(vividpage, whole.number).text, second.text) == ("One.", "Two.")
    editing.merge_page(page=whole, by=reader)
    assert page(vividpage, whole.number).text == "One.\n\nTwo."

    editing.change_page(page=whole, by=reader, text="One")
    with pytest.raises(PagesRefused, match="too little text"):
        editing.split_page(page=whole, by=reader)


def test_a_picture_over_both_pages_brings_the_page_beside_it_along(vividpage: VividPage, reader: User) -> None:
    left = page(vividpage, 4)
    editing.change_page(page=left, by=reader, layout="spread-left")

    beside = page(vividpage, 5)
    assert (beside.layout, beside.picture_id) == ("spread-right", left.picture_id)
    editing.change_page(page=beside, by=reader, text="")
    assert problems_of(paged_book(vividpage)) == []
    with pytest.raises(PagesRefused, match="left-hand page"):
        editing.change_page(page=left, by=reader, layout="spread-right")

    editing.move_page(page=beside, to=6, by=reader)
    assert {one.page for one in problems_of(paged_book(vividpage))} == {4, 6}
    undo_pages(vividpage_id=vividpage.pk)
    editing.change_page(page=left, by=reader, layout="picture")
    assert page(vividpage, 5).picture_id is None


def test_text_that_is_too_long_or_too_near_to_the_edge_is_told(vividpage: VividPage, reader: User) -> None:
    plate = pictured(vividpage)[0]
    editing.change_page(page=plate, by=reader, layout="above", text="\n".join(["word"] * 9), size=20)
    [problem] = problems_of(paged_book(vividpage))
    assert problem.words == "Its text is 4 lines too long."

    editing.change_page(page=plate, by=reader, text_box=[0.02, 0.1, 0.9, 0.8])
    [problem] = problems_of(paged_book(vividpage))
    assert problem.words == "Its text stands too near to the edge."


def test_the_book_itself_is_left_alone(vividpage: VividPage, reader: User) -> None:
    before = list(vividpage.scenes.values("text"))

    editing.change_page(page=pictured(vividpage)[0], by=reader, text="Quite another story.")

    assert list(vividpage.scenes.values("text")) == before


def test_too_much_text_is_refused(vividpage: VividPage, reader: User) -> None:
    with pytest.raises(PagesRefused, match="6,000 characters"):
        editing.change_page(page=page(vividpage, 1), by=reader, text="x" * 6001)


def test_pages_go_with_their_book(vividpage: VividPage) -> None:
    vividpage.delete()

    assert not Page.objects.exists()
    assert not PageSet.objects.exists()
