"""Each rule finds what it is there for, and says nothing of text that is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from authors.checks.tests.texts import BIOGRAPHY, findings, rules_of, story, text_of
from authors.contract import DepictedPerson, Depiction, Part, PlannedPerson, Text

if TYPE_CHECKING:
    from authors.tales.brief import AgeGroup

GOOD = (
    "Wick lived under the old pear tree. He had a round door, a round bed and a round blue cup.",
    "Every evening he opened his door a little way. Every evening the dark looked in. “Not today,” said Wick, "
    "and he shut it again.",
)


def test_a_good_page_has_no_findings() -> None:
    assert findings(text_of(*GOOD)) == ()


@pytest.mark.parametrize(("planned", "is_told"), [(40, True), (39, False), (33, False), (27, False), (26, True)])
def test_a_short_part_may_be_some_words_off(planned: int, is_told: bool) -> None:
    text = " ".join(["Wick sat down and looked at the moon for a while."] * 3)  # 33 words

    assert ("words" in rules_of(text, words=planned)) is is_told


def test_long_parts_may_be_a_tenth_off() -> None:
    text = " ".join(["The keeper wrote down the weather of that day in his book."] * 10)  # 120 words

    assert "words" not in {f.rule for f in findings(text, words=110, brief=BIOGRAPHY)}
    assert "Cut about 20" in next(f.words for f in findings(text, words=100, brief=BIOGRAPHY) if f.rule == "words")
    assert "Add about 30" in next(f.words for f in findings(text, words=150, brief=BIOGRAPHY) if f.rule == "words")


def test_a_part_without_text_and_a_picture_with_text_are_told() -> None:
    assert "no text" in next(f.words for f in findings(Text(), words=30))
    assert "without words" in next(f.words for f in findings("Wick slept.", words=0))
    assert findings(Text(), words=0) == ()


def test_long_sentences_are_told_with_their_place() -> None:
    long = "Wick went out " + "and he looked at the moon " * 5 + "and then he went in again."
    found = [f for f in findings(text_of(GOOD[0], long)) if f.rule == "sentence length"]

    assert [(f.paragraph, f.start, f.end) for f in found] == [(1, 0, len(long))]
    assert "sentence length" not in rules_of(long, brief=BIOGRAPHY)


@pytest.mark.parametrize(
    "text",
    [
        "Wick went to the door and",
        "Wick went to the door, ",
        "“Not today, said Wick.",
        "Not today,” said Wick.",
        'She said, "It is mine.',
        "",
    ],
)
def test_what_breaks_off_is_told(text: str) -> None:
    assert "unfinished" in rules_of(text_of(text, "He went in."))


@pytest.mark.parametrize(
    "texts",
    [
        ("“Not today,” said Wick.",),
        ("“First of all,” he said, “there is the door.", "“And then there is the step.”"),
        ("He knew what the owl would say:", "“Not today.”"),
        ("And there, behind the door, was …",),
        ("“But I —”",),
        ("He sang it (as he always did).",),
        ("This he wrote down.[3]",),
    ],
)
def test_whole_paragraphs_are_not_told(texts: tuple[str, ...]) -> None:
    assert "unfinished" not in rules_of(text_of(*texts))


def test_a_spread_may_end_in_the_middle_of_a_sentence_before_the_page_turns() -> None:
    assert "unfinished" not in rules_of("Wick opened the door, and there stood —")
    assert "unfinished" in rules_of("Wick opened the door, and there stood —", brief=BIOGRAPHY)


@pytest.mark.parametrize(
    "text",
    [
        "He had a apple in the the bag.",
        "It was an unicorn.",
        "It took a hour.",
        "He saw {H} at the door.",
        "Wick went in , and sat down.",
        "he went in.",
        "Wick sat down.. Then he slept.",
    ],
)
def test_slips_are_told(text: str) -> None:
    assert "slip" in rules_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was very, very dark, and he had had enough. “No no no,” said Wick.",
        "It took an hour to draw a unicorn, a one-eyed one, and an onerous task, with an honest face.",
        "Then … there was a knock.",
        "An owl had a useful idea, and a European one, too.",
        "He got an A in sums, and a B in painting.",
    ],
)
def test_good_spelling_is_not_told(text: str) -> None:
    assert "slip" not in rules_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "As an AI language model, I cannot write this. Wick went home.",
        "Sure, here is the story. Wick went home.",
        "Here's the revised spread. Wick went home.",
        "Chapter 3: Wick went home.",
        "**Wick** went home.",
        "## Wick goes home\nWick went home.",
        "Wick went home. Let me know if you want another ending.",
        "It was a testament to his courage.",
    ],
)
def test_a_models_manners_are_told(text: str) -> None:
    assert "manners" in rules_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Of course,” said Wick. “Here is your hat, and here is mine.”",
        "“I am sorry,” he said, “but I have no more cake.”",
        "“Sure,” said Odile. Chapter and verse were all the same to her.",
    ],
)
def test_people_of_a_story_may_be_polite(text: str) -> None:
    assert "manners" not in rules_of(text)


def test_lists_are_told_where_a_story_is_wanted() -> None:
    assert "list" in rules_of("- He took a lamp.\n- He took a rope.")
    assert "list" in rules_of(text_of("A lamp and a rope.", kind="list"))
    assert "list" not in rules_of(text_of("A lamp and a rope.", kind="list"), brief=BIOGRAPHY)
    assert "list" not in rules_of("He took a lamp - and a rope.")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The old king died in his bed.", "3-5"),
        ("The knight killed the dragon.", "6-8"),
        ("There was blood on the snow.", "3-5"),
        ("He had a gun.", "3-5"),
        ("“Shut up, you idiot,” said the cat.", "3-5"),
        ("He drank a beer and lit a cigarette.", "6-8"),
        ("They damned him.", "9-12"),
    ],
)
def test_topics_that_are_not_for_an_age_are_told(text: str, age: AgeGroup) -> None:
    assert "topic" in rules_of(text, brief=story(age))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The dead leaves blew about, and then the wind died down.", "3-5"),
        ("They had a tug of war, and the wool wound round the chair.", "3-5"),
        ("The king died long ago.", "6-8"),
        ("The knight killed time at the gate.", "6-8"),
        ("He had drunk all the milk.", "3-5"),
        ("The bag was lighter than a feather, and it matches the hat: he matches things.", "3-5"),
    ],
)
def test_harmless_words_are_not_told(text: str, age: AgeGroup) -> None:
    assert "topic" not in rules_of(text, brief=story(age))


def test_no_topic_is_forbidden_to_adults() -> None:
    assert "topic" not in rules_of("He was killed in the war, and there was blood on the gun.", brief=BIOGRAPHY)


def test_preaching_is_wrong_at_the_end_and_doubtful_before() -> None:
    text = "Wick had learned that sharing is caring. It is important to be kind."

    assert {f.severity for f in findings(text, last=True) if f.rule == "preaching"} == {"wrong"}
    assert {f.severity for f in findings(text) if f.rule == "preaching"} == {"doubtful"}
    assert "preaching" not in rules_of("Wick had learned to whistle. He gave the owl one half.", last=True)
    assert "preaching" not in rules_of(text, brief=BIOGRAPHY)


def test_names_that_the_plan_lacks_are_told_once() -> None:
    found = [f for f in findings("Then Barnaby came. He and Barnaby sat down, and Wick made tea.") if f.rule == "name"]

    assert [f.words.split("”")[0] for f in found] == ["“Barnaby"]
    assert "name" not in rules_of("On Monday Odile came, and so did Wick’s friend. “Good,” said Wick. “Mum knows.”")


def test_a_pronoun_that_nobody_in_the_picture_has_is_told() -> None:
    depiction = Depiction(people=(DepictedPerson(name="Wick"),))

    assert "pronoun" in rules_of("Wick sat down. Then she went to sleep.", depiction=depiction)
    assert "pronoun" not in rules_of("Wick sat down. Then he went to sleep.", depiction=depiction)
    assert "pronoun" not in rules_of("Wick asked Odile. Then she went to sleep.", depiction=depiction)
    assert "pronoun" not in rules_of("“She is up there,” said Wick.", depiction=depiction)


OTHERS = {f"p{n}": "Wick was cold. He looked about, and went on. The path was wet. He had no lamp." for n in range(4)}
"""Parts that are told in the past."""


def test_a_part_in_another_tense_is_told() -> None:
    present = "Wick is cold. He looks about. The path is wet. He has no lamp. He goes on."

    assert "tense" in rules_of(present, others=OTHERS)
    assert "tense" not in rules_of(present)
    assert "tense" not in rules_of(
        "Wick was tired. “It is cold. It is wet. It is dark. It has no end,” he said.", others=OTHERS
    )


def test_a_part_between_two_tenses_is_told() -> None:
    mixed = "Wick was cold. He looked about. He sat down. Now he is up. He looks about. He goes on."

    assert "tense" in rules_of(mixed)
    assert "tense" not in rules_of("Wick was cold. He sat down. A ball is a question. He went on. He had it.")


def test_a_part_told_by_i_among_others_is_told() -> None:
    said = "I went out. I looked about."

    assert "person" in rules_of(said, others=OTHERS)
    assert "person" not in rules_of("“I went out,” said Wick. “I looked about.”", others=OTHERS)
    assert "person" not in rules_of(said, others={"a": "I was small.", "b": "I had a dog."})


def test_parts_that_begin_alike_are_told() -> None:
    others = {"a": "In the year that followed, all was quiet.", "b": "In the year that came, he left."}
    text = "In the year that he was forty he wrote to her."

    assert "opening" in rules_of(text, others=others, brief=BIOGRAPHY)
    assert "opening" not in rules_of("That year he wrote to her again.", others=others, brief=BIOGRAPHY)
    assert "opening" not in rules_of(text, others=others), "three times is a pattern that small children love"


def test_sentences_that_begin_alike_in_a_row_are_told() -> None:
    text = "He rose. He ate. He wrote to the board. He went out. He came back late."

    assert "opening" in rules_of(text, brief=BIOGRAPHY)
    assert "opening" not in rules_of("He rose. He ate. Then he wrote. He went out. He came back.", brief=BIOGRAPHY)
    assert "opening" not in rules_of(text, brief=story("3-5"))


RUN = "the great lamp had been carried up the rocks in eleven wooden boxes by the fishermen of the village"


def test_words_that_another_part_has_are_told() -> None:
    others = {"a": f"That spring {RUN}."}

    assert "repetition" in rules_of(f"As we have said, {RUN}.", others=others, brief=BIOGRAPHY)
    assert "repetition" not in rules_of("The great lamp had been lit by then.", others=others, brief=BIOGRAPHY)


def test_refrains_and_patterns_of_small_children_are_wanted() -> None:
    line = "and the moon went with him, over the hill and under the trees, all the way home"
    one, three = {"a": f"So he went, {line}."}, dict.fromkeys("abc", f"So he went, {line}.")

    assert "repetition" in rules_of(f"Then he ran, {line}.", others=one)
    assert "repetition" not in rules_of(f"Then he ran, {line}.", others=three)
    assert "repetition" not in rules_of(f"Then he ran, {line}.", others=one, details={"refrains": [line]})


def test_text_and_picture_of_a_spread_agree() -> None:
    day = Depiction(people=(DepictedPerson(name="Wick"),), time_of_day="day", weather="clear")

    assert "picture" in rules_of("In the middle of the night Wick sat up.", depiction=day)
    assert "picture" in rules_of("Wick sat in the rain.", depiction=day)
    assert "picture" in rules_of("Odile flew down.", depiction=day)
    assert "picture" not in rules_of("“It was night, and it rained,” said Wick. “Odile flew.”", depiction=day)


def test_hard_words_are_told_to_children_and_not_to_adults() -> None:
    hard = (
        "The administration subsequently reconsidered its preliminary recommendations concerning maritime "
        "illumination. Considerable disagreement characterised the ensuing negotiations. "
    ) * 7

    assert "reading ease" in rules_of(hard, brief=story("9-12"))
    assert "reading ease" not in rules_of(" ".join(GOOD * 4), brief=story("6-8"))


def test_rules_of_english_are_silent_in_another_language() -> None:
    text = "Der Igel Wick wohnte unter dem Baum. Der alte Mann starb. Die Eule sah die die Katze."

    assert rules_of(text, brief=story(language="de")) == set()


def test_a_book_of_one_picture_has_no_findings() -> None:
    part = Part(key="here", kind="picture", depiction=Depiction(thing="kettle"))

    assert findings(Text(), part=part, people=(PlannedPerson(name="Wick", gender="male"),)) == ()


COUPLET = "So he dug with a spoon, and he dug with a tin,\nAnd he made such a hole that the milkman fell in."


def test_a_line_that_loses_the_beat_is_told_with_its_place() -> None:
    lame = COUPLET.replace("such a hole", "an extraordinarily enormous hole")

    found = [f for f in findings(text_of(lame, kind="verse")) if f.rule == "verse"]

    assert [lame[f.start : f.end].startswith("And he made") for f in found] == [True]
    assert "verse" not in rules_of(text_of(COUPLET, kind="verse"))


def test_lines_that_do_not_rhyme_are_told() -> None:
    assert "verse" in rules_of(text_of(COUPLET.replace("fell in", "sat down"), kind="verse"))
    assert "verse" in rules_of(text_of(COUPLET.replace("fell in", "threw tin"), kind="verse"))


def test_prose_is_told_where_verse_is_asked_for() -> None:
    assert "verse" in rules_of("Wick sat down.", brief=story(rhyme=True))
    assert "verse" not in rules_of("Wick sat down.", brief=story())
