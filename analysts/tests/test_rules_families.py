"""Families who share a surname: each of them is one person, and none is two."""

from __future__ import annotations

import pytest

from analysts.rules.people.discovery import find_people
from analysts.tests.rules_stories import book
from analysts.text.blocks import read_blocks

TIMES = 4
"""A name has to be used again and again before it tells who is who."""
MARLOWES = """
Mr. Marlowe sat by the fire. Mrs. Marlowe was at the window. “It rains,” said Mrs. Marlowe.

“It always rains when Lucy wants the carriage,” said Mr. Marlowe.

Harriet Marlowe, the eldest, laughed. “You shall not tease her,” said Harriet.

“Miss Marlowe is severe,” said Mr. Pell. “Mr. Pell, you are too good,” said Miss Marlowe.

Lucy came in with her brother Edward. “Is the carriage ready, mamma?” said Lucy.

“Not for you, Miss Lucy,” said Mr. Pell. Edward Marlowe smiled at his wife. “Anne shall go with you,” said Edward.

Mrs. Edward Marlowe shook her head. “I have a cold,” said Mrs. Edward Marlowe.

Miss Marlowe took up her work. Miss Lucy Marlowe went to the piano.

Harriet took Lucy’s hand, and Lucy pressed Harriet’s.

Mr. Marlowe looked at Edward, and Edward looked at Lucy. Mrs. Edward Marlowe looked at Mrs. Marlowe.
"""
KNAPTONS = """
Mr. Knapton called at Hartlow. “You are well, Sophia?” said Mr. Knapton.

“Perfectly,” said Sophia. “Is Mr. John Knapton come?”

“John came last night,” said Mr. Knapton. Mr. John Knapton was a tall, grave man.

“It will snow,” said Mr. John Knapton. Mr. Knapton laughed. Mr. Knapton looked at Mr. John Knapton.
"""
ROOKS = """
General Rook rang the bell. “Let the horses be brought,” said the General. General Rook was never idle.

Captain Rook yawned. “It is early, sir,” said Captain Rook. Captain Rook winked at Miss Rook, and Henry smiled.

“He was at a ball,” said Henry. Henry Rook laughed. “Mr. Rook shall teach you to ride,” said Miss Rook to Catherine.

“With all my heart,” said Mr. Rook. Mr. Rook bowed. The General frowned.
"""
ORLENKOS = """
Dmitri Sergeyevitch came late. “Where is my father?” cried Dmitri Sergeyevitch.

Old Sergey Pavlovitch Orlenko laughed. “Here I am, Mitya,” said Sergey Pavlovitch.

Ivan Sergeyevitch stood at the window. Ivan frowned. “You are drunk, father,” said Ivan.

Alexey Sergeyevitch came in softly. “Do not quarrel,” said Alyosha. Alyosha took Dmitri by the hand.

Mitya struck the table. “I will have my money,” cried Mitya. “Go to bed, Alyosha,” said Ivan.

Katerina Ivanovna rose. “Be still,” said Katerina Ivanovna.
"""
JOCELYNS = """
Old Jocelyn sat at the head of the table. “Where is young Jocelyn?” said old Jocelyn.

“He is late, Uncle Jocelyn,” said June Hartwick.

Young Jocelyn came in. “I am here, father,” said young Jocelyn. Old Jocelyn did not look at young Jocelyn.
"""
PINKS = """
Miss Pink rang the bell. “Where is my sister?” said Miss Pink. Miss Pink was never wrong, and Miss Clara never right.

Miss Clara came in. “Here I am,” said Miss Clara. Clara Pink blushed, and Miss Pink looked at Miss Clara.

Dr. Pink laughed. “Leave her alone,” said Dr. Pink. He read his paper. Dr. Pink was the father of Miss Pink.
"""


def names(story: str) -> dict[str, str]:
    """Return by every form of a name whose it is."""
    people = find_people(read_blocks(book(*[story] * TIMES)))
    return {form: p.name for p in people for form in (p.name, *p.aliases)}


@pytest.mark.parametrize(
    ("story", "apart"),
    [
        (MARLOWES, ("Mr. Marlowe", "Mrs. Marlowe", "Miss Marlowe", "Miss Lucy", "Edward", "Mrs. Edward Marlowe")),
        (KNAPTONS, ("Mr. Knapton", "Mr. John Knapton")),
        (ROOKS, ("General Rook", "Captain Rook", "Mr. Rook", "Miss Rook")),
        (ORLENKOS, ("Dmitri", "Ivan", "Alyosha", "Sergey Pavlovitch", "Katerina Ivanovna")),
        (JOCELYNS, ("Old Jocelyn", "Young Jocelyn", "June Hartwick")),
        (PINKS, ("Miss Pink", "Miss Clara", "Dr. Pink")),
    ],
)
def test_the_members_of_a_family_are_kept_apart(story: str, apart: tuple[str, ...]) -> None:
    whose = names(story)

    assert len({whose[name] for name in apart}) == len(apart)


@pytest.mark.parametrize(
    ("story", "one"),
    [
        (MARLOWES, ("Harriet", "Harriet Marlowe", "Miss Marlowe")),
        (MARLOWES, ("Lucy", "Miss Lucy", "Miss Lucy Marlowe")),
        (MARLOWES, ("Edward", "Edward Marlowe")),
        (KNAPTONS, ("John", "Mr. John Knapton")),
        (ROOKS, ("Henry", "Mr. Rook")),
        (ROOKS, ("the General", "General Rook")),
        (ORLENKOS, ("Mitya", "Dmitri", "Dmitri Sergeyevitch")),
        (ORLENKOS, ("Alyosha", "Alexey Sergeyevitch")),
        (JOCELYNS, ("Old Jocelyn", "old Jocelyn")),
    ],
)
def test_the_names_of_one_are_together(story: str, one: tuple[str, ...]) -> None:
    whose = names(story)

    assert len({whose[name] for name in one}) == 1


def test_a_patronymic_says_whether_somebody_is_a_woman() -> None:
    people = find_people(read_blocks(book(ORLENKOS)))
    genders = {p.name: p.gender for p in people}

    assert genders["Katerina Ivanovna"] == "female"
    assert genders["Dmitri Sergeyevitch"] == "male"
