"""Whom "they", "them" and "we" mean: those who were named together, and nobody who cannot be one of them."""

from __future__ import annotations

import pytest

from analysts.prose.beings.being import NamedPerson, ParsedChapter
from analysts.prose.beings.cast import build_cast
from analysts.prose.parsing import ProseParser

PEOPLE = (
    NamedPerson("Nora Hill", ("Nora",), "female"),
    NamedPerson("Ben Dunn", ("Ben",), "male"),
    NamedPerson("Tom Reed", ("Tom",), "male"),
)


def those(text: str, pronoun: str, *, narrator: str | None = None) -> set[str]:
    """Return the names of those whom the last of such pronouns in a chapter means."""
    people = [NamedPerson(p.name, p.aliases, p.gender, p.name == narrator) for p in PEOPLE]
    sentences = ProseParser().parse([text])
    chapter = ParsedChapter(1, (1,), sentences, told_by=narrator)
    mentions = build_cast([chapter], people).resolve(chapter).mentions
    meant = [m for m in mentions if sentences[m.sentence].tokens[m.head].text == pronoun]
    return {being.name for being in (meant[-1].being, *meant[-1].others)} if meant else set()


@pytest.mark.parametrize(
    ("text", "pronoun", "names"),
    [
        ("Tom Reed opened the door. Nora Hill and Ben Dunn went in. They sat down.", "They", {"Nora Hill", "Ben Dunn"}),
        ("Nora Hill and Ben Dunn came in. Tom Reed looked at them.", "them", {"Nora Hill", "Ben Dunn"}),
        ("Nora Hill walked with Ben Dunn. Tom Reed saw it. They laughed.", "They", {"Nora Hill", "Ben Dunn"}),
        (
            "Nora Hill and Ben Dunn came to the gate. They rang. Tom Reed opened it and led them in.",
            "them",
            {"Nora Hill", "Ben Dunn"},
        ),
    ],
)
def test_they_are_those_who_were_named_together(text: str, pronoun: str, names: set[str]) -> None:
    assert those(text, pronoun) == names


def test_nobody_does_anything_to_them_who_is_one_of_them() -> None:
    text = "Nora Hill smiled. Ben Dunn laughed. Tom Reed came in, and Tom led them out."

    assert "Tom Reed" not in those(text, "them")


@pytest.mark.parametrize(
    "things", ["They had come upon a clump of crocuses.", "There were six plums in the basket.", "She saw the letters."]
)
def test_them_to_whom_something_is_done_may_be_the_things_of_which_there_were_many(things: str) -> None:
    text = f"Nora Hill smiled. Ben Dunn laughed. Tom Reed sat down. {things} Nora bent down and kissed them."

    assert those(text, "them") == set()


def test_we_are_the_teller_and_who_was_named_with_them() -> None:
    told = "I saw the house. I ran. I fell. I cried out. I rose. "

    assert those(f"{told}Tom Reed and I went on. A horse stood there. We rested.", "We", narrator="Nora Hill") == {
        "Nora Hill",
        "Tom Reed",
    }
