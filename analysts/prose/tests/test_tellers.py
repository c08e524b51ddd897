"""Who tells a story within a book: its "I" is one person, whoever a rule of turns takes its paragraphs for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.prose.beings.being import Being, ParsedChapter, Speech
from analysts.prose.beings.tellers import teller_at_end, tellers_of
from analysts.prose.coreference.names import NameIndex
from analysts.prose.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

HOLT = Being("Mr. Holt", "named", "male", forms={"Mr. Holt", "Holt"})
WARD = Being("Dr. Ward", "named", "male", forms={"Dr. Ward", "Ward"})
CLIENT = Being("Miss Ada Finch", "named", "female", forms={"Miss Ada Finch", "Miss Finch", "Ada Finch", "Finch"})
NAMES = NameIndex([HOLT, WARD, CLIENT])
LONG = "I went down to the old house by the river and found the door of it open."


def tellers(
    story: Sequence[tuple[str, str]], *, narrator: Being | None = None, goes_on: Being | None = None
) -> list[str | None]:
    """Return who tells each paragraph of a story, given who speaks by turns and what is said."""
    speeches = [Speech(n, 0, len(text), text, speaker, 0.6) for n, (speaker, text) in enumerate(story)]
    sentences = [Sentence(n, 0, len(text), (), (), told=True) for n, (_, text) in enumerate(story)]
    chapter = ParsedChapter(1, tuple(0 for _ in story), sentences, speeches)
    found = tellers_of(chapter, NAMES.bearers, narrator, goes_on)
    return [found[n].name if n in found else None for n in range(len(story))]


BY_TURNS = [("Mr. Holt", LONG), ("Dr. Ward", LONG), ("Mr. Holt", LONG), ("Dr. Ward", LONG)]


@pytest.mark.parametrize(
    "told",
    [
        "My name is Ada Finch, and I live alone.",
        "‘Come in, Miss Finch,’ said the old man, and I went in.",
    ],
)
def test_who_gives_their_name_or_is_called_by_it_tells_the_whole_story(told: str) -> None:
    assert tellers([*BY_TURNS, ("Mr. Holt", told)]) == ["Miss Ada Finch"] * 5


def test_who_is_called_while_the_story_is_told_does_not_tell_it() -> None:
    story = [*BY_TURNS, ("Mr. Holt", "You will see, Mr. Holt, that I was afraid.")]

    assert "Mr. Holt" not in tellers(story)


def test_who_is_told_of_does_not_tell() -> None:
    of_her = [("Mr. Holt", f"Then Miss Finch sat down. {LONG}")] * 3

    assert tellers([*of_her, ("Mr. Holt", "‘Sit down, Miss Finch,’ said I.")]) == ["Mr. Holt"] * 4


def test_a_story_is_gone_on_with_by_who_began_it() -> None:
    begun = [("Mr. Holt", f"My name is Ada Finch. {LONG}"), *BY_TURNS[1:]]
    asked = [("Mr. Holt", "And then?")] * 7
    speeches = [*begun, *asked, *BY_TURNS]
    gap = range(len(begun), len(begun) + len(asked))
    sentences = [Sentence(n, 0, len(t), (), (), told=n not in gap) for n, (_, t) in enumerate(speeches)]
    said = [Speech(n, 0, len(text), text, speaker, 0.6) for n, (speaker, text) in enumerate(speeches)]
    found = tellers_of(ParsedChapter(1, (), sentences, said), NAMES.bearers, None)

    assert {found[n].name for n in range(len(speeches)) if n not in gap} == {"Miss Ada Finch"}


def test_a_story_goes_on_in_the_next_chapter() -> None:
    assert tellers(BY_TURNS, goes_on=CLIENT) == ["Miss Ada Finch"] * 4


@pytest.mark.parametrize(("asked", "teller"), [(0, WARD), (20, None)])
def test_a_chapter_that_ends_with_talk_ends_with_no_story(asked: int, teller: Being | None) -> None:
    chapter = ParsedChapter(1, (1,) * (4 + asked), ())

    assert teller_at_end(chapter, {1: HOLT, 3: WARD}) is teller
