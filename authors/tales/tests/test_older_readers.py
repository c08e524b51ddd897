"""Stories for children who read themselves: length, chapters, tones, and what is declined."""

from __future__ import annotations

import re

import pytest

from authors.contract import Context, Declined, Material, Memory, Outline, Text
from authors.tales.author import TalesAuthor
from authors.tales.brief import AgeGroup, ChildrensBrief, Hero, PageCount, Tone
from authors.tales.grammar import with_articles
from authors.tales.plots import Plot, plots
from authors.tales.understanding import understand

OWN = {"trick", "mystery", "count", "routine", "move", "present", "why", "seasons", "fear", "lost", "quarrel", "learn"}
AGES: tuple[AgeGroup, ...] = ("6-8", "9-12")
TONES: tuple[Tone, ...] = ("warm", "funny", "quiet", "adventurous")
THEMES = {
    "trick": "a mouse who outwits a greedy wolf",
    "mystery": "a hedgehog detective",
    "count": "a rabbit who learns to count to ten",
    "routine": "a bear who will not brush his teeth",
    "move": "a fox who has to move to a new house",
    "present": "a rabbit who makes a present for his grandmother",
    "why": "why the sea is salty",
    "seasons": "winter is coming",
    "fear": "a cat who is afraid of the dark",
    "lost": "a fox who has lost her red mitten",
    "learn": "a frog who wants to play the trumpet",
    "quarrel": "a bear who quarrels about a kite",
}


def _book(
    theme: str, *, age: AgeGroup = "6-8", tone: Tone = "warm", pages: PageCount = 32
) -> tuple[Outline, list[Text]]:
    brief = ChildrensBrief(age=age, theme=theme, tone=tone, pages=pages)
    author = TalesAuthor()
    outline = author.outline(brief, memory=Memory(), material=Material())
    return outline, [author.write(brief, part, Context(outline=outline)) for part in outline.parts]


@pytest.mark.parametrize("kind", sorted(OWN))
def test_a_story_for_six_to_eight_is_of_its_theme_and_of_its_length(kind: str) -> None:
    outline, texts = _book(THEMES[kind])

    assert understand(ChildrensBrief(age="6-8", theme=THEMES[kind])).kind == kind
    assert 500 <= sum(text.word_count for text in texts) <= 1300
    assert outline.details["fidelity"] == "full"


@pytest.mark.parametrize("kind", sorted(OWN))
def test_a_tone_is_heard_from_the_first_page_to_the_last(kind: str) -> None:
    books = {tone: _book(THEMES[kind], tone=tone)[1] for tone in TONES}

    assert len({texts[0].plain for texts in books.values()}) == len(TONES)
    assert len({texts[-1].plain for texts in books.values()}) == len(TONES)


@pytest.mark.parametrize("theme", ["a mystery", "an old letter", "honesty"])
def test_a_story_for_nine_to_twelve_has_chapters_with_headings(theme: str) -> None:
    _, texts = _book(theme, age="9-12")

    headings = [paragraph.text for text in texts for paragraph in text.paragraphs if paragraph.kind == "heading"]
    assert 5 <= len(headings) <= 8
    assert not any("#" in text.plain for text in texts)
    assert 1400 <= sum(text.word_count for text in texts) <= 3500


def _texts(plot: Plot) -> list[str]:
    rows = [row for table in plot.tables.values() for row in table.values()]
    facts = [fact for row in rows for fact in row.facts.values() if isinstance(fact, str)]
    return [variant.text for beat in plot.beats for _, pool in plot.pools_of(beat) for variant in pool] + facts


@pytest.mark.parametrize("plot", [plot for plot in plots() if set(plot.ages) <= set(AGES)], ids=lambda plot: plot.name)
def test_two_who_speak_have_a_paragraph_each(plot: Plot) -> None:
    paragraphs = [paragraph for text in _texts(plot) for paragraph in re.split(r" / |\n\s*\n", text)]

    for paragraph in paragraphs:
        speakers = set(re.findall(r"said \{\^?(\w+)[.}]", paragraph)) | set(
            re.findall(r"\{\^?(\w+)\} said, “", paragraph)
        )
        assert len(speakers - {"he"}) < 2, paragraph


def test_a_matter_without_a_story_is_declined_with_those_that_have_one() -> None:
    with pytest.raises(Declined, match=r"the dog barks.*why the sea is salty"):
        _book("why the dog barks")


def test_the_matter_chooses_who_is_in_the_story() -> None:
    outline, _ = _book("a mouse who outwits a greedy wolf")

    assert "Mr. Lupin" in {person.name for person in outline.people}
    lupin = next(person for person in outline.people if person.name == "Mr. Lupin")
    assert lupin.species == "wolf"
    assert ("clothes", "a grey overcoat") in lupin.looks


def test_the_hero_has_a_family_of_the_same_kind() -> None:
    outline, _ = _book("a rabbit who makes a present for his grandmother")

    assert {person.species for person in outline.people if person.name == "Grandmother"} == {"rabbit"}


def test_what_is_understood_tells_the_story_of_the_age() -> None:
    words = {
        age: understand(ChildrensBrief(age=age, theme="a fox who is afraid of the dark")).words
        for age in ("3-5", "6-8")
    }

    assert "advice" in words["3-5"]
    assert "market" in words["6-8"]


def test_a_hero_may_be_of_the_kind_of_somebody_with_a_name() -> None:
    outline, _ = _book("a bear who learns to count to ten")

    assert [person.species for person in outline.people].count("bear") == 2


def test_a_story_with_places_of_its_own_says_that_a_setting_is_not_followed() -> None:
    brief = ChildrensBrief(
        age="6-8", theme="a mouse who outwits a greedy goose", setting="the shore", heroes=(Hero(name="Tully"),)
    )

    outline = TalesAuthor().outline(brief, memory=Memory(), material=Material())

    assert any("shore" in doubt for doubt in outline.doubts)
    assert outline.details["fidelity"] == "part"


def test_letters_have_the_article_of_their_sound() -> None:
    assert with_articles("an P, a H, a O and a S") == "a P, an H, an O and an S"


@pytest.mark.parametrize("theme", ["a detective", "the detective", "a detective story", "missing letters"])
def test_a_detective_needs_no_kind(theme: str) -> None:
    understood = understand(ChildrensBrief(age="6-8", theme=theme))

    assert (understood.kind, understood.fidelity) == ("mystery", "full")


@pytest.mark.parametrize("plot", plots(), ids=lambda plot: plot.name)
def test_nobody_speaks_of_what_they_have_as_another_s(plot: Plot) -> None:
    spoken = [said for text in _texts(plot) for said in re.findall(r"“[^”]*”", text)]

    assert not [said for said in spoken if re.search(r"I(?:’ve| have) (?:lost|got|found) \{matter\}", said)]


@pytest.mark.parametrize("name", ["Hazel", "Thistle"])
def test_nobody_is_called_as_the_hero_is_where_another_can_be_had(name: str) -> None:
    brief = ChildrensBrief(age="6-8", theme="winter is coming", heroes=(Hero(name=name, species="fox"),))

    outline = TalesAuthor().outline(brief, memory=Memory(), material=Material())

    assert [person.name for person in outline.people].count(name) == 1


def test_it_is_said_where_two_must_have_one_name() -> None:
    brief = ChildrensBrief(age="6-8", matter="counts", heroes=(Hero(name="Pim", species="fox"),))

    assert (
        "Two in this story are called Pim." in TalesAuthor().outline(brief, memory=Memory(), material=Material()).doubts
    )


@pytest.mark.parametrize(
    ("theme", "other"),
    [("a fox who has to move to a new house", "Otto"), ("a fox who makes a present for his brother", "Joss")],
)
def test_the_author_s_own_names_are_none_of_those_in_the_story(theme: str, other: str) -> None:
    used: dict[str, int] = {}
    for _ in range(40):
        outline = TalesAuthor().outline(
            ChildrensBrief(age="6-8", theme=theme), memory=Memory(used=used), material=Material()
        )
        name = outline.details["hero"]
        assert name != other
        used[f"name/{name}"] = used.get(f"name/{name}", 0) + 1


def test_a_hero_who_sleeps_in_winter_too_says_why_they_did_not() -> None:
    brief = ChildrensBrief(age="6-8", theme="winter is coming", heroes=(Hero(name="Burr", species="hedgehog"),))
    outline = TalesAuthor().outline(brief, memory=Memory(), material=Material())
    told = " ".join(part.details["text"] for part in outline.parts)

    assert "ought to have done the same" in told
    assert "Thistle" not in told


def test_somebody_afraid_of_hats_does_not_meet_one_who_wears_one() -> None:
    for number in range(30):
        brief = ChildrensBrief(age="6-8", theme="a cat who is afraid of the dark", heroes=(Hero(name=f"Mog{number}"),))
        outline = TalesAuthor().outline(brief, memory=Memory(), material=Material())
        told = " ".join(part.details["text"] for part in outline.parts)
        assert "a nice fear of hats" not in told
