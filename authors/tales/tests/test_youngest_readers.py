"""Books for three to five: tones are heard, and nobody is called or given what they are not."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from authors.contract import Material, Memory, Outline
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief, Hero, Tone
from authors.tales.casting import being_slots
from authors.tales.grammar import thing_of
from authors.tales.pen import Pen, Variant
from authors.tales.plots import Plot, plots
from authors.tales.world import beings

TONED = {"own-way", "odd-presents", "just-enough", "odd-two", "move-up", "three-bits", "is-it-now"} | {
    "half",
    "heavier",
    "not-tired",
    "mine",
    "one-more",
    "it-went-past",
    "whoever-heard",
}
PROSE = [plot for plot in plots() if plot.name in TONED]


def outline(brief: ChildrensBrief) -> Outline:
    return TalesAuthor().outline(brief, memory=Memory(), material=Material())


def words(brief: ChildrensBrief) -> str:
    return "\n".join(part.details["text"] for part in outline(brief).parts)


@pytest.mark.parametrize("plot", PROSE, ids=lambda plot: plot.name)
def test_a_plot_begins_and_ends_otherwise_in_each_tone(plot: Plot) -> None:
    for beat in (plot.beats[0], plot.beats[-1]):
        of_tones = {
            condition.removeprefix("tone=") for v in beat.say for condition in v.when if condition.startswith("tone=")
        }

        assert of_tones == set(get_args(Tone)), beat.key


def test_a_book_opens_in_the_tone_that_was_asked_for() -> None:
    books = {
        tone: outline(ChildrensBrief(theme="a fox who cannot wait for her birthday", tone=tone))
        for tone in get_args(Tone)
    }

    assert len({book.parts[0].details["text"] for book in books.values()}) == len(books)
    assert len({book.parts[-1].details["text"] for book in books.values()}) == len(books)


def test_what_is_for_the_tone_comes_first_until_a_book_has_said_it() -> None:
    pool = (Variant(text="For all tones."), Variant(text="For this one.", when=("tone=quiet",)))
    pen = Pen("seed", {"tone": "quiet"}, {})

    assert [pen.say("a/b", pool).text for _ in range(2)] == ["For this one.", "For all tones."]


def test_a_hero_is_called_by_the_word_of_the_brief() -> None:
    text = words(
        ChildrensBrief(
            matter="cannot wait for", theme="the snow", heroes=(Hero(name="Jonah", species="lamb", pronoun="he"),)
        )
    )

    assert "Jonah the lamb" in text
    assert "Jonah the sheep" not in text


@pytest.mark.parametrize(
    ("species", "hands"), [("sheep", "hoofs"), ("elephant", "trunk"), ("turtle", "feet"), ("fox", "paws")]
)
def test_nobody_has_two_trunks_or_two_foots(species: str, hands: str) -> None:
    assert being_slots("H", beings()[species], "Wick", "she", Hero())["H.hands"] == hands


def test_what_belongs_to_somebody_of_the_family_has_no_article() -> None:
    assert thing_of("grandfather's compass").slots()["the"] == "Grandfather's compass"


@pytest.mark.parametrize("species", ["snail", "bee", "beetle", "frog", "duck", "toad", "mouse", "goat", "hen", "mole"])
def test_who_counts_is_none_of_those_that_are_counted(species: str) -> None:
    for name in ("Ned", "Bobbin", "Emily", "Maximiliana"):
        brief = ChildrensBrief(
            matter="counts", rhyme=True, pages=48, heroes=(Hero(name=name, species=species, pronoun="he"),)
        )

        assert not re.search(rf"\bthe {species}\b", words(brief).replace("to the toad", "").lower())
