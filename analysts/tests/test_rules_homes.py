"""Houses with names, and the rooms in them."""

from __future__ import annotations

from analysts.rules.scenes.homes import find_homes
from analysts.tests.rules_stories import book, read
from analysts.text.blocks import read_blocks

NORA = "“Good day,” said Nora Hill. Nora smiled at Peter Dunn. “Good day,” said Peter Dunn. "
AT_HOME = (
    "Nora lived at Fern Gables. She had been a guest at Fern Gables, and dined at Fern Gables, before it was her home. "
)
KITCHEN = "They went into the kitchen. In the kitchen the kettle sang. "


def places(*scenes: str) -> list[str | None]:
    return [s.place for s in read([NORA, *scenes])[1]][1:]


def test_a_room_is_named_with_its_house() -> None:
    assert places(AT_HOME + KITCHEN) == ["the kitchen at Fern Gables"]


def test_the_house_itself_goes_by_its_name() -> None:
    assert places(AT_HOME + "They went into the house. It was quiet in the house.") == ["Fern Gables"]


def test_the_house_is_kept_in_mind_while_the_story_stays_indoors() -> None:
    parlour = "They went into the parlour. It was warm in the parlour. "

    assert places(AT_HOME + KITCHEN, parlour) == ["the kitchen at Fern Gables", "the parlour at Fern Gables"]


def test_the_only_kitchen_of_a_book_is_one_place() -> None:
    forest = "They walked into the forest. It was dark in the forest. "
    bible, _ = read([NORA, AT_HOME + KITCHEN, forest, KITCHEN, AT_HOME + KITCHEN])

    assert [p.name for p in bible.places if p.kind == "kitchen"] == ["the kitchen at Fern Gables"]


def test_outdoors_belongs_to_no_house() -> None:
    forest = "They walked into the forest. It was dark in the forest. Nora knelt down in the forest beside Peter."

    assert places(AT_HOME + forest) == ["the forest"]


def test_a_town_is_no_house() -> None:
    blocks = read_blocks(
        book("The army lay at Ulm. The troops left Ulm. The regiment came to Ulm. All were at Ulm. At Ulm.")
    )

    assert find_homes(blocks, []) == {}


def test_nobody_is_a_house() -> None:
    blocks = read_blocks(book("They laughed at Rose Hall. They looked at Rose Hall. They smiled at Rose Hall."))

    assert find_homes(blocks, ["Rose Hall"]) == {}
