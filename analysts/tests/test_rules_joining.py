"""What was read in the parsed prose and what the words say are joined: the surer of the two."""

from __future__ import annotations

import pytest

from analysts.bible import PersonInScene, SceneReading, Span
from analysts.rules.scenes.joining import people_of, place_confidence, settings_as_read
from analysts.rules.scenes.places import NOWHERE, Whereabouts
from analysts.rules.scenes.retelling import Renaming, retell

KNOWN = {"Nora", "Ben", "Tom"}
MOMENT = Span(1000, 1100)


def names(reading: SceneReading) -> list[str]:
    by_words = [PersonInScene(name) for name in ("Nora", "Ben", "Tom")]
    return [seen.person for seen in people_of(reading, by_words, KNOWN)]


def test_who_is_sure_in_the_moment_comes_first_and_who_is_not_is_left_out() -> None:
    seen = (PersonInScene("Ben", part="actor", confidence=0.9), PersonInScene("Tom", confidence=0.4))

    assert names(SceneReading(1, people=seen, moment_span=MOMENT)) == ["Ben"]


def test_the_actor_stays_where_nobody_is_sure() -> None:
    seen = (PersonInScene("Ben", part="actor", confidence=0.5), PersonInScene("Tom", confidence=0.4))

    assert names(SceneReading(1, people=seen, moment_span=MOMENT)) == ["Ben"]


def test_somebody_whom_the_bible_has_no_more_is_not_seen() -> None:
    seen = (PersonInScene("Anna", confidence=0.9), PersonInScene("Ben", confidence=0.9))

    assert names(SceneReading(1, people=seen, moment_span=MOMENT)) == ["Ben"]


def test_a_scene_plays_where_it_was_read_to_play_if_that_is_sure() -> None:
    words = {1: Whereabouts("the wood", "forest", False), 2: Whereabouts("the wood", "forest", False)}
    words[3] = words[1]
    read = [
        SceneReading(1, place="the kitchen", place_kind="kitchen", indoors=True, place_confidence=0.8),
        SceneReading(2, place="the garden", place_kind="garden", place_confidence=0.05),
        SceneReading(3, place="the kitchen", place_kind="kitchen", indoors=True, place_confidence=0.05),
    ]

    settings = settings_as_read(words, read)

    assert (settings[1].name, settings[2].name) == ("the kitchen", "the wood")
    assert settings[3] == Whereabouts(None, "unknown", True), "under a roof, and nothing else is known"
    assert place_confidence(read[0], settings[1]) == 0.8
    assert place_confidence(read[1], settings[2]) < 0.3
    assert place_confidence(None, NOWHERE) is None


@pytest.mark.parametrize(
    ("text", "renamings", "retold"),
    [
        (
            "She laughed, and she sat down.",
            [Renaming(0, 3, "Nora", "female"), Renaming(17, 20, "Nora", "female")],
            "Nora laughed, and she sat down.",
        ),
        (
            "I saw him, and my hands shook.",
            [Renaming(0, 1, "Jim", "male", True), Renaming(6, 9, "Ben", "male")],
            "Jim saw Ben, and his hands shook.",
        ),
        ("The curate fell, and he wept.", [Renaming(21, 23, "The curate", "male")], "The curate fell, and he wept."),
        ("Nora came. She wept.", [Renaming(11, 14, "Nora Hill", "female", aliases=("Nora",))], "Nora came. She wept."),
        ("Then he wept.", [Renaming(5, 7, "The curate", "male")], "Then the curate wept."),
    ],
)
def test_a_moment_is_retold_with_names_for_its_pronouns(text: str, renamings: list[Renaming], retold: str) -> None:
    assert retell(text, 0, len(text), renamings) == retold
