"""Who tells each chapter: in a picture of it, "I" is who tells that chapter."""

from __future__ import annotations

import pytest

from analysts.rules import RuleAnalyst
from analysts.tests.rules_stories import book
from books.text.content import ChapterText

JIM = """
“Come here, Jim Hall,” said Doctor Reed. “I am coming,” said I. “Jim, hold the lamp,” said the doctor.

I held the lamp, and the doctor opened the chest. “Good boy, Jim,” said Doctor Reed. Robert Ward came in.
“Good day,” said Robert Ward. I laughed. The doctor sat down.
I ran to the window, and I saw the ship. “Jim!” cried the doctor. I turned.
"""
DOCTOR = """
I took my hat and I left the house with Captain Ford. “Where is Jim?” said Captain Ford. I did not know.

I seized the oars and rowed the captain to the ship. I was wet. I lifted the chest into the boat. I tied the rope.
"""
LETTER = """
To Mrs. Ford, London.

I seized the rope and climbed the mast. My sister, I am well. I lifted the lamp, and I saw the ice. I sat
down upon the deck, and I laughed.

{}
"""


def told(chapters: list[ChapterText]) -> list[str | None]:
    """Return who acts in the picture of each scene."""
    analyst = RuleAnalyst()
    bible = analyst.discover(chapters)
    scenes = [scene for chapter in chapters for scene in analyst.analyse(chapter, bible)]
    return [scene.deed.actor if scene.deed else None for scene in scenes]


@pytest.mark.parametrize(
    "title",
    ["Narrative Continued by the Doctor—How the Ship Was Abandoned", "The doctor’s narrative", "Told by Doctor Reed"],
)
def test_a_chapter_is_told_by_whom_its_title_says(title: str) -> None:
    first, second = book(JIM, DOCTOR)

    assert told([first, ChapterText(2, title, second.scenes)])[1] == "Dr. Reed"


def test_who_tells_the_book_says_nothing_in_a_chapter_of_another() -> None:
    title = "Narrative Continued by the Doctor"
    first, second = book(JIM, f"{DOCTOR}\n\n“Give way,” said I. “Now,” I cried.\n\nI struck the captain with a stick.")
    chapters = [first, ChapterText(2, title, second.scenes)]
    analyst = RuleAnalyst()
    bible = analyst.discover(chapters)
    [scene] = analyst.analyse(chapters[1], bible)

    assert bible.person("Jim Hall").is_narrator
    assert "Jim Hall" not in {seen.person for seen in scene.people}


def test_letters_are_told_by_who_signs_them_and_one_without_a_name_by_who_wrote_the_last() -> None:
    first, signed, unsigned = book(
        JIM,
        LETTER.format("Your affectionate brother,\n\nRobert Ward."),
        LETTER.format("I stop here. Robert Ward is what they call me, and Ward it is."),
    )
    letters = [ChapterText(2, "Letter I", signed.scenes), ChapterText(3, "Letter II", unsigned.scenes)]

    actors = told([first, *letters])

    assert actors[1:] == ["Robert Ward", "Robert Ward"]
