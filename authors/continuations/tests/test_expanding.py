"""The built-in author: the reader's deed in the middle, where the story stands, and never the same sentence twice."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from authors.continuations import (
    BuiltInStoryAuthor,
    Draft,
    Segment,
    StoryContext,
    StoryFacts,
    StoryFinding,
    StorySettings,
    StoryTree,
    check,
    context_of,
    continued,
    facts_after,
    facts_along,
    posted,
)
from authors.contract import Declined

if TYPE_CHECKING:
    from authors.continuations.contract import Voice

HERE = Path(__file__).parent
VOICES: tuple[Voice, ...] = ("plain", "fireside", "wry", "hushed", "breathless")


def story(name: str) -> list[Segment]:
    told = tomllib.loads((HERE / "stories" / "known" / f"{name}.toml").read_text(encoding="utf-8"))["segments"]
    return [
        Segment(id=f"s{number}", parent=f"s{number - 1}" if number > 1 else "", paragraphs=(text,))
        for number, text in enumerate(told, 1)
    ]


@pytest.fixture(scope="module")
def skerry() -> StoryContext:
    return context_of(StoryTree(story("skerry")), "s7")


def test_the_deed_stands_in_the_scene_and_in_its_picture(skerry: StoryContext) -> None:
    draft = BuiltInStoryAuthor().expand("Mara opens the chest and finds a map", skerry)

    assert "Mara opened the chest and found a map." in draft.text
    assert draft.depiction is not None
    assert draft.depiction.deed == "opening"
    assert [person.name for person in draft.people] == ["Mara Quill", "Tom"]
    assert ("has", "Mara Quill", "map") in {(one.kind, one.about, one.value) for one in draft.states}
    assert draft == BuiltInStoryAuthor().expand("Mara opens the chest and finds a map", skerry)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Tom says he has seen a light", "Tom said he had seen a light."),
        ("Mara climbs the stairs and lights the lamp", "Mara climbed the stairs and lit the lamp."),
        ("Mara and Tom dance in the rain.", "Mara and Tom danced in the rain."),
        ("Tom doesn't drink it", "Tom didn't drink it."),
        ("Mara sold the boat", "Mara sold the boat."),
        ("“Hide it!” says Mara", "“Hide it!” said Mara."),
        ("They row out at dusk and the door opens", "They rowed out at dusk and the door opened."),
        ("Inside sits an old woman", "Inside sat an old woman."),
        ("Out of the dust climbs a robot while Tom prays", "Out of the dust climbed a robot while Tom prayed."),
    ],
)
def test_a_line_in_the_present_is_told_in_the_past(skerry: StoryContext, line: str, told: str) -> None:
    assert told in BuiltInStoryAuthor().expand(line, skerry).text


def test_a_scene_is_about_what_its_line_names(skerry: StoryContext) -> None:
    draft = BuiltInStoryAuthor().expand("Mara reads a letter in the cellar", skerry)

    assert draft.place == "the cellar"
    assert draft.depiction is not None
    assert draft.depiction.props == ("letter",)
    assert all(any(word in part for word in ("letter", "Mara", "Tom", "cellar")) for part in draft.paragraphs)


def test_somebody_is_met_who_is_introduced_as_kin() -> None:
    author, facts = BuiltInStoryAuthor(), StoryFacts()
    segments: list[Segment] = []
    lines = ["Mara, a fisherman's daughter, finds a brass key", "Her brother Jonas says the key fits the old door"]
    for number, line in enumerate(lines):
        at = segments[-1].id if segments else ""
        context = context_of(StoryTree(segments), at, facts=facts)
        found = continued(line, context, author)
        assert found.is_clean
        segments.append(posted(found.draft, id=f"k{number}", parent=at))
        facts = facts_after(context, segments[-1])

    assert [(person.name, person.pronoun) for person in facts.people] == [("Mara", "she"), ("Jonas", "he")]


@pytest.mark.parametrize("line", ["I open the chest", "Open the chest!", "What if Tom is a ghost?", "{{x}} <b>"])
def test_what_is_not_understood_is_told_as_it_was_written(skerry: StoryContext, line: str) -> None:
    draft = BuiltInStoryAuthor().expand(line, skerry)

    assert draft.is_as_posted
    assert draft.notes
    assert line in draft.text


def test_nobody_who_is_dead_or_away_answers(skerry: StoryContext) -> None:
    text = BuiltInStoryAuthor().expand("Mara knocks at the door", skerry).text

    assert "Tom" in text
    assert "Crowe" not in text
    assert "Jenny" not in text


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("words", [80, 150, 250])
def test_scenes_are_no_longer_than_they_should_be(skerry: StoryContext, voice: Voice, words: int) -> None:
    context = skerry.model_copy(update={"settings": StorySettings(voice=voice, words=words)})
    count = BuiltInStoryAuthor().expand("Tom hides the map under his bed", context).word_count

    assert 40 <= count <= words + 40


def test_a_thread_of_thirty_segments_has_no_sentence_of_ours_twice() -> None:
    segments, author = story("skerry"), BuiltInStoryAuthor()
    facts = facts_along(segments, StoryFacts())[segments[-1].id]
    used: list[str] = []
    lines = ["Mara opens the door", "Tom runs to the rocks", "Mara gives Tom a rope", "Tom looks at the sea"]
    for number in range(30):
        at = segments[-1].id
        context = context_of(StoryTree(segments), at, facts=facts)
        draft = author.expand(f"{lines[number % 4]} for the {number + 2}nd time", context)
        used += draft.stock
        segments.append(posted(draft, id=f"c{number}", parent=at))
        facts = facts_after(context, segments[-1])

    sentences = [each for each in used if each.startswith("= ")]
    assert len(sentences) > 30 * 2
    assert len(set(sentences)) == len(sentences)


def test_a_line_that_contradicts_the_story_is_shown_to_its_writer(skerry: StoryContext) -> None:
    found = continued("Mara swims out to the wreck", skerry, BuiltInStoryAuthor())

    assert not found.is_clean
    assert found.findings[0].rule == "limits"
    assert found.findings[0].against == "s1"


def test_small_slips_are_mended_by_themselves(skerry: StoryContext) -> None:
    found = continued("Mara wipes his hands", skerry, BuiltInStoryAuthor())

    assert found.is_clean
    assert found.rounds == 1
    assert "Mara wiped her hands." in found.draft.text


@pytest.mark.parametrize(
    "line", ["Mara takes his hand", "Mara wears his coat", "Mara, his sister, nods", "Mara kisses his cheek"]
)
def test_a_pronoun_that_may_be_somebody_elses_is_left_as_it_is(skerry: StoryContext, line: str) -> None:
    found = continued(line, skerry, BuiltInStoryAuthor())

    assert found.mended == ()
    assert " his " in found.draft.text


def test_other_languages_and_empty_lines_are_declined(skerry: StoryContext) -> None:
    german = skerry.model_copy(update={"settings": StorySettings(language="de")})
    with pytest.raises(Declined, match="English"):
        BuiltInStoryAuthor().expand("Mara öffnet die Truhe.", german)
    with pytest.raises(Declined, match="who does what"):
        BuiltInStoryAuthor().expand("  ", skerry)


def line_holds(draft: Draft, finding: StoryFinding) -> bool:
    """Say whether a finding is of the reader's own words, or of whoever they have act."""
    if finding.about in {person.name for person in draft.people if person.action}:
        return True
    told = draft.depiction.moment if draft.depiction else ""
    start = draft.paragraphs[finding.paragraph].find(told)
    return 0 <= start <= finding.start < start + len(told)


def test_any_line_becomes_a_scene() -> None:
    lines = tomllib.loads((HERE / "lines.toml").read_text(encoding="utf-8"))
    for number, (name, told) in enumerate(list(lines.items())[::4]):
        settings = StorySettings(voice=VOICES[number % len(VOICES)])
        context = context_of(StoryTree(story(name)), "s7", settings)
        for line in told:
            draft = BuiltInStoryAuthor().expand(line, context)
            assert draft.word_count <= 200, line
            assert draft.depiction is not None
            assert draft.depiction.moment in draft.text
            assert "{" not in draft.text
            ours = check(draft, context)
            assert all(line_holds(draft, finding) for finding in ours), (line, ours)
