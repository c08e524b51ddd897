"""Texts that were written again are found in what there was before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from books.manuscript import Mark, NoteAnchor, Paragraph
from books.text.matching import match_texts
from books.text.passages import paragraphs_of, passage_of

texts = st.lists(st.sampled_from(["the sea rose", "the lamp was lit", "nobody came", "a b c d", ""]), max_size=12)


@given(texts, texts)
def test_no_text_of_before_is_found_twice(old: list[str], new: list[str]) -> None:
    matched = [index for index in match_texts(old, new) if index is not None]

    assert len(matched) == len(set(matched))
    assert all(0 <= index < len(old) for index in matched)


@given(texts, texts)
def test_every_text_that_stayed_is_found(old: list[str], new: list[str]) -> None:
    matched = match_texts(old, new)

    for text in set(old) & set(new):
        kept = [index for index, other in enumerate(new) if other == text and matched[index] is not None]
        assert len(kept) >= min(old.count(text), new.count(text))


@given(texts)
def test_a_text_that_did_not_change_is_the_same_throughout(old: list[str]) -> None:
    assert match_texts(old, old) == list(range(len(old)))


def test_a_rewritten_text_is_found_between_its_neighbours() -> None:
    assert match_texts(["one two", "the old lamp was lit", "three"], ["one two", "the lamp was lit", "three"]) == [
        0,
        1,
        2,
    ]


def test_another_text_in_the_same_place_is_not_the_same() -> None:
    assert match_texts(["one two", "the lamp was lit"], ["one two", "nobody came to the harbour"]) == [0, None]


def test_texts_that_changed_places_are_found() -> None:
    assert match_texts(["one", "two", "three"], ["three", "one", "two"]) == [2, 0, 1]


kinds = st.sampled_from(["prose", "verse", "letter", "heading", "list"])
words = st.text("ab ", min_size=1, max_size=9).filter(str.strip)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(words)
    end = draw(st.integers(1, len(text)))
    marks = (Mark(draw(st.integers(0, end - 1)), end, "emphasis"),) if draw(st.booleans()) else ()
    anchors = (NoteAnchor(draw(st.integers(0, len(text))), 0),) if draw(st.booleans()) else ()
    return Paragraph(text, draw(kinds), marks, anchors)  # type: ignore[arg-type]


@given(st.lists(st.one_of(paragraphs(), st.just(Paragraph("", "break"))), max_size=8))
def test_a_passage_gives_its_paragraphs_back(told: list[Paragraph]) -> None:
    back = list(paragraphs_of(passage_of(told)))

    assert [p for p in back if p.kind != "break"] == [p for p in told if p.kind != "break"]
    assert list(paragraphs_of(passage_of(back))) == back
