"""Text and marks become HTML in which nothing but our own elements is markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from books.manuscript import Mark
from books.markup import Sign, html_of, marks_of, paragraphs_of, stored

PLACES = st.integers(-3, 60)
MARKS = st.lists(st.builds(Mark, PLACES, PLACES, st.sampled_from(["emphasis", "strong", "small-caps"])), max_size=8)
TEXTS = st.text(st.sampled_from("ab <>&\"'/=\n;#éem"), max_size=40)


@given(TEXTS, MARKS)
def test_without_its_tags_the_html_is_the_text(text: str, marks: list[Mark]) -> None:
    assert unescape(re.sub(r"<[^<>]*>", "", html_of(text, marks))) == text


@given(TEXTS, MARKS)
def test_the_elements_are_well_formed_however_the_marks_lie(text: str, marks: list[Mark]) -> None:
    root = etree.fromstring(f"<p>{html_of(text, marks)}</p>")

    assert "".join(root.itertext()) == text  # type: ignore[arg-type]


@given(TEXTS, MARKS)
def test_each_character_has_the_elements_of_the_marks_around_it(text: str, marks: list[Mark]) -> None:
    kinds = {"em": "emphasis", "strong": "strong", "span": "small-caps"}
    elements: list[set[str]] = []

    def tell(element: etree._Element, around: set[str]) -> None:
        elements.extend([around] * len(element.text or ""))
        for child in element:
            tell(child, around | {kinds[child.tag]})
            elements.extend([around] * len(child.tail or ""))

    tell(etree.fromstring(f"<p>{html_of(text, marks)}</p>"), set())

    assert elements == [{m.kind for m in marks if m.start <= place < m.end} for place in range(len(text))]


def test_marks_within_one_another_are_elements_within_one_another() -> None:
    marks = [Mark(0, 9, "emphasis"), Mark(4, 9, "strong")]

    assert html_of("The wind rose.", marks) == "<em>The <strong>wind </strong></em>rose."


def test_what_the_file_wrote_comes_through_as_text() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror='go()'> &amp;"

    assert html_of(hostile, [Mark(2, 29, "emphasis")]) == (
        "&lt;s<em>cript&gt;alert(1)&lt;/script&gt;&lt;img</em> src=x onerror=&#x27;go()&#x27;&gt; &amp;amp;"
    )


@given(TEXTS, TEXTS, MARKS)
def test_the_marks_of_a_scene_fall_to_its_paragraphs(one: str, two: str, marks: list[Mark]) -> None:
    one, two = one.replace("\n", " "), two.replace("\n", " ")
    paragraphs = paragraphs_of(f"{one}\n\n{two}", marks)

    assert [text for text, _ in paragraphs] == [one, two]
    for (text, own), before in zip(paragraphs, (0, len(one) + 2), strict=True):
        assert html_of(text, own) == html_of(
            text, [Mark(mark.start - before, mark.end - before, mark.kind) for mark in marks]
        )


@given(MARKS)
def test_marks_come_back_from_the_database_as_they_were(marks: list[Mark]) -> None:
    assert marks_of(stored(marks)) == tuple(marks)


@pytest.mark.parametrize("kept", [[0, 3, "script"], ["0", 3, "strong"], [0, None, "strong"]])
def test_what_is_no_mark_in_the_database_is_left_out(kept: list[object]) -> None:
    assert marks_of([kept, [0, 1, "strong"]]) == (Mark(0, 1, "strong"),)  # type: ignore[list-item]


def test_the_sign_of_a_note_stands_where_the_text_has_it_and_leads_to_it() -> None:
    signs = [Sign(4, "*", "#note-1", "sign-1"), Sign(9, "2", "#note-2")]

    html = html_of("The mill.", [Mark(0, 4, "emphasis")], signs=signs)

    assert html == (
        '<em>The </em><sup class="note-sign"><a href="#note-1" id="sign-1" role="doc-noteref">*</a></sup>mill.'
        '<sup class="note-sign"><a href="#note-2" role="doc-noteref">2</a></sup>'
    )


def test_what_a_sign_says_is_text() -> None:
    assert "<b>" not in html_of("Mill.", signs=[Sign(0, "<b>", '"<b>')])
