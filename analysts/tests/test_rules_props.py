"""The rules and the sketch artist share one vocabulary of props."""

from __future__ import annotations

import pytest

from analysts.lexicon.things import PROP_WORDS
from analysts.rules.scenes.moments import props_of
from analysts.tests.rules_stories import book
from analysts.text.blocks import read_blocks
from sketch.props.drawings import DRAWINGS
from sketch.props.vocabulary import PROPS, words_for_props


def named_in(text: str) -> tuple[str, ...]:
    return props_of(read_blocks(book(text)))


@pytest.mark.parametrize("word", sorted(PROP_WORDS))
def test_whatever_the_rules_can_name_can_be_drawn(word: str) -> None:
    named = named_in(f"Ada came upon a {word} there. The {word} was old.")

    assert named == (word,)
    assert [PROPS[known].name in DRAWINGS for known in words_for_props(named)] == [True]


@pytest.mark.parametrize("drawing", sorted(DRAWINGS))
def test_whatever_can_be_drawn_can_be_named_by_the_rules(drawing: str) -> None:
    named = named_in(f"Ada came upon a {drawing} there. The {drawing} was old.")

    assert [PROPS[word].name for word in named] == [drawing]


def test_everyday_things_count_only_where_they_come_up_again() -> None:
    assert named_in("She stood by the door and held the lantern.") == ("lantern",)
    assert "door" in named_in("She stood by the door with a lantern. The door was shut.")
