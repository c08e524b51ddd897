"""The text of a page: read, cut and measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.pages.cutting import cut
from publishing.pages.fitting import PITCH, TEMPLATES, Passage, fit_of, heights_of, text_svg
from publishing.pages.markup import Run, escaped, paragraphs_in, source_of
from publishing.pages.tests.books import SENTENCE, marked
from publishing.pages.tree import PagedBook, PlacedText
from publishing.rectangle import Rectangle
from storyboards.illustrated.tree import BookParagraph

BOOK = PagedBook(8.5, 8.5, "en", "early", ())
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=40)


def words(source: str) -> str:
    return re.sub(r"\s+", "", source)


@given(st.lists(LINE, min_size=1, max_size=6).map(" ".join))
def test_what_a_book_says_is_read_as_it_stands(text: str) -> None:
    paragraphs = list(paragraphs_in(source_of(BookParagraph(text))))

    assert [paragraph.text for paragraph in paragraphs] == [text]
    assert [paragraph.text for paragraph in paragraphs_in(escaped(text))] == [text]


def test_emphasis_becomes_italics_and_a_star_stays_a_star() -> None:
    [paragraph] = paragraphs_in(source_of(marked("He *never* slept.", (3, 10), (11, 16))))

    assert paragraph.lines == (
        (Run("He "), Run("*never*", italic=True), Run(" "), Run("slept", italic=True), Run(".")),
    )


def test_headings_and_lines_of_verse_are_told_apart() -> None:
    heading, verse = paragraphs_in("# The Mill\n\nO mill,\nstand still.")

    assert (heading.is_heading, heading.text) == (True, "The Mill")
    assert (verse.is_heading, len(verse.lines)) == (False, 2)


@given(
    st.lists(st.text("Ab. *“”\n", min_size=1, max_size=80).map(str.strip).filter(bool), max_size=5),
    st.lists(st.integers(0, 50), min_size=1, max_size=5).filter(any),
)
def test_cutting_loses_nothing(paragraphs: list[str], capacities: list[int]) -> None:
    texts = cut(paragraphs, capacities)

    assert len(texts) == len(capacities)
    assert words("".join(texts)) == words("".join(paragraphs))
    assert not any(text for text, capacity in zip(texts, capacities, strict=True) if not capacity)


def test_a_cut_between_paragraphs_is_liked_better_and_a_heading_keeps_its_text() -> None:
    first, second = (SENTENCE * 4).strip(), (SENTENCE * 5).strip()

    assert cut([first, second], [1, 1]) == [first, second]
    assert cut(["# One", SENTENCE.strip()], [1, 1])[0] in ("", f"# One\n\n{SENTENCE.strip()}")


def test_a_text_is_as_high_as_its_lines() -> None:
    one, two = heights_of([Passage("A word.", 300, 20, "en"), Passage("A word.\nAnother.", 300, 20, "en")])

    assert one == 20
    assert two - one == pytest.approx(20 * PITCH)


def test_a_text_that_is_too_long_is_told_in_lines() -> None:
    def fit(lines: int) -> int:
        text = PlacedText("\n".join(["word"] * lines), Rectangle(0.1, 0.1, 0.8, 0.25), 20)
        return fit_of(text, BOOK).lines

    room = 8.5 * 72 * 0.25
    fitting = int((room - 20) / (20 * PITCH)) + 1
    assert [fit(fitting), fit(fitting + 1), fit(fitting + 3)] == [0, 1, 3]


def test_no_text_is_code_for_the_typesetter() -> None:
    hostile = '#panic("x") #read("/etc/passwd") $x$ <label> @ref `raw` = heading \\ "quoted" //'
    as_words = heights_of([Passage(hostile, 2000, 12, "en"), Passage("one line", 2000, 12, 'x"y')])

    assert as_words[0] == as_words[1] == 12


def test_a_text_is_drawn_as_high_as_its_box_or_higher() -> None:
    box = Rectangle(0.1, 0.1, 0.5, 0.1)
    short = text_svg(PlacedText("A word.", box, 20), BOOK).decode()
    long = text_svg(PlacedText(SENTENCE * 9, box, 20), BOOK).decode()

    def height(svg: str) -> float:
        return float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)[1])

    assert round(height(short), 1) == 61.2
    assert height(long) > 200


def test_the_pitch_of_lines_is_that_of_the_template() -> None:
    assert f"#let pitch = {PITCH} " in Path(TEMPLATES / "passage.typ").read_text()
