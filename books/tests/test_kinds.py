"""Each paragraph has its kind, by what the book calls it, by its element, or by its words; the text stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books.epub import read_epub
from books.epub.pages.kinds import is_verse
from books.tests.epubs import PROSE, build, chapter, page

if TYPE_CHECKING:
    from books.manuscript import Paragraph

LINES = ("Tell me the way to the water,", "Said the moth to the flame,", "And the flame said: Over.")
BROKEN = "<br/>".join(LINES)


def paragraphs(body: str) -> list[Paragraph]:
    (chapter,) = read_epub(build({"one.xhtml": page(f"<h2>One</h2><p>{PROSE}</p>{body}<p>{PROSE}</p>")})).chapters
    return list(chapter.paragraphs[1:-1])


def kinds(body: str) -> list[tuple[str, str]]:
    """Return how each paragraph of a chapter with this markup begins, and its kind."""
    return [(paragraph.text.split()[0], paragraph.kind) for paragraph in paragraphs(body)]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>Hark.</p>", "prose"),
        ("<blockquote><p>Hark.</p></blockquote>", "prose"),
        ('<div epub:type="z3998:verse"><p>Hark.</p></div>', "verse"),
        ('<blockquote epub:type="z3998:poem"><p><span>Hark.</span></p></blockquote>', "verse"),
        ('<p class="poem">Hark.</p>', "verse"),
        ('<div class="poetry"><div class="stanza"><div class="line">Hark.</div></div></div>', "verse"),
        ('<div class="linegroup"><div>Hark.</div></div>', "verse"),
        ('<blockquote epub:type="z3998:letter"><p>Hark.</p></blockquote>', "letter"),
        ('<div epub:type="letter"><p>Hark.</p></div>', "letter"),
        ('<p class="letter">Hark.</p>', "letter"),
        ('<div class="letter-body"><p>Hark.</p></div>', "letter"),
        ('<p class="telegram">Hark.</p>', "letter"),
        ('<p class="first-letter">Hark.</p>', "prose"),
        ('<p class="letter-spaced">Hark.</p>', "prose"),
        ('<p class="newsletter">Hark.</p>', "prose"),
        ("<ul><li>Hark.</li></ul>", "list"),
        ("<ol><li><p>Hark.</p></li></ol>", "list"),
        ("<dl><dd>Hark.</dd></dl>", "list"),
        ('<ul class="poem"><li>Hark.</li></ul>', "verse"),
        ('<ul><li><p class="letter">Hark.</p></li></ul>', "letter"),
        ("<figure><figcaption>Hark.</figcaption></figure>", "caption"),
        ('<p class="caption">Hark.</p>', "caption"),
        ('<div class="figcaption1"><p>Hark.</p></div>', "caption"),
        ("<table><caption>Hark.</caption></table>", "caption"),
        ("<h3>Hark.</h3>", "heading"),
    ],
)
def test_a_paragraph_is_what_its_book_calls_it(body: str, kind: str) -> None:
    assert kinds(body) == [("Hark.", kind)]


def test_a_quotation_with_a_salutation_is_a_letter() -> None:
    body = "<blockquote><p>My dear Ann,—</p><p>Come.</p><p>Yours</p></blockquote><p>She read.</p>"

    assert kinds(body) == [("My", "letter"), ("Come.", "letter"), ("Yours", "letter"), ("She", "prose")]


@pytest.mark.parametrize("closing", ["Yours very truly,<br/>A. B.", "I remain, Sir, your obedient servant"])
def test_a_quotation_with_a_closing_is_a_letter(closing: str) -> None:
    assert kinds(f"<blockquote><p>Come.</p><p>{closing}</p></blockquote>")[0] == ("Come.", "letter")


@pytest.mark.parametrize("text", ["The dear old mill stood there.", "Sirens were heard.", "Careful, he said."])
def test_any_other_quotation_is_prose(text: str) -> None:
    assert kinds(f"<blockquote><p>{text}</p></blockquote>")[0][1] == "prose"


def test_short_lines_that_capitals_begin_are_verse() -> None:
    assert kinds(f"<p>{BROKEN}</p>") == [("Tell", "verse")]


@pytest.mark.parametrize(
    "lines",
    [
        LINES[:2],
        ("Mr. John Smith,", "12, Mill Lane,", "London, W. 3"),
        ("he went, and came,", "and went, and came,", "and never stayed"),
        ("PART ONE,", "THE MILL,", "A ROMANCE"),
        ("A.", "B,", "C."),
    ],
)
def test_other_lines_are_none(lines: tuple[str, ...]) -> None:
    assert not is_verse("\n".join(lines), is_quoted=False)


@pytest.mark.parametrize("body", ['<div class="verse-block">{}</div>', '<p class="poem">{}</p>'])
def test_verse_that_only_its_source_sets_in_lines_keeps_them(body: str) -> None:
    body = body.format("\n  " + "\n  ".join(LINES))

    assert paragraphs(body)[0].text == "\n".join(LINES)


def test_verse_that_its_source_wraps_anywhere_is_put_together() -> None:
    words = " ".join(LINES).split()
    body = '<div class="verse"><p>' + "\n".join(" ".join(words[i : i + 3]) for i in range(0, len(words), 3))

    assert paragraphs(body + "</p></div>")[0].text == " ".join(LINES)


def test_two_lines_of_a_quotation_are_verse() -> None:
    lines = "The stubborn spearsmen still made good<br/>Their dark impenetrable wood"

    assert kinds(f"<blockquote><p>{lines}</p></blockquote><p>{lines}</p>") == [("The", "verse"), ("The", "prose")]


def test_front_and_back_matter_has_lines_without_being_verse() -> None:
    chapters = read_epub(
        build({"t.xhtml": page(f"<p>{BROKEN}</p>", attributes='epub:type="frontmatter"'), "one.xhtml": page(PROSE)})
    ).chapters

    assert [(chapter.kind, chapter.paragraphs[0].kind) for chapter in chapters] == [
        ("front", "prose"),
        ("body", "prose"),
    ]


def test_front_and_back_matter_has_kinds_and_marks_too() -> None:
    body = '<h1>Thanks</h1><p class="verse">To <em>her</em></p><ul><li>Ann</li></ul>'
    thanks = read_epub(
        build({"one.xhtml": chapter("Chapter 1"), "two.xhtml": page(body, attributes='epub:type="acknowledgments"')})
    ).chapters[1]

    assert thanks.kind == "back"
    assert [(paragraph.kind, len(paragraph.marks)) for paragraph in thanks.paragraphs] == [("verse", 1), ("list", 0)]
