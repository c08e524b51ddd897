"""Who says what."""

from __future__ import annotations

import pytest

from analysts.certainty import SURE_SPEAKER
from analysts.rules.people.cast import Cast
from analysts.rules.people.discovery import find_people
from analysts.rules.speech.conversation import Conversation
from analysts.tests.rules_stories import book, read, speakers
from analysts.text.blocks import read_blocks

CAST = """
Nora Hill came into the garden. Nora smiled. “Good day,” said Nora Hill.

Peter Dunn rose from the bench. Peter bowed. “Good day,” said Peter Dunn.
"""


def who(text: str) -> list[str | None]:
    return [speaker for _, speaker in speakers(CAST + "\n\n" + text)][2:]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Look,” said Nora.", "Nora Hill"),
        ("“Look,” Peter replied.", "Peter Dunn"),
        ("Nora turned to Peter and said: “Look.”", "Nora Hill"),
        ("“Look!” cried poor Peter.", "Peter Dunn"),
        ("“Look, Nora,” said Peter.", "Peter Dunn"),
        ("Peter walked on. “Look,” he said.", "Peter Dunn"),
        ("Nora stopped. “Look,” said she.", "Nora Hill"),
        ("Nora pointed at the tree. “Look.”", "Nora Hill"),
        ("“Look,” Nora went on.", "Nora Hill"),
        ("“Look!” beamed Nora.", "Nora Hill"),
        ("“Look,” said the now smiling Peter.", "Peter Dunn"),
        ("“Look,” was Nora’s answer.", "Nora Hill"),
        ("“Look,” came the voice of Peter.", "Peter Dunn"),
        ("“Look,” Peter heard Nora say.", "Nora Hill"),
        ("Nora, who had seen Peter, called out, “Look!”", "Nora Hill"),
        ("Nora waited, and, when he had passed, said, “Look.”", "Nora Hill"),
        ("Nora left off walking, and said “Look!”", "Nora Hill"),
        ("Peter smiled; and Nora murmured: “Look.”", "Nora Hill"),
        ("Nora turned to the poor Peter, and said “Look.”", "Nora Hill"),
        ("Peter sat still, for Nora had run into the street, shouting, “Look!”", "Nora Hill"),
    ],
)
def test_the_narration_beside_a_speech_names_its_speaker(text: str, speaker: str) -> None:
    assert who(text) == [speaker]


def test_a_paragraph_that_ends_open_leads_to_the_next() -> None:
    assert who("Peter sat still. Nora rose from the bench and said gravely:\n\n“Look.”") == ["Nora Hill"]


def test_a_paragraph_may_hold_the_speeches_of_two() -> None:
    assert who("“Look,” said Peter, pointing. “Where?” asked Nora.") == ["Peter Dunn", "Nora Hill"]


def test_a_speech_goes_on_after_its_tag_whoever_spoke_first_in_the_paragraph() -> None:
    text = "“Look,” said Peter. Nora sighed. “I saw it,” said Nora. “Nobody believed me.”"

    assert who(text) == ["Peter Dunn", "Nora Hill", "Nora Hill"]


def test_her_mother_is_the_mrs_of_that_name() -> None:
    family = """
    Mrs. Penhale came in. Miss Clara Penhale was at the piano. “Good evening,” said Mrs. Penhale.

    Mrs. Rusk sat by the fire. “Good evening,” said Mrs. Rusk.

    Clara Penhale went on playing. It grew dark.

    The clock struck ten.

    “I am not tired,” said Clara.

    “It is late, dear,” said her mother.
    """

    assert speakers(family)[-1][1] == "Mrs. Penhale"


def test_turns_alternate_where_nothing_is_said() -> None:
    text = "“Are you cold?” asked Nora.\n\n“No,” said Peter.\n\n“I am.”\n\n“Take my coat.”"

    assert who(text) == ["Nora Hill", "Peter Dunn", "Nora Hill", "Peter Dunn"]


def test_what_follows_a_speech_may_lead_to_the_next() -> None:
    text = "Peter looked at Nora. “It is cold,” he said; “come in”; and Nora muttered: “Not yet.”"

    assert who(text) == ["Peter Dunn", "Peter Dunn", "Nora Hill"]


def test_who_answers_in_other_words_has_not_said_what_stands_before() -> None:
    text = "“Come here,” cried Peter. “Is it true?” Nora replied that it was. “Very well.”"

    assert who(text) == ["Peter Dunn"] * 3


def test_a_young_hill_is_not_nora_hill() -> None:
    assert who("Peter sat down.\n\n“Good day,” cried a young Hill.") != ["Nora Hill"]


def test_a_speaker_named_at_the_end_says_who_spoke_all_along() -> None:
    turns = ("“Well?”", "“Well what?”", "“Is it cold?”", "“No.”", "“I am.”", "“Then take my coat,” said Nora.")
    text = "\n\n".join(("It grew dark.", "The clock struck.", "Nora looked at the sea.", *turns))

    assert who(text) == ["Peter Dunn", "Nora Hill"] * 3


def test_of_whom_they_only_talk_is_somewhere_else() -> None:
    came = "Nora Hill came down the lane. “Good day,” said Nora. Peter Dunn bowed. “Good day,” said Peter Dunn."
    asked = "Nora sat down.\n\n“You know Tom Reed?” asked Nora.\n\n“Tom?” he cried, and he laughed."
    blocks = read_blocks(
        book(
            f"{came} Tom Reed came by. “Good day,” said Tom Reed.",
            f"{asked}\n\n“Tom has sold the ship.”\n\n“Well,” said Nora.",
        )
    )
    talk = Conversation(blocks, Cast(find_people(blocks)), narrator=None)

    said = [found.speaker for here in talk.attribute() for found in here][3:]

    assert said[:2] == ["Nora Hill", "Peter Dunn"]
    assert "Tom Reed" not in said


def test_who_tells_a_story_tells_on_in_the_next_paragraph() -> None:
    tale = "and the wind blew and the sea rose and the ship ran on before the storm " * 6
    text = f"Nora sat down beside Peter.\n\n“Then {tale},” said Peter.\n\n“So {tale}.”"

    assert who(text) == ["Peter Dunn", "Peter Dunn"]


def test_she_of_a_paragraph_is_not_the_man_who_speaks_in_it() -> None:
    text = "“You were a little girl then,” Peter argued; and she answered, with her clearest look: “And so I am still.”"

    assert who(text) == ["Peter Dunn", "Nora Hill"]


def test_whoever_is_addressed_answers() -> None:
    assert who("“Where were you, Peter?”\n\n“At the mill.”")[1] == "Peter Dunn"


def test_a_speech_over_two_paragraphs_has_one_speaker() -> None:
    assert who("“It was long ago,” said Peter. “I was a boy.\n\n“We lived by the sea.”") == ["Peter Dunn"] * 3


def test_both_parts_of_a_broken_speech_have_one_speaker() -> None:
    assert who("“I think,” said Nora, “that it will rain.”") == ["Nora Hill", "Nora Hill"]


def test_a_voice_without_a_name_is_nobody_known() -> None:
    assert who("“Open!” cried a voice.") == [None]


def test_what_i_said_is_the_narrators() -> None:
    turn = "“Is it far, Daniel?” asked Captain Brand.\n\n“Not far,” said I. I looked at the map, and I walked on.\n\n"

    assert [s for t, s in speakers(turn * 5) if t == "Not far,"] == ["Daniel"] * 5


def test_spans_count_characters_of_the_scene_text() -> None:
    text = CAST + "\n\n“Look,” said Nora."
    scene = read(text)[1][0]
    whole = "\n\n".join(" ".join(p.split()) for p in text.strip().split("\n\n"))

    assert [whole[q.start : q.end] for q in scene.quotes] == [q.text for q in scene.quotes]


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("“Look,” said Nora.", True),
        ("“Look.”", False),
        ("Peter walked on. “Look,” he said.", False),
    ],
)
def test_only_a_speaker_named_outright_is_sure(text: str, is_sure: bool) -> None:
    quote = read(f"{CAST}\n\n{text}")[1][0].quotes[-1]

    assert quote.confidence is not None
    assert (quote.confidence >= SURE_SPEAKER) == is_sure


def test_nobody_is_not_judged() -> None:
    assert read(CAST + "\n\n“Open!” cried a voice.")[1][0].quotes[-1].confidence is None
