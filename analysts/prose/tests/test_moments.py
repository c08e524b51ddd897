"""What is in the picture of a scene: small stories of our own, read by the parser as it is shipped."""

from __future__ import annotations

import pytest

from analysts.prose.moments.chapter import is_told_in_present
from analysts.prose.parsing import ProseParser
from analysts.prose.tests.moment_stories import moment, scenes, words


def test_the_moment_is_what_can_be_seen() -> None:
    story = "Nora thought of the winter. Ben had once lived at the mill. Ben lifted Nora into the boat. It was late."

    found = moment(story)

    assert words(story) == "Ben lifted Nora into the boat."
    assert (found.deed.kind, found.deed.actor.name, found.deed.other.name) == ("carrying", "Ben Dunn", "Nora Hill")
    assert found.relation == "carrying"
    assert {(f.being.name, f.part) for f in found.people} >= {("Ben Dunn", "actor"), ("Nora Hill", "object")}


@pytest.mark.parametrize(
    "unreal",
    [
        "Ben would have kissed Nora.",
        "Ben did not strike Tom.",
        "If Ben had seized Tom by the throat, Tom would have fought him.",
        "Ben said that his brother killed a wolf with an axe.",
        "Nora remembered how Ben kissed her in the garden.",
        "Ben hoped to embrace Nora.",
        "It was as if a giant had struck Ben on the head.",
    ],
)
def test_what_does_not_happen_is_no_moment(unreal: str) -> None:
    assert words(f"{unreal} Nora sat down on the bench beside Tom.") == "Nora sat down on the bench beside Tom."


def test_a_blow_on_the_chest_shows_no_chest() -> None:
    found = moment("Ben punched Tom on the chest.")

    assert found.deed.kind == "fighting"
    assert found.relation == "fighting with fists"
    assert found.things == ()


def test_a_dog_cart_shows_no_dog() -> None:
    found = moment("Ben drove Nora through the village in a dog-cart.")

    assert [name for name, _ in found.things] == ["dog-cart"]


def test_what_is_fought_with_says_how_it_is_fought() -> None:
    assert moment("Ben struck at Tom with his sword.").relation == "fighting with swords"
    assert moment("Ben fired his pistol at Tom.").relation == "fighting with guns"


@pytest.mark.parametrize(
    ("story", "kind", "indoors"),
    [
        ("Nora went into the kitchen. She lit the lamp.", "kitchen", True),
        ("Ben and Nora rowed across the lake in a boat. Ben pulled at the oars.", "rowing boat", False),
        ("They walked through the wood. Ben carried Nora over a fallen tree.", "forest", False),
        ("The cart rattled over the mountain road. Ben held the reins and drove.", "road", False),
        ("Tom stood on the deck of the ship. Tom hauled at a rope.", "ship", False),
    ],
)
def test_a_moment_is_where_its_people_have_come_to(story: str, kind: str, indoors: bool) -> None:
    found = moment(story).place

    assert (found.kind, found.indoors) == (kind, indoors)
    assert found.confidence >= 0.3


def test_only_coming_and_going_change_the_place() -> None:
    first, second, third = scenes(
        "Nora went into the kitchen and sat down at the table.",
        "Nora thought of the forest. She took a cup from the shelf.",
        "Nora left the kitchen and walked into the garden. She picked a rose.",
    )

    assert (first.place.kind, second.place.kind, third.place.kind) == ("kitchen", "kitchen", "garden")


def test_a_place_that_is_only_spoken_of_is_not_where_it_is() -> None:
    found = scenes("“The forest is deep,” said Ben. Nora dreamt of a castle like a mountain. Ben took her hand.")[0]

    assert found.place.confidence < 0.3


@pytest.mark.parametrize(
    ("story", "hour"),
    [
        ("It was past midnight. Ben climbed the wall.", "night"),
        ("Ben climbed the wall by the light of the moon.", "night"),
        ("At dawn Ben climbed the wall.", "dawn"),
        ("Every morning Ben climbed the wall. Nora held his hat.", "unknown"),
        ("Ben climbed the wall.", "unknown"),
    ],
)
def test_the_hour_is_what_the_text_says_or_unknown(story: str, hour: str) -> None:
    assert moment(story).hour[0] == hour


@pytest.mark.parametrize(
    ("story", "weather"),
    [
        ("The rain was falling. Ben ran across the field.", "rain"),
        ("Ben had a voice like thunder. He seized Tom by the arm.", "unknown"),
        ("A storm of applause broke out. Ben bowed to Nora.", "unknown"),
        ("If it had rained, Ben would have stayed. Ben kissed Nora.", "unknown"),
    ],
)
def test_the_weather_is_no_figure_of_speech(story: str, weather: str) -> None:
    assert moment(story).weather[0] == weather


def test_who_stands_by_is_there_and_who_has_left_is_not() -> None:
    found = moment(
        "Tom sat by the fire. Nora came in and stood at the door. Tom left the room. Ben came in, and Ben kissed Nora."
    )

    names = [figure.being.name for figure in found.people if figure.confidence >= 0.5]
    assert "Tom Reed" not in names
    assert names[:2] == ["Ben Dunn", "Nora Hill"]


def test_nothing_to_see_is_no_moment() -> None:
    assert scenes("Happiness is a strange thing. The nature of hope was never clear.")[0].moment is None


def test_a_moment_stands_in_its_paragraph() -> None:
    story = "Nora was happy.\n\n“Come,” said Ben, and he took Nora by the hand. She was glad."

    found = moment(story)

    assert found.paragraph == 2
    assert story.split("\n\n")[1][found.start : found.end] == "“Come,” said Ben, and he took Nora by the hand."


def test_an_essay_has_no_moment() -> None:
    essay = (
        "He is the author of a type of religious fiction widely read throughout the country by a generation or two of "
        "young people, and it may interest the reader to know that his father wrote for the papers."
    )

    assert scenes(essay)[0].moment is None


def test_many_people_make_a_crowd_and_many_beasts_none() -> None:
    def last_of(group: str) -> str:
        story = (
            f"The {group} came down the hill. The {group} shouted. Nora saw the {group}.",
            f"The {group} ran through the gate. The {group} sat down. Ben laughed.",
            f"The {group} stood up. The {group} looked at Tom. Tom waved.",
            f"Nora, Ben and Tom walked up the hill with the {group}. The {group} walked after Nora.",
        )
        found = scenes(*story)[-1].moment
        assert found is not None
        return found.relation

    assert last_of("soldiers") == "procession"
    assert last_of("mice") == "beside", "strangers are drawn in a crowd, and here are none"


@pytest.mark.parametrize(
    ("story", "is_crowd"),
    [
        ("Nora sat down beside Ben, and three gardeners stood near the wall.", False),
        ("The sailors marched through the street with Nora and Ben.", True),
    ],
)
def test_a_few_who_are_only_there_make_no_crowd(story: str, *, is_crowd: bool) -> None:
    assert (moment(story).relation in ("crowd", "procession")) is is_crowd


def test_a_chapter_in_the_present_tense_of_a_book_in_the_past_is_an_essay() -> None:
    past = "Ben opened the door. Nora sat down. Tom laughed. They ate their bread. Ben lit the lamp. Nora slept."
    present = "A whale swims. It eats fish. Men hunt it. They sail far. It dives. They wait for it."
    chapters = ProseParser().parse([past]), ProseParser().parse([present])

    assert not is_told_in_present([chapters[0]] * 9 + [chapters[1]])
    assert is_told_in_present([chapters[0]] * 2 + [chapters[1]])
    assert is_told_in_present([chapters[1]])


def test_what_an_essay_tells_in_passing_is_in_no_picture() -> None:
    essay = (
        "The oak is the king of trees. It grows slowly and lives long. Birds nest in it, and boys love it."
        " Ben once climbed such an oak and kissed Nora under it. Nobody knows why its leaves fall so late."
        " Its wood is hard, and ships are built of it."
    )

    assert scenes(essay, in_present=False)[0].moment is None


def test_a_scene_with_a_few_general_truths_is_no_essay() -> None:
    story = (
        "An oak is old at last. Ben climbed the oak. Nora laughed at him. Boys are fools."
        " Ben kissed Nora under the oak. She ran home. Ben followed her."
    )

    assert scenes(story, in_present=False)[0].moment is not None
