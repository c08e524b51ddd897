"""Who is in a book: who acts in its sentences, named or not, each once, of their own species."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.tests.rules_stories import read
from analysts.vocabulary import SPECIES

if TYPE_CHECKING:
    from analysts.bible import Bible

INVADED = [
    """
    I left the house at noon. My brother stood at the gate. “Run!” said my brother. I ran down the road, and my
    brother followed me.

    The Martians came over the hill. The Martians burned the village. The soldiers fired at them, and the soldiers fell.

    The curate wept. I gave the curate some water. The curate drank it and lay down. I looked at the sky.
    """,
    """
    In the night my brother came back. My brother lit the lamp. I slept.

    The Martians crossed the river. The Martians found the bridge, and the Martians broke it. The soldiers ran away. The
    soldiers hid in a barn.

    The curate sat in the corner. The curate shouted at me. I struck him. The curate fell. I went out.
    """,
]
RIVER = """
The Mole ran along the bank. The Water Rat sat in his boat. “Hullo, Mole!” said the Water Rat. “Hullo, Rat!” said the
Mole.

The Rat rowed, and the Mole looked at the water. “Do be careful,” said the Rat. Rat laughed. Mole jumped up and seized
the oars.

Mr. Toad came down the river in a new boat. “Good morning!” cried Toad. The Rat waved at him. Toad put on his gloves
and buttoned his waistcoat. “Toad is mad,” said the Rat. Mr. Toad was gone.

The Water Rat took Mole home. The Rat lit the fire. Mole sat down.
"""


def names(bible: Bible) -> set[str]:
    return {p.name for p in bible.people}


def called(bible: Bible, form: str) -> list[str]:
    """Return the names of all who are called by a form."""
    return [p.name for p in bible.people if form in (p.name, *p.aliases)]


def test_a_postscript_an_allusion_and_an_abstraction_are_nobody() -> None:
    bible, _ = read(
        """
        Nora Hill sat down and opened the letter. “It is from Peter,” said Nora Hill. Nora read it twice.

        P.S. Bring the key. P.S. was all that he had added. P.S. again, at the end.

        “Peter is coming,” said Nora. Nora put the letter away. Nora thought of Hamlet, and of Hamlet and his ghost.

        Peter Dunn came in. “Good morning,” said Peter Dunn. Conscience told Nora to speak. She thought that
        Conscience was right.

        P.S. I am well.
        """
    )

    assert names(bible) == {"Nora Hill", "Peter Dunn"}


def test_a_part_of_a_body_that_lies_about_is_nobody_and_one_that_walks_is_somebody() -> None:
    bible, _ = read(
        """
        Nora Hill came into the hall. In the chair was an enormous Head. “Come nearer,” said the Head. Nora Hill stood
        still. “Who are you?” said the Head. Nora Hill ran out and told Peter Dunn of the great Head.

        Peter Dunn expected to see the Head. “Was it not a Head?” asked Peter Dunn.

        Nora Hill led Peter Dunn to a corner, in which lay the great Head, made of paper. “There is the Head,” said
        Nora.

        The Nose walked down the street. The Nose took off his hat. “Good morning,” said the Nose. Peter Dunn followed
        the Nose, and the Nose ran away.
        """
    )

    assert names(bible) == {"Nora Hill", "Peter Dunn", "The Nose"}


def test_a_ship_is_nobody() -> None:
    bible, _ = read(
        """
        Nora Hill stood on the deck. The Hispaniola rolled in the swell. “We sail at dawn,” said Nora Hill. The
        Hispaniola lay at anchor in the bay. Peter Dunn went on board the Hispaniola. “Good,” said Peter. Nora looked
        back at the Hispaniola. Peter rowed to the Hispaniola. They reached the Hispaniola at night.
        """
    )

    assert names(bible) == {"Nora Hill", "Peter Dunn"}


def test_a_ship_that_acts_all_through_a_book_is_nobody_either() -> None:
    bible, _ = read(
        """
        The Swan turned to the wind. The Swan struck the rocks, and the Swan groaned. “Help!” said Nora Hill. Nora ran
        along the decks of the Swan. The Swan took them over the bay. Peter Dunn went aboard the Swan. “Good,” said
        Peter. The Swan sailed at dawn. The crew of the Swan laughed at Nora. The Swan carried Peter home.
        """
    )

    assert names(bible) - {"The crew"} == {"Nora Hill", "Peter Dunn"}


def test_a_schooner_without_a_name_is_nobody() -> None:
    bible, _ = read(
        [
            "Nora Hill came down. The schooner rolled. The schooner leapt. Nora saw the schooner. “Now,” said Nora.",
            "The schooner turned and ran. The schooner struck. “Help!” said Nora Hill. The schooner groaned and sank.",
        ]
    )

    assert names(bible) == {"Nora Hill"}


def test_a_narrator_without_a_name_and_kin_belong_to_the_cast() -> None:
    bible, _ = read(INVADED)

    assert bible.person("The narrator").is_narrator
    assert bible.person("The narrator’s brother").gender == "male"


def test_roles_and_groups_that_act_all_through_a_book_belong_to_the_cast() -> None:
    bible, _ = read(INVADED)

    assert not bible.person("The curate").is_group
    assert bible.person("The soldiers").is_group
    assert bible.person("The Martians").is_group


def test_an_animal_of_two_names_is_one() -> None:
    bible, _ = read(RIVER)

    assert called(bible, "Rat") == called(bible, "The Water Rat") == ["The Water Rat"]
    assert called(bible, "Toad") == called(bible, "Mr. Toad") == ["Mr. Toad"]
    assert called(bible, "Mole") == called(bible, "the Mole")


def test_animals_that_talk_are_animals_and_dressed_where_the_text_dresses_them() -> None:
    bible, _ = read(RIVER)

    assert bible.person("The Water Rat").species == "rat"
    assert bible.person("Mr. Toad").species == "toad"
    assert bible.person("Mr. Toad").is_clothed
    assert not bible.person("The Water Rat").is_clothed


def test_mr_fox_among_people_is_a_man() -> None:
    bible, _ = read(
        """
        Mr. Fox came in. “Good morning,” said Mr. Fox. Nora Hill rose. “Sit down, Mr. Fox,” said Nora. Fox sat down. Fox
        took off his hat. “Thank you,” said Fox.
        """
    )

    assert bible.person("Mr. Fox").species == "human"


@pytest.mark.parametrize("renamed", ["Arthur, now Lord Godwin,", "Arthur (otherwise Lord Godwin)"])
def test_a_lord_under_his_name_and_his_title_is_one(renamed: str) -> None:
    bible, _ = read(
        f"""
        Arthur Holm came up the stairs. “Where is she?” asked Arthur Holm. Arthur sat down. Arthur wept.

        “Come,” said Nora Hill. Nora took the lamp. Arthur followed Nora.

        {renamed} came to the church. Lord Godwin took the hammer. Lord Godwin struck hard. “It is done,”
        said Lord Godwin. Nora Hill looked away.

        Lord Godwin went home. Lord Godwin sat down by the fire. “Good night,” said Lord Godwin.
        """
    )

    assert called(bible, "Arthur") == called(bible, "Lord Godwin")
    assert len(bible.people) == 2


def test_a_mother_and_her_daughter_are_two() -> None:
    bible, _ = read(
        """
        Mrs. Westen sat in her room. “Come here, Lucy,” said Mrs. Westen. Lucy Westen came in. Lucy kissed Mrs. Westen.
        “Good night,” said Lucy.

        Mrs. Westen slept. Miss Westen went to the window. Lucy opened it. Mrs. Westen woke and called Lucy. Lucy ran to
        Mrs. Westen.
        """
    )

    assert called(bible, "Miss Westen") == ["Lucy Westen"]
    assert called(bible, "Mrs. Westen") == ["Mrs. Westen"]


def test_one_word_makes_no_animal_of_somebody_who_speaks() -> None:
    bible, _ = read(
        """
        Dickon sat under a tree. Nora Hill came near. “I know him,” said Dickon, and Dickon whistled. He was a pony when
        they played. “Yes,” said Dickon. Dickon took his pipe. “Good,” said Dickon. Nora laughed. “Play,” said Nora.
        """
    )

    assert bible.person("Dickon").species == "human"


def test_a_rabbit_with_a_waistcoat_and_gloves_is_a_dressed_rabbit() -> None:
    bible, _ = read(
        """
        Nora Hill sat by the brook. The White Rabbit ran by. The Rabbit took a watch out of its waistcoat. “Oh dear!”
        said the White Rabbit. The Rabbit put on his gloves. “Who is there?” asked Nora Hill.
        """
    )
    rabbit = bible.person("The White Rabbit")

    assert (rabbit.species, rabbit.is_clothed) == ("rabbit", True)


def test_a_robin_near_a_girl_who_throws_off_her_hat_is_not_dressed() -> None:
    bible, _ = read(
        """
        Nora Hill went into the garden. The robin hopped about and looked at Nora Hill. The robin chirped. His red
        waistcoat was as glossy as satin.

        The robin flew to the wall. The robin sang. The digging made her so warm that she first threw her coat off, and
        then her hat. The robin hopped nearer. She smiled at the robin.
        """,
        """
        The robin came back. “Good morning,” said Nora Hill. The robin puffed out his scarlet waistcoat. The robin
        pecked the earth, and Nora Hill put on her gloves and her cap.
        """,
    )
    robin = bible.person("The robin")

    assert (robin.species, robin.is_clothed) == ("robin", False)


def test_a_beasts_coat_and_a_kings_crown_are_no_clothes() -> None:
    bible, _ = read(
        """
        Nora Hill met the Lion. The Lion shook his coat. “I am king,” said the Lion, and the Lion put his crown
        straight. The Lion licked his coat. “So you are,” said Nora Hill. The Lion lay down.
        """
    )

    assert not bible.person("The Lion").is_clothed


@pytest.mark.parametrize("species", ["toad", "badger", "owl", "robot", "monster", "octopus"])
def test_the_species_of_a_book_is_one_that_can_be_drawn(species: str) -> None:
    bible, _ = read(
        [
            f"Nora Hill came in. The {species} ran away from her. “Stop,” said Nora Hill. The {species} turned round.",
            f"The {species} came back. The {species} sat down. Nora Hill saw the {species}, and the {species} slept.",
        ]
    )

    assert [p.species for p in bible.people if f"the {species}" in p.aliases] == [species]
    assert species in SPECIES
