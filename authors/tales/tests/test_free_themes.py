"""Themes in free words: each is told by a story of its matter, told with a doubt that is said, or declined."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from authors.contract import Declined, Material, Memory
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief
from authors.tales.following import unfollowed
from authors.tales.reading.matters import matter_of
from authors.tales.reading.situation import Situation
from authors.tales.reading.situations import situation_in
from authors.tales.themes import theme_called
from authors.tales.understanding import understand

LISTS = tomllib.loads((Path(__file__).parent / "themes_free.toml").read_text(encoding="utf-8"))


def made_of(theme: str) -> str:
    """Return the plot that tells a theme, with a question mark where something of it is doubted."""
    try:
        book = TalesAuthor().outline(ChildrensBrief(theme=theme), memory=Memory(), material=Material())
    except Declined:
        return "declined"
    return f"{book.details['plot']}{' ?' if book.doubts else ''}"


@pytest.mark.parametrize("name", LISTS)
def test_free_themes_are_told_doubted_or_declined_as_they_were_judged(name: str) -> None:
    assert {theme: made_of(theme) for theme in LISTS[name]} == LISTS[name]


@pytest.mark.parametrize(
    ("theme", "situation"),
    [
        ("a goat who doesn't want to swim", Situation("refuse", "a goat", "swim")),
        ("an owl who cannot whistle loudly", Situation("trouble", "an owl", "cannot whistle loudly")),
        ("a bear who builds a boat", Situation("make", "a bear", "build a boat")),
        ("baking a cake with my granny", Situation("make", "", "bake a cake", "granny")),
        ("the digger and the crane build a tower", Situation("make", "the digger", "build a tower", "the crane")),
        ("a hippo in the bathtub", Situation("guest", "a hippo", "in the bathtub")),
        ("who ate the pears?", Situation("vanish", "", "the pears")),
        ("the singing teapot", Situation("wonder-thing", "", "the teapot | sings")),
        ("a stubborn donkey", Situation("trouble", "a donkey", "is stubborn")),
        ("a pig who wishes he were a bird", Situation("become", "a pig", "be a bird")),
        ("two hens building a nest", Situation("make", "two hens", "build a nest")),
    ],
)
def test_a_theme_is_read_as_who_and_what_kind_of_situation(theme: str, situation: Situation) -> None:
    assert situation_in(theme.rstrip("?")) == situation


@pytest.mark.parametrize(
    "theme",
    [
        "the fox loses its hat and an owl goes looking",
        "a girl who hums and a boy who hates it",
        "a dog who bites his brother",
        "when you wet the bed",
        "a bear who has a broken arm",
    ],
)
def test_what_is_two_stories_or_no_light_matter_is_no_situation(theme: str) -> None:
    assert situation_in(theme) is None


def test_what_is_said_of_a_matter_is_in_the_grammar_of_who_says_it() -> None:
    clause = matter_of(theme_called("trouble"), "swallows his words when he's excited")

    assert clause["past"] == "swallowed {his} words when {he} {was} excited"
    assert clause["me"] == "swallow my words when I am excited"
    assert matter_of(theme_called("refuse"), "get her hair cut")["your"] == "get your hair cut"


def test_a_word_of_the_theme_that_no_page_has_is_said_to_the_writer() -> None:
    book = TalesAuthor().outline(
        ChildrensBrief(theme="a fox who bakes bread on a volcano"), memory=Memory(), material=Material()
    )
    texts = " ".join(part.details["text"] for part in book.parts)

    assert ("volcano" in texts) != any("volcano" in doubt for doubt in book.doubts)
    assert unfollowed("a fox who bakes bread", "The fox baked some bread.", ()) == []
    assert unfollowed("a fox and his trumpet", "The fox slept.", ()) == ["trumpet"]


def test_of_several_clauses_one_is_told_and_the_others_are_said_not_to_be() -> None:
    read = understand(ChildrensBrief(theme="the noisy birthday party, and a boy with sensitive ears"))

    assert read.kind == "feast"
    assert read.fidelity == "part"
    assert any("“the noisy birthday party” is told" in doubt and "sensitive ears" in doubt for doubt in read.doubts)


def test_what_is_cleaned_or_mended_is_not_made_anew() -> None:
    assert matter_of(theme_called("make"), "wash the car")["new"] == ""
    assert matter_of(theme_called("make"), "build a car")["new"] == "yes"
