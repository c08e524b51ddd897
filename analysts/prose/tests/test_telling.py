"""A moment told for a picture: small stories of our own, read by the parser as it is shipped."""

from __future__ import annotations

import pytest

from analysts.bible import Person
from analysts.prose.tests.moment_stories import PEOPLE, moment
from analysts.rules.scenes.retelling import clause_in_words


def told(story: str) -> str:
    """Return what an artist is told of the moment of a story, with the names of the bible."""
    found = moment(story)
    named = {person.name: Person(person.name, (), person.gender, "adult", "major", 5, (1,)) for person in PEOPLE}
    beings = {being for clause in found.told for part in clause if not isinstance(part, str) for being in part.beings}
    persons = {being: named[being.name] for being in beings if being.name in named}
    return " ".join(clause_in_words(clause, persons) for clause in found.told)


@pytest.mark.parametrize(
    ("story", "clauses"),
    [
        (
            "Then Ben took down from the rack the old pipe, which was to him as a friend, and, having lit it, smiled.",
            "Ben Dunn is taking down the old pipe from the rack.",
        ),
        ("Ben was struck on the head by Tom with a stick.", "Tom Reed is striking Ben Dunn on the head with a stick."),
        ("Ben gave Nora a rope. She tied it to the boat.", "Ben Dunn is giving a rope to Nora Hill."),
        ("Nora tied a green ribbon around Tom’s neck.", "Nora Hill is tying a green ribbon around Tom Reed’s neck."),
        ("Nora took the lid of it.", "Nora Hill is taking the lid."),
        ("Ben was asleep on the sofa.", "Ben Dunn is asleep on the sofa."),
        ("The iron basket was carried out by Ben.", "Ben Dunn is carrying out the iron basket."),
        (
            "Ben and Tom carried the shoes into the house and placed them on the table.",
            "Ben Dunn and Tom Reed are carrying the shoes into the house.",
        ),
        (
            "Nora and Tom sat down at the table with a pen in her hand and a lamp before her.",
            "Nora Hill and Tom Reed are sitting down at the table with a pen in their hand and a lamp before them.",
        ),
    ],
)
def test_a_deed_is_told_as_it_can_be_seen_in_one_instant(story: str, clauses: str) -> None:
    assert told(story) == clauses


def test_it_is_the_thing_that_something_was_done_to_before() -> None:
    assert told("Ben opened the yellow envelope and threw it across to Tom.") == (
        "Ben Dunn is throwing the yellow envelope to Tom Reed."
    )


def test_what_it_is_part_of_is_told_once() -> None:
    assert told("Ben was carrying a basket with a bird in it to Nora.").startswith("Ben Dunn is carrying a basket")


def test_others_are_told_of_with_what_they_do_meanwhile() -> None:
    story = "Ben knelt down by Nora, holding a lantern. Nora wept."

    assert told(story).startswith("Ben Dunn is kneeling down by Nora Hill.")
    assert "Nora Hill is weeping." in told(story)
    assert "Ben Dunn is holding a lantern." in told(story)


@pytest.mark.parametrize(
    ("story", "unseen"),
    [
        ("Ben peeled an apple with a knife at dusk in great anger.", ("dusk", "anger")),
        ("Ben carried a lantern like a sword.", ("sword",)),
        ("Nora rushed out of the court in agony.", ("agony",)),
        ("Nora sat down on a bench at Green Gables.", ("Green",)),
        ("Ben carried the lantern into the hall, followed by two men.", ("following", "men")),
        ("Ben pulled Tom out of the water with difficulty.", ("difficulty",)),
        ("Ben, who had once been a sailor, lifted Nora into the boat.", ("sailor", "once")),
        ("“Come, the house is on fire!” cried Ben, and seized Tom by the arm.", ("Come", "fire", "yes")),
    ],
)
def test_what_cannot_be_seen_is_left_out(story: str, unseen: tuple[str, ...]) -> None:
    words = told(story)

    assert words
    assert [word for word in unseen if word in words] == []


@pytest.mark.parametrize(
    ("story", "action"),
    [
        (
            "Ben carried a lantern with a cracked green glass shade and a long handle of old brass through the mill.",
            "carried a lantern with a cracked green glass shade",
        ),
        (
            "Ben put the heavy wooden box with the letters of his dead father and all his own on the table.",
            "put the heavy wooden box with the letters of his dead father",
        ),
    ],
)
def test_what_somebody_does_ends_with_a_whole_phrase(story: str, action: str) -> None:
    assert moment(story).people[0].action == action


def test_a_word_with_a_hyphen_stays_one_word() -> None:
    assert told("Ben lifted Nora into the dog-cart.").endswith("into the dog-cart.")


def test_a_verb_that_says_little_by_itself_is_not_told() -> None:
    assert told("Ben stopped.") == ""
    assert told("Nora sat down on the bench and wept.") != ""
