"""Whom the places of a chapter mean: names, descriptions, pronouns, speakers; and who is dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.prose.beings.being import NamedPerson, ParsedChapter, Speech
from analysts.prose.beings.cast import build_cast
from analysts.prose.parsing import ProseParser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.cast import Cast

NORA = NamedPerson("Nora Hill", ("Nora",), "female")
PETER = NamedPerson("Peter Dunn", ("Peter",), "male")
HUGO = NamedPerson("Hugo Vane", ("Hugo",), "male")


def chapter(*paragraphs: str, number: int = 1, speeches: Sequence[Speech] = ()) -> ParsedChapter:
    """Parse a chapter of one scene."""
    sentences = ProseParser().parse(paragraphs)
    return ParsedChapter(number, tuple(number for _ in paragraphs), sentences, speeches)


def meant(cast: Cast, read: ParsedChapter) -> list[tuple[str, str]]:
    """Return each head of a mention with the name of whom it means."""
    return [(read.sentences[m.sentence].tokens[m.head].text, m.being.name) for m in cast.resolve(read).mentions]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Nora Hill met Peter Dunn at the gate. She took the lamp.", "She", "Nora Hill"),
        ("Nora Hill met Peter Dunn at the gate. He took the lamp.", "He", "Peter Dunn"),
        ("Peter Dunn saw Hugo Vane in the hall. Peter struck him.", "him", "Hugo Vane"),
        ("Peter Dunn came in. He sat down and took off his hat.", "his", "Peter Dunn"),
        ("Nora Hill sat down. She washed herself.", "herself", "Nora Hill"),
    ],
)
def test_a_pronoun_means_whom_it_can_mean(text: str, pronoun: str, name: str) -> None:
    read = chapter(text)
    cast = build_cast([read], [NORA, PETER, HUGO])

    assert dict(meant(cast, read))[pronoun] == name


def test_a_description_that_comes_again_means_the_same() -> None:
    read = chapter("An old woman sat by the fire. Nora Hill came in. The old woman rose, and Nora Hill laughed.")
    resolved = build_cast([read], [NORA]).resolve(read)
    women = [m.being for m in resolved.mentions if read.sentences[m.sentence].tokens[m.head].text == "woman"]

    assert len(women) == 2
    assert women[0] is women[1]


def test_what_is_only_a_likeness_means_nobody() -> None:
    read = chapter("Nora Hill laughed like a soldier. No man saw Nora Hill.")

    assert {name for _, name in meant(build_cast([read], [NORA]), read)} == {"Nora Hill"}


def test_a_speech_has_its_speaker_and_whom_it_calls() -> None:
    read = chapter(
        "“Come here, Peter!” said Nora Hill. Peter Dunn came.",
        speeches=[Speech(0, 1, 18, "Come here, Peter!", "Nora Hill")],
    )
    (talk,) = build_cast([read], [NORA, PETER]).resolve(read).talks

    assert (talk.speaker.name, talk.addressee.name, talk.is_called) == ("Nora Hill", "Peter Dunn", True)


def test_i_is_whoever_tells_the_chapter() -> None:
    text = "I rose early. I went out. I saw Nora Hill. I called her. I took my hat. We walked down to the sea."
    read = chapter(text)
    cast = build_cast([read], [NORA, NamedPerson("Peter Dunn", ("Peter",), "male", is_narrator=True)])

    assert cast.narrator(1).name == "Peter Dunn"
    assert dict(meant(cast, read))["I"] == "Peter Dunn"


def test_the_dead_are_dead_from_then_on() -> None:
    first = chapter("Hugo Vane came in. Hugo Vane sat down. Peter Dunn struck Hugo Vane with a sword. Hugo Vane died.")
    second = chapter("Nora Hill came in. Peter Dunn wept. Nora Hill thought of Hugo Vane.", number=2)
    cast = build_cast([first, second], [NORA, PETER, HUGO])
    hugo, peter = cast.named("Hugo Vane"), cast.named("Peter Dunn")

    assert cast.is_alive(hugo, 1, 0)
    assert not cast.is_alive(hugo, 2, 0)
    assert cast.is_alive(peter, 2, 0)


def test_who_acts_again_was_not_dead() -> None:
    first = chapter("Hugo Vane came in. Peter Dunn struck Hugo Vane with a sword. Hugo Vane died.")
    second = chapter("Hugo Vane opened the door. Hugo Vane sat down. Hugo Vane drank. Hugo Vane laughed.", number=2)
    cast = build_cast([first, second], [PETER, HUGO])

    assert cast.is_alive(cast.named("Hugo Vane"), 2, 3)


@pytest.mark.parametrize(
    ("text", "noun", "not_meant"),
    [
        ("The Owl sat on the wall. Peter Dunn slept. The Owl hooted. The man spoke to the Owl.", "man", "The Owl"),
        ("Mrs. Vane came in. She sat down. Mrs. Vane smiled. The girl in green brought tea.", "girl", "Mrs. Vane"),
        ("Captain Hale came in. Captain Hale sat down. The boy brought his pipe.", "boy", "Captain Hale"),
    ],
)
def test_nobody_is_called_what_they_cannot_be(text: str, noun: str, not_meant: str) -> None:
    people = [
        NamedPerson("The Owl", ("the Owl", "Owl"), "male"),
        NamedPerson("Mrs. Vane", (), "female"),
        NamedPerson("Captain Hale", (), "male"),
        PETER,
    ]
    read = chapter(text)
    cast = build_cast([read], people)

    assert dict(meant(cast, read))[noun] != not_meant


def test_a_tellers_father_is_nobody_of_another_name() -> None:
    story = (
        "I woke early. I ran down. I saw the sea. I sang. I ate. "
        "Peter Dunn came in and sat down. Peter laughed. My father shook his head. He frowned."
    )
    read = chapter(story)
    cast = build_cast([read], [PETER, NamedPerson("Hugo Vane", ("Hugo",), "male", is_narrator=True)])

    assert dict(meant(cast, read))["father"] != "Peter Dunn"


def test_a_captain_of_something_else_is_another_one() -> None:
    hale = NamedPerson("Captain Hale", ("the captain",), "male")
    read = chapter("Captain Hale went ashore with Peter Dunn. There they met the captain of a French ship.")
    captains = [m.being.name for m in build_cast([read], [hale, PETER]).resolve(read).mentions if m.kind == "nominal"]

    assert captains != []
    assert "Captain Hale" not in captains


def test_an_office_means_nobody_before_they_are_named() -> None:
    hale = NamedPerson("Captain Hale", ("the captain",), "male")
    first = chapter(
        "The captain sat by the fire. Peter Dunn came in. “Silence!” said the captain.",
        speeches=[Speech(0, 55, 63, "Silence!", "Captain Hale")],
    )
    second = chapter("Captain Hale came aboard. The captain smiled at Peter Dunn.", number=2)
    cast = build_cast([first, second], [hale, PETER])

    assert "Captain Hale" not in [name for _, name in meant(cast, first)]
    assert [talk.speaker for talk in cast.resolve(first).talks] == [None]
    assert dict(meant(cast, second))["captain"] == "Captain Hale"


def talk(speech: str, speaker: str | None, story: str, *, sure: float = 0.7) -> tuple[str | None, dict[str, str]]:
    """Return who says the speech of a story's last sentence, and whom its words mean."""
    text = f"{story} “{speech}”"
    start = text.index("“") + 1
    tail = " he said, and sat down."
    read = chapter(f"{text}{tail}", speeches=[Speech(0, start, start + len(speech), speech, speaker, sure)])
    cast = build_cast([read], [NORA, PETER, HUGO])
    (heard,) = cast.resolve(read).talks
    return heard.speaker.name if heard.speaker else None, dict(meant(cast, read))


def test_who_is_called_in_a_speech_does_not_say_it() -> None:
    story = "Hugo Vane stood by the door. Peter Dunn came in and took off his hat. Peter laughed."
    _, words = talk("Peter, come here,", "Hugo Vane", story)

    assert words["he"] == "Hugo Vane"


def test_a_boy_is_he_of_whom_the_turns_know_that_he_speaks() -> None:
    _, words = talk("I heard it,", "Peter Dunn", "A boy sat under the tree. The boy smiled.", sure=0.97)

    assert words["he"] == "Peter Dunn"


def test_who_plainly_speaks_does_whatever_the_turns_say() -> None:
    story = "Peter Dunn rose. Peter put on his coat. He took his stick."
    speaker, _ = talk("I shall go,", "Hugo Vane", story, sure=0.5)

    assert speaker == "Peter Dunn"


def test_who_talks_more_in_the_scene_speaks_rather_than_who_he_seems_to_be() -> None:
    turns = ["It is late.", "Good night.", "I shall go,"]
    story = "Hugo Vane yawned. Peter Dunn rose. Peter put on his coat. He took his stick."
    text = f"“{turns[0]}” “{turns[1]}” {story} “{turns[2]}” he said, and sat down."
    speeches = [Speech(0, text.index(w), text.index(w) + len(w), w, "Hugo Vane", 0.9) for w in turns]
    read = chapter(text, speeches=speeches)
    talks = build_cast([read], [NORA, PETER, HUGO]).resolve(read).talks

    assert [talk.speaker.name for talk in talks if talk.speaker] == ["Hugo Vane"] * 3


def test_who_speaks_of_two_of_one_name_is_who_the_turns_say() -> None:
    people = [
        NamedPerson("Captain Hale", ("the captain",), "male"),
        NamedPerson("The captain", ("the captain",), "male"),
    ]
    text = "Captain Hale came in. “Sit down,” said the captain."
    read = chapter(text, speeches=[Speech(0, 23, 32, "Sit down,", "Captain Hale", 0.9)])

    assert dict(meant(build_cast([read], people), read))["captain"] == "Captain Hale"


@pytest.mark.parametrize("noun", ["man", "woman"])
def test_no_animal_says_what_a_man_says(noun: str) -> None:
    owl = NamedPerson("The Owl", ("the Owl", "Owl"), "male")
    text = f"The Owl sat on the wall. The Owl hooted. “Who are you?” asked the {noun}."
    read = chapter(text, speeches=[Speech(0, 42, 54, "Who are you?", "The Owl", 0.9)])

    assert [t.speaker for t in build_cast([read], [owl, PETER]).resolve(read).talks] == [None]


def test_an_ottoman_is_nobody() -> None:
    read = chapter("Nora Hill sat on the ottoman. The talisman lay beside her.")

    assert {name for _, name in meant(build_cast([read], [NORA]), read)} == {"Nora Hill"}
