"""Captions and lists of illustrations quote whole sentences where they can."""

from __future__ import annotations

import pytest

from storyboards.pictures.quoting import listed, quoted


@pytest.mark.parametrize(
    ("moment", "caption"),
    [
        ("She carried the shoes into the house. She put them on the table.",) * 2,
        (
            "She carried the shoes into the house by herself. Then she came out to the miller again and said",
            "She carried the shoes into the house by herself.",
        ),
        (
            "Mr. Holt sat upon the doorstep of the mill and looked at the sky. The girl stood in the door with the dog "
            "in her arms, and looked at the sky too.",
            "Mr. Holt sat upon the doorstep of the mill and looked at the sky.",
        ),
        (
            "He led them to the tree, but as he came under the branches they bent down and twined around him, and in a "
            "minute he was raised from the ground and flung among his friends.",
            "He led them to the tree, but as he came under the branches they bent down and twined around him…",
        ),
        ("When the soldier came back at last, she asked", "When the soldier came back at last…"),
        ("No.", "No."),
        ("", ""),
    ],
)
def test_a_caption_is_whole_sentences_where_they_fit(moment: str, caption: str) -> None:
    assert quoted(moment, 120) == caption


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        (
            "So he walked to the Throne Room and knocked at the door.",
            "So he walked to the Throne Room and knocked at the door",
        ),
        ("“Oh, dear! Oh, dear!” cried the girl in dismay. She ran.", "“Oh, dear! Oh, dear!” cried the girl in dismay"),
        ("Are you quite sure that it is stuffed? It moves.", "Are you quite sure that it is stuffed?"),
        (
            "The woman called to them that supper was ready, so they gathered around the long table in the kitchen",
            "The woman called to them that supper was ready",
        ),
        (
            "She was within a few steps of it, and he was holding out his hands to her, when, crack! went the ropes",
            "She was within a few steps of it, and he was holding out his hands to her",
        ),
    ],
)
def test_a_list_names_a_picture_by_what_makes_sense_alone(caption: str, line: str) -> None:
    assert listed(caption, 80) == line


def test_a_sentence_without_clauses_is_cut_between_words() -> None:
    assert listed("word " * 30, 80) == "word " * 15 + "word…"
