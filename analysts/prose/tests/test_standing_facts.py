"""Place, hour and weather of a moment: states that go on, fade, and end."""

from __future__ import annotations

import pytest

from analysts.prose.tests.moment_stories import moment, scenes, words

TALE = (
    "“I will tell you all of it,” said Tom. “We were at sea on that ship for many months, and in the night a storm"
    " came up. The captain seized a rope on the deck and climbed the mast in the rain, and I ran after him over the"
    " deck and caught him by the coat. The sailors fought with knives in the cabin below, and one of them threw the"
    " cook into the sea. We were on that deck all night, in wind and rain, and nobody slept at all before the morning"
    " came.”"
)


def test_a_tale_is_no_moment_of_a_scene_in_which_more_than_that_happens() -> None:
    story = f"Nora went into the kitchen and lit the lamp. She gave Ben a cup.\n\n{TALE}\n\nNora took Ben by the hand."

    assert moment(story).deed is not None
    assert words(story) in story
    assert words(story) not in TALE


def test_what_is_told_is_neither_the_place_nor_the_weather_of_the_story() -> None:
    [found] = scenes(f"Nora went into the kitchen.\n\n{TALE}\n\nNora took Ben by the hand. She kissed him.")

    assert found.moment is not None
    assert found.moment.place.kind == "kitchen"
    assert found.moment.weather[0] == "unknown"


def test_a_scene_that_is_a_tale_is_pictured_where_the_tale_plays() -> None:
    [found] = scenes(TALE)

    assert found.moment is not None
    assert found.moment.place.kind == "ship"


@pytest.mark.parametrize(
    "dream",
    [
        "Ben dreamed that he was in a wood. A wolf seized him by the throat, and he struck it with an axe.",
        "I thought I saw Tom on the roof. Tom threw a stone at Nora and kissed her hand.",
    ],
)
def test_a_dream_is_no_moment(dream: str) -> None:
    assert words(f"{dream}\n\nNora sat down on the bench beside Tom.") == "Nora sat down on the bench beside Tom."


def test_who_wakes_has_done_with_dreaming() -> None:
    story = "Ben dreamed that Tom kissed Nora. He awoke with a start. He seized Tom by the arm."

    assert "He seized Tom by the arm." in words(story)


def test_the_last_hour_that_is_named_holds() -> None:
    first, second = scenes(
        "Ben had slept at the mill that night, and in the morning he carried Nora over the bridge.",
        "Nora took Ben by the hand.",
    )

    assert first.moment is not None
    assert first.moment.hour[0] == "morning"
    assert second.hour[0] == "morning"


def test_an_hour_fades() -> None:
    before, *_, after = scenes("At dawn Ben climbed the wall.", *["Ben took Nora by the hand. " * 12] * 8)

    assert before.hour[0] == "dawn"
    assert after.hour[1] < before.hour[1]


def test_a_greeting_tells_the_hour() -> None:
    assert moment("“Good evening,” said Ben.\n\nBen took Nora by the hand.").hour[0] == "evening"


def test_a_name_is_no_weather() -> None:
    assert moment("Outside the Snow Queen stood in the garden. Nora sat at the window.").weather[0] == "unknown"


@pytest.mark.parametrize(
    ("story", "weather"),
    [
        ("Ben seized the rope. The wind was wanting, and the sails hung down.", "clear"),
        ("The wind died away. Ben seized the rope and hauled at it.", "clear"),
        ("The storm was spent. Ben seized the rope and hauled at it.", "clear"),
        ("The wind blew hard. Ben seized the rope and hauled at it.", "wind"),
        ("The snow was falling fast. Ben seized the rope and hauled at it.", "snow"),
    ],
)
def test_weather_that_is_over_is_no_weather(story: str, weather: str) -> None:
    assert moment(story).weather[0] == weather


def test_what_is_seen_from_a_window_is_not_where_they_are() -> None:
    found = moment("Nora went into the library. From the window she saw the sea and a ship. Ben took her hand.")

    assert found.place.kind == "library"


def test_what_is_looked_at_is_not_where_they_are() -> None:
    found = moment("Nora and Ben walked through the garden. Ben looked up at the sky. Ben dug a hole with a spade.")

    assert found.place.kind == "garden"


def test_where_they_go_afterwards_is_not_where_they_are() -> None:
    found = moment("Nora went into the church. Ben shook hands with Nora, and set off into the wood.")

    assert found.place.kind == "church"


def test_a_train_of_thought_is_no_train() -> None:
    found = moment("Nora sat in the library. They had got upon a train of thought. Ben gave Nora the book.")

    assert found.place.kind == "library"


def test_trees_and_grass_are_not_in_a_room() -> None:
    found = moment(
        "Nora was in the hall. She walked out of doors into the sun. The grass was wet under the trees, and the clouds"
        " flew over the hill. Ben seized Tom by the collar beside the hedge."
    )

    assert not found.place.indoors


def test_what_stands_in_a_bedroom_makes_a_bedroom() -> None:
    assert moment("Nora lay in her bed with her head on the pillow. Ben drew the quilt over her.").place.kind == (
        "bedroom"
    )


@pytest.mark.parametrize("mark", [";", ":"])
def test_a_moment_ends_with_its_sentence(mark: str) -> None:
    story = f"Ben lifted Nora into the boat{mark} the sea was rough and grey.\n\nThen they waited a while."

    assert words(story) == f"Ben lifted Nora into the boat{mark} the sea was rough and grey."


def test_what_leads_to_a_speech_ends_at_a_word() -> None:
    story = "Ben seized Tom by the collar and said:\n\n“Good day.”"

    assert words(story) == "Ben seized Tom by the collar and said"


@pytest.mark.parametrize(
    ("story", "deed"),
    [
        ("Ben was just about to strike Tom. Nora sat on the bench.", "sitting"),
        ("Ben shook his head at Nora sadly. He kissed her.", "kissing"),
        ("Ben laughed and slapped Tom on the back.", "greeting"),
        ("Giving a great spring, Ben shot through the air.", "jumping"),
        ("The third oar caught a crab. Nora sat on the bench.", "sitting"),
        ("Ben jumped at the offer. Nora sat on the bench.", "sitting"),
        ("It made Tom quite wild. Nora sat on the bench.", "sitting"),
    ],
)
def test_a_deed_is_what_its_company_says(story: str, deed: str) -> None:
    found = moment(story).deed

    assert found is not None
    assert found.kind == deed


def test_what_is_told_of_is_not_where_they_are() -> None:
    found = moment("Nora went into the garden. Ben had much to tell Nora of what went on in school. Ben took her hand.")

    assert found.place.kind == "garden"


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        ("Nora and Ben had come down to the water. They stepped aboard, and Ben hauled at a rope.", "ship"),
        ("Nora was in the kitchen. Ben walked down the street with Tom. He seized Tom by the arm.", "street"),
        ("Nora was in the kitchen. They went on and found themselves in a library. Ben gave Nora a book.", "library"),
        ("Nora was in the kitchen. Ben pushed the chair round and round the garden, and Nora kissed him.", "garden"),
    ],
)
def test_adverbs_and_particles_tell_where_they_have_come(story: str, kind: str) -> None:
    assert moment(story).place.kind == kind


def test_nobody_is_in_the_sky_who_only_sees_it() -> None:
    found = moment("They saw a green glow in the sky before them. Ben seized Nora by the hand.")

    assert found.place.kind != "sky"


def test_who_is_gone_from_a_bedside_sits_in_another_room() -> None:
    found = moment(
        "Ben sat at the bedside of a sick man. Then he left the bedroom and went into the kitchen. He sat in a chair."
    )

    assert found.place.kind == "kitchen"


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        ("Nora was in the garden. They entered the gloomy prison-chamber. Ben knelt beside Nora.", "prison"),
        ("Nora was in the garden. They stopped at the church-door. Ben knelt beside Nora.", "garden"),
        ("Nora was in the kitchen. It had settled upon the bridge of his nose. Ben kissed her.", "kitchen"),
        ("Nora was in the kitchen. Then she went out and raked the yard.", "farmyard"),
    ],
)
def test_a_word_for_a_place_is_read_with_its_company(story: str, kind: str) -> None:
    assert moment(story).place.kind == kind


def test_who_rushes_from_a_room_is_seen_in_it() -> None:
    found = moment("Nora was in the library. Ben seized his hat and rushed from the library.")

    assert found.place.kind == "library"


def test_a_dark_thing_makes_no_night() -> None:
    found = moment("Ben held out his hand, and the stone shone in the dark hollow of his palm. Nora took it.")

    assert found.hour[0] == "unknown"


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        ("Nora was in the garden. The soldiers turned their horses into tents. Ben kissed her.", "garden"),
        ("Ben stood on the deck of the ship. Then he went down into the cabin. He lit the lamp.", "ship's cabin"),
        ("Ben came to the edge of the wood. He went into the cabin. He lit the lamp.", "hut"),
    ],
)
def test_a_place_is_what_its_surroundings_make_of_it(story: str, kind: str) -> None:
    assert moment(story).place.kind == kind


def test_a_place_is_less_sure_on_another_day() -> None:
    before = moment("Nora was in the library. Ben took Nora by the hand.")
    after = moment("Nora was in the library. The next day Ben took Nora by the hand.")

    assert after.place.confidence < before.place.confidence


def test_who_sits_at_a_table_is_in_a_room_whatever_the_chapter_before_said() -> None:
    found = moment(
        "They walked across the field.\n\nThen they entered the house. Nora put the lamp on the table and drew her"
        " chair to the stove. “Yes,” she said. Ben laid the bread upon the shelf. Tom opened the cupboard."
    )

    assert found.place.indoors


def test_what_is_said_later_tells_where_it_was() -> None:
    found = moment(
        "Ben seized Tom by the collar. The grass was wet under the trees. A bird flew over the hedge, and the road ran"
        " on between the fields."
    )

    assert not found.place.indoors


def test_a_town_has_rooms() -> None:
    found = moment("Nora sat at the table in Paris. The lamp stood on the desk beside the bed. She laid down the pen.")

    assert found.place.indoors


@pytest.mark.parametrize(
    "story",
    [
        "At dusk they came to a farmhouse. Nora walked up to the door and knocked. A dog barked.",
        "Nora and Ben rode up to the cottage. Ben held the horse by the bridle.",
        "They drove up to the castle at noon. Nora sprang down and waved her hat.",
    ],
)
def test_who_comes_to_a_house_stands_before_it(story: str) -> None:
    assert not moment(story).place.indoors


def test_who_goes_into_the_house_to_which_they_came_is_in_it() -> None:
    story = "Nora came to a farmhouse and went in. She sat down by the hearth. She held the child on her knee."

    assert moment(story).place.indoors


@pytest.mark.parametrize(
    "story",
    [
        "Ben had travelled far since the day he kissed Nora in her garden. He was tired. He opened the gate.",
        "From the hour when she embraced Ben at the inn she was sad. Nora opened the gate.",
    ],
)
def test_what_dates_another_time_is_no_moment(story: str) -> None:
    found = moment(story)

    assert found.deed is not None
    assert found.deed.kind == "opening"


def test_to_whom_it_is_done_does_not_do_it() -> None:
    found = moment("Ben went under the tree, and was raised from the ground and flung headlong into the pond.")

    assert found.deed is None or found.deed.actor is None or found.deed.kind in ("walking", "unknown")


def test_a_chest_that_breathes_is_no_box() -> None:
    found = moment("Ben stood at the window. He kept lifting his thin chest to draw in the air.")

    assert [name for name, _ in found.things if name == "chest"] == []
    assert found.deed is None or found.deed.kind != "carrying"
