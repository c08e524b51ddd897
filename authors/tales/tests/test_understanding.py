"""What is understood is told before it is written; what is not is declined, never another story."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest

from authors.contract import Declined, Material, Memory, Outline
from authors.tales.author import TalesAuthor, remembered
from authors.tales.brief import ChildrensBrief, Hero, Matter
from authors.tales.understanding import understand

THEMES = tomllib.loads((Path(__file__).parent / "themes.toml").read_text(encoding="utf-8"))
PEOPLE = (
    "why did daddy leave",
    "why does the moon follow us?",
    "our cat ran away",
    "why can't I stay up late?",
    "Papa has lost his job",
    "Grandpa forgets everything",
    "Paul hits his sister",
    "a girl who lost her mummy at the market",
    "my dad lives in another house now",
    "Sara broke her leg",
)
"""Themes of which a pattern's words are part, and of which its story would make light."""
HARD = ("my grandfather has died", "a war far away", "parents who live in two houses", "death of a pet")
KINDS: tuple[tuple[Matter, str], ...] = (
    ("is afraid of", "the dark"),
    ("wants to", "fly"),
    ("sets out to find", "the sea"),
    ("has lost", "her red mitten"),
    ("will not share", "a heap of apples"),
    ("quarrels about", "a kite"),
    ("is too", "loud"),
    ("is one who", "collects buttons"),
    ("cannot sleep because of", ""),
    ("cannot wait for", "the snow"),
    ("has broken", "the blue jug"),
    ("has a new", "baby brother"),
    ("is looking for a friend", ""),
    ("needs everybody's help with", "a cart in the mud"),
)
SEEN_BEFORE = 0.03
"""Share of pages of a twelfth book that an earlier one of the shelf has had, at most; measured: 0.004."""


def outline(brief: ChildrensBrief, memory: Memory | None = None) -> Outline:
    return TalesAuthor().outline(brief, memory=memory or Memory(), material=Material())


@pytest.mark.parametrize("theme", HARD)
def test_what_needs_a_person_who_knows_the_child_is_declined_with_what_can_be_done(theme: str) -> None:
    with pytest.raises(Declined, match=r"Write this one yourself .* or let a language model write it"):
        outline(ChildrensBrief(theme=theme))


@pytest.mark.parametrize("theme", [*THEMES["open"], *THEMES["held_back"]])
def test_a_free_theme_shapes_the_story_or_is_declined(theme: str) -> None:
    brief = ChildrensBrief(theme=theme)
    try:
        story = outline(brief)
    except Declined:
        return

    matter = understand(brief).matter
    head = matter.get("bare", "") or matter.get("one.he", "") or matter.get("", "")
    word = head.split()[-1] if head else ""
    spreads = [part.details["text"] for part in story.parts]
    assert sum(re.search(rf"\b{word[:4]}", text, re.IGNORECASE) is not None for text in spreads) >= 2


@pytest.mark.parametrize(("theme", "plot"), THEMES["told"].items())
def test_what_parents_type_is_told_by_the_story_about_it(theme: str, plot: str) -> None:
    assert outline(ChildrensBrief(theme=theme)).details["plot"] == plot


@pytest.mark.parametrize("theme", PEOPLE)
def test_a_theme_that_a_story_would_make_light_of_is_declined(theme: str) -> None:
    with pytest.raises(Declined, match=r"Write this one yourself"):
        outline(ChildrensBrief(theme=theme))


def test_a_name_in_a_theme_is_a_childs_and_says_she_or_he() -> None:
    told = outline(ChildrensBrief(theme="Mia won't brush her teeth"))
    lion = understand(ChildrensBrief(theme="Leo the lion won't brush his teeth"))

    assert (told.people[0].name, told.people[0].gender, told.people[0].age) == ("Mia", "female", "child")
    assert (lion.hero.name, lion.hero.species, lion.matter["past"]) == ("Leo", "lion", "brushed {his} teeth")


def test_what_is_told_as_something_near_it_is_a_doubt() -> None:
    story = outline(ChildrensBrief(theme="a duckling who thinks she is ugly"))

    assert story.details["fidelity"] == "part"
    assert story.doubts == ("“Ugly” is told as being different from the others.",)


def test_how_a_story_goes_is_said_of_the_plot_that_its_hero_can_have() -> None:
    lighthouse = understand(ChildrensBrief(theme="a lonely lighthouse"))
    fox = understand(ChildrensBrief(theme="a lonely fox"))

    assert "always there" in lighthouse.words
    assert "odd in the same way" in fox.words


def test_what_a_theme_does_not_say_is_told_to_be_the_authors() -> None:
    understood = understand(ChildrensBrief(theme="saying sorry"))

    assert understood.fidelity == "part"
    assert "author's choice" in understood.doubts[0]


def test_a_hero_of_another_kind_than_the_themes_is_told_where_they_are_not_in_the_story() -> None:
    brief = ChildrensBrief(theme="a fox who is afraid of the dark", heroes=(Hero(name="Bibi", species="duck"),))

    assert any("Bibi is not in this story" in doubt for doubt in outline(brief).doubts)


def test_a_familys_twelfth_book_says_little_that_an_earlier_one_has_said() -> None:
    draws = random.Random(3)
    again = pages = 0
    for _ in range(12):
        shelf: list[Outline] = []
        for _ in range(12):
            matter, theme = draws.choice(KINDS)
            hero = Hero(species=draws.choice(("fox", "duck", "bear", "owl", "girl", "mouse")))
            shelf.append(outline(ChildrensBrief(matter=matter, theme=theme, heroes=(hero,)), remembered(shelf)))
        before = {text for book in shelf[:-1] for text in nameless(book)}
        last = nameless(shelf[-1])
        again += sum(text in before for text in last)
        pages += len(last)

    assert again / pages <= SEEN_BEFORE


def nameless(book: Outline) -> list[str]:
    """Return the texts of a book's spreads without the names of its people."""
    names = "|".join(sorted((re.escape(person.name) for person in book.people), key=len, reverse=True))
    texts = [re.sub(names, "#", part.details["text"], flags=re.IGNORECASE) for part in book.parts]
    return [text for text in texts if len(text.split()) > 5]
