"""What can be seen in a scene."""

from __future__ import annotations

from typing import Any

import pytest

from analysts.tests.rules_stories import read

NORA = "“Good day,” said Nora Hill. Nora smiled at Peter Dunn. “Good day,” said Peter Dunn. "


def scene(text: str) -> Any:
    return read(NORA + text)[1][0]


@pytest.mark.parametrize(
    ("text", "kind", "indoors"),
    [
        ("They went into the kitchen. In the kitchen the kettle sang.", "kitchen", True),
        ("They walked into the forest. It was dark in the forest.", "forest", False),
        ("They stood on deck. Nora went up to the deck again.", "ship", False),
        ("They came to the old church. Inside the church it was cold.", "church", True),
    ],
)
def test_it_sees_where_the_scene_plays(text: str, kind: str, indoors: bool) -> None:
    analysis = scene(text)

    assert (analysis.place_kind, analysis.indoors) == (kind, indoors)


def test_the_place_carries_over_until_the_story_moves() -> None:
    _, scenes = read([NORA + "They went into the kitchen. It was warm in the kitchen.", "Nora sat down. Nora laughed."])

    assert scenes[1].place == scenes[0].place == "the kitchen"


def test_the_bible_knows_the_scenes_of_a_place() -> None:
    bible, _ = read([NORA + "They went into the kitchen. It was warm in the kitchen.", "Nora sat down. Nora laughed."])

    assert [(p.name, p.scenes) for p in bible.places] == [("the kitchen", (1, 2))]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("It was past midnight.", "night"),
        ("At dawn they rose.", "dawn"),
        ("That evening the sun was setting.", "evening"),
        ("In the morning they set out. They walked all day. Toward evening they came home.", "morning"),
    ],
)
def test_it_sees_the_time_of_day(text: str, time: str) -> None:
    assert scene(text).time_of_day == time


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("The rain was falling, and they ran home in the rain.", "rain"),
        ("Snow lay on the fields. It snowed all day.", "snow"),
        ("A storm of applause broke out.", "unknown"),
        ("She came in like a storm.", "unknown"),
        ("The rain had stopped. More stars came out.", "clear"),
        ("The sky had cleared.", "clear"),
    ],
)
def test_it_sees_the_weather_and_no_figure_of_speech(text: str, weather: str) -> None:
    assert scene(text).weather == weather


def test_an_hour_does_not_go_on_into_another_season() -> None:
    _, scenes = read([NORA + "It was past midnight.", "In June the roses came out. Nora laughed. Nora sat down."])

    assert scenes[1].time_of_day == "unknown"


def test_a_scene_plays_at_the_inn_that_it_opens_with() -> None:
    _, scenes = read([NORA, "The Lame Goose stood by the road. “Come in,” said the innkeeper. Nora sat down."])

    assert (scenes[1].place, scenes[1].place_kind) == ("the Lame Goose", "tavern")


def test_a_carriage_that_passes_is_no_place() -> None:
    assert scene("They came to the carriage. A carriage drove to the carriage.").place is None


def test_the_mood_is_that_of_the_words_that_stand_out() -> None:
    assert scene("Nora wept. Her tears fell. She sobbed in her grief and sorrow.").mood == "sad"


def test_a_fight_is_violent() -> None:
    text = "Peter fired at the door. A blow felled him. Nora struck him with the oar, and they fought on in the dark."

    assert scene(text).mood == "violent"


@pytest.mark.parametrize(
    "text",
    [
        "“I killed him with a sword! Blood, blood! He fought, he stabbed me!” said Nora. She sat down and sewed.",
        "A sword and a pistol hung on the wall above the musket. Nora dusted the cutlass. There was a gun too.",
    ],
)
def test_talk_of_fights_and_weapons_on_a_wall_are_not_violent(text: str) -> None:
    assert scene(text).mood != "violent"


def test_what_is_only_compared_is_no_prop() -> None:
    assert "cat" not in scene("The fog came in the way a cat comes. Nora ran like a cat.").props


def test_who_is_only_talked_about_is_not_there() -> None:
    _, scenes = read([NORA, "Peter sat down. “I had a letter from Nora,” said Peter. Peter sighed."])

    assert [p.person for p in scenes[1].people] == ["Peter Dunn"]


def test_a_pose_follows_the_verb() -> None:
    analysis = scene("Nora knelt by the grave.")

    assert next(p.pose for p in analysis.people if p.person == "Nora Hill") == "kneeling"


def test_things_worth_drawing_are_props() -> None:
    assert "lantern" in scene("Nora lifted the lantern.").props


def test_the_moment_is_in_the_text_and_short() -> None:
    text = "Nora thought of many things. Nora stood at the window with a candle in her hand and looked at the sea."

    assert scene(text).moment == "Nora stood at the window with a candle in her hand and looked at the sea."


def test_a_prompt_leaves_looks_to_whoever_draws_it() -> None:
    _, scenes = read([NORA, "Nora put on a scarlet cloak and stood at the window. It was midnight.", "Nora slept."])

    assert not any("scarlet cloak" in s.prompt for s in scenes[2:])
    assert "Nora Hill, a" not in scenes[1].prompt
    assert "window" in scenes[1].prompt


def test_a_prompt_has_none_of_the_dialogue() -> None:
    analysis = scene("“The treasure lies under the oak,” whispered Nora. Nora pointed at the old tree with her hand.")

    assert "treasure" not in analysis.prompt


def test_a_tale_told_over_paragraphs_shows_what_it_tells() -> None:
    sentence = "the road was long and we walked through the forest until it was dark in the forest, " * 3
    tale = f"“I was young then,” said Nora, “and I ran off.\n\n“In those days {sentence}and I saw a light."
    _, scenes = read(NORA, f"{tale}\n\n“Then {sentence}and I slept under the trees.”")

    assert scenes[1].place_kind == "forest"


def test_each_scene_has_one_analysis_in_order() -> None:
    _, scenes = read([NORA, "Nora slept."], ["Nora woke."])

    assert [s.scene for s in scenes] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "“",
        "***",
        "قال الرجل: «لا أعرف». ثم مضى.",
        "他说：“我不知道。”然后他走了。",
        "A",
        "’’ ‘ \" '",
        "\u200b\ufeff",
        "I I I I I",
    ],
)
def test_odd_text_is_no_error(text: str) -> None:
    assert len(read([text, text])[1]) == 2


def test_a_book_without_chapters_has_an_empty_bible() -> None:
    assert read()[0].people == ()


def test_the_same_text_gives_the_same_bible() -> None:
    assert read(NORA + "They went into the kitchen.") == read(NORA + "They went into the kitchen.")


def test_a_moment_is_a_stretch_of_its_scenes_text() -> None:
    long = "Nora Hill ran down the white road to the sea, " + "and the red lantern swung in her hand, " * 5 + "home."
    texts = ["“Come,” said Nora Hill.\n\nNora Hill stood at the window and gazed at the sea. She sighed.", long]
    _, scenes = read(texts)

    for analysis, text in zip(scenes, texts, strict=True):
        span = analysis.moment_span
        assert span is not None
        assert text[span.start : span.end] in (analysis.moment, analysis.moment.removesuffix("."))


def test_a_place_is_described_by_what_is_said_of_it_and_not_of_somebody_there() -> None:
    bible, _ = read(
        NORA
        + "They went into the kitchen. Nora wore a long red dress and stood on the stone floor of the kitchen. "
        + "The kitchen was dark and low. In the kitchen the kettle sang."
    )

    assert {place.description for place in bible.places if "kitchen" in place.name} == {"The kitchen was dark and low."}


def test_the_brief_is_the_moment_and_leaves_place_and_light_to_their_own_facts() -> None:
    analysis = scene("They went into the kitchen at night. Nora stood at the window of the kitchen with a lantern.")

    assert analysis.prompt == "Nora Hill is standing at the window of the kitchen with a lantern."
