"""Passages: what they are cut from, and that their ids stay."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from authors.sources.passages import LONG, LONGEST, LONGEST_LETTERS, SHORT, passages_of
from authors.sources.records import Block
from authors.sources.tests.files import LIFE, WALK

SOURCE = UUID("00000000-0000-4000-8000-000000000001")
LONG_LIFE, LONG_WALK = f"{LIFE} {LIFE.replace('Helene', 'Ilona')}", f"{WALK} {WALK.replace('1879', '1880')}"


def block(text: str, **given: str) -> Block:
    return Block.model_validate({"text": text, **given})


def test_paragraphs_are_passages_under_their_headings() -> None:
    passages = passages_of(
        [block("Early life", kind="heading"), block(LONG_LIFE), block("Walks", kind="heading"), block(LONG_WALK)],
        source=SOURCE,
    )

    assert [(p.number, p.heading, p.text) for p in passages] == [(1, "Early life", LONG_LIFE), (2, "Walks", LONG_WALK)]


def test_short_paragraphs_are_put_together_but_not_over_a_heading_or_a_page() -> None:
    blocks = [block("She was born.", page="1"), block("She walked.", page="1"), block("She died.", page="2")]

    assert [(p.page, p.text) for p in passages_of(blocks, source=SOURCE)] == [
        ("1", "She was born. She walked."),
        ("2", "She died."),
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentences = [f"In the year {year} Helene Varga walked over the mountains once more." for year in range(1850, 1900)]

    passages = passages_of([block(" ".join(sentences))], source=SOURCE)

    assert " ".join(p.text for p in passages) == " ".join(sentences)
    assert all(p.text.endswith("more.") and SHORT <= p.word_count <= LONG for p in passages)


def test_words_without_sentences_and_letters_without_words_are_cut_all_the_same() -> None:
    passages = passages_of([block("word " * 2000), block("字" * 20_000)], source=SOURCE)

    assert all(p.word_count <= LONGEST + LONG and len(p.text) <= LONGEST_LETTERS + LONG * 8 for p in passages)


def test_the_same_words_of_the_same_source_keep_their_ids() -> None:
    before = passages_of([block(LONG_LIFE), block(LONG_WALK)], source=SOURCE)
    after = passages_of([block("New", kind="heading"), block(LONG_LIFE), block(LONG_WALK)], source=SOURCE)

    assert [p.id for p in before] == [p.id for p in after]


def test_an_edit_changes_the_id_of_its_own_passage_alone() -> None:
    before = passages_of([block(LONG_LIFE), block(LONG_WALK), block(LONG_LIFE)], source=SOURCE)
    after = passages_of([block(LONG_LIFE), block(f"{LONG_WALK} Twice."), block(LONG_LIFE)], source=SOURCE)

    assert [a.id == b.id for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_equal_words_have_ids_of_their_own() -> None:
    passages = passages_of([block(LONG_LIFE), block(LONG_LIFE)], source=SOURCE)
    elsewhere = passages_of([block(LONG_LIFE)], source=uuid4())

    assert len({p.id for p in (*passages, *elsewhere)}) == 3


@pytest.mark.parametrize("heading", ["References", "External links", "See also", "Bibliography"])
def test_what_a_source_names_in_its_apparatus_is_no_passage(heading: str) -> None:
    assert passages_of([block(heading, kind="heading"), block(LONG_LIFE)], source=SOURCE) == []
