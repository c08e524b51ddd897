"""What a book emphasises is marked beside its text, which stays as it is without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books.epub import read_epub
from books.manuscript import ManuscriptChapter, Mark, Paragraph
from books.tests.epubs import build, page
from books.text.scenes import cut_scenes


def paragraphs(body: str) -> list[Paragraph]:
    """Return the paragraphs of a book with this page."""
    return list(read_epub(build({"one.xhtml": page(f"<h2>One</h2>{body}")})).chapters[0].paragraphs)


def marked(body: str) -> list[tuple[str, str]]:
    """Return what is marked on a page, and how."""
    return [(p.text[m.start : m.end], m.kind) for p in paragraphs(body) for m in p.marks]


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("em", "emphasis"),
        ("i", "emphasis"),
        ("strong", "strong"),
        ("b", "strong"),
        ('span class="italic"', "emphasis"),
        ('span class="calibre3 bold"', "strong"),
        ('span class="smallcaps"', "small-caps"),
        ('small class="small-caps"', "small-caps"),
        ('b class="sc"', "small-caps"),
        ('span style="font-style: italic"', "emphasis"),
        ('span style="font-variant: small-caps"', "small-caps"),
    ],
)
def test_an_element_or_what_it_is_called_marks_its_text(element: str, kind: str) -> None:
    assert marked(f"<p>He had <{element}>never</{element.split(maxsplit=1)[0]}> slept.</p>") == [("never", kind)]


@pytest.mark.parametrize("element", ["span", 'span class="scene"', 'span class="bolder-than"', "abbr", "q", "small"])
def test_other_elements_mark_nothing(element: str) -> None:
    assert marked(f"<p>He had <{element}>never</{element.split(maxsplit=1)[0]}> slept.</p>") == []


def test_white_space_at_the_ends_is_not_marked() -> None:
    (paragraph,) = paragraphs("<p>He had <em> never\n </em> slept.</p>")

    assert paragraph == Paragraph("He had never slept.", marks=(Mark(7, 12, "emphasis"),))


def test_a_mark_within_another_of_its_kind_is_part_of_it() -> None:
    assert marked("<p><em>A <i>very</i> long</em> night.</p>") == [("A very long", "emphasis")]


def test_marks_of_two_kinds_may_lie_within_one_another() -> None:
    assert marked("<p><em>A <b>very</b> long</em> night.</p>") == [("A very long", "emphasis"), ("very", "strong")]


def test_a_mark_goes_on_through_the_lines_of_a_verse() -> None:
    (verse,) = paragraphs('<p class="verse"><em>Row, row,<br/>your boat,</em><br/>gently</p>')

    assert verse == Paragraph(
        "Row, row,\nyour boat,\ngently", "verse", (Mark(0, 9, "emphasis"), Mark(10, 20, "emphasis"))
    )


def test_a_mark_goes_on_through_line_ends_that_stand_for_paragraphs() -> None:
    long = "The lamp burned low in the window of the mill, and nobody on the road below could have told why"
    first, second = paragraphs(f"<p>{long} <em>it did.<br/><br/>It</em> went out.</p>")

    assert [p.text[m.start : m.end] for p in (first, second) for m in p.marks] == ["it did.", "It"]


def test_an_emphasis_of_nothing_is_no_mark() -> None:
    assert paragraphs("<p>The <em> </em>wind<i/> rose.</p>") == [Paragraph("The wind rose.")]


def test_a_note_mark_within_an_emphasis_is_neither_text_nor_marked() -> None:
    assert marked('<p>The <em>wind<a epub:type="noteref" href="#n">1</a></em> rose.</p>') == [("wind", "emphasis")]


PIECES = st.sampled_from(
    [
        "wind",
        " ",
        "  ",
        "\n",
        "\u00a0",
        "\u200b",
        "<em>",
        "</em>",
        "<b>",
        "</b>",
        "<br/>",
        "—",
        "rose.",
        "é",
        "\t",
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=14))
def test_the_text_is_what_it_is_without_emphasis(pieces: list[str]) -> None:
    source = "".join(pieces)
    opened: list[str] = []
    kept: list[str] = []
    for piece in re.findall(r"<[^>]*>|[^<]+", source):  # only what is well formed
        if piece in ("<em>", "<b>"):
            opened.append(piece.replace("<", "</"))
        elif piece.startswith("</"):
            if not opened or opened[-1] != piece:
                continue
            opened.pop()
        kept.append(piece)
    body = "".join([*kept, *reversed(opened)])
    plain = re.sub(r"</?(?:em|b)>", "", body)

    with_marks = paragraphs(f"<p>Once {body}</p>")

    assert [(p.text, p.kind) for p in with_marks] == [(p.text, p.kind) for p in paragraphs(f"<p>Once {plain}</p>")]
    for paragraph in with_marks:
        assert all(not paragraph.text[mark.start : mark.end].isspace() for mark in paragraph.marks)
        assert all(0 <= mark.start < mark.end <= len(paragraph.text) for mark in paragraph.marks)


def test_the_marks_of_a_scene_are_counted_in_its_text() -> None:
    paragraphs = [Paragraph("The wind rose."), Paragraph("He had never slept.", marks=(Mark(7, 12, "emphasis"),))]
    ((scene,),) = [text.scenes for text in cut_scenes([ManuscriptChapter("One", tuple(paragraphs))])]

    assert [scene.text[mark.start : mark.end] for mark in scene.marks] == ["never"]
