"""`docs/prompts.md` shows what models are told, word for word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysts.bible import Person, Place, World
from analysts.language.prompts import prompt
from analysts.language.rendering import fenced
from analysts.language.seeing import Known
from analysts.metadata import BookMetadata
from books.text.content import ChapterText, SceneText
from sketch.styles import style_named
from storyboards.requests.people import PromptPerson
from storyboards.requests.places import PromptPlace
from storyboards.requests.prompts import scene_prompt
from storyboards.requests.staging import Staging

PAGE = Path(__file__).parents[3] / "docs" / "prompts.md"
STYLE = style_named("storybook")
SCENE = SceneText(
    1,
    (
        "The bell hung in an open tower at the end of the quay, green as a wet leaf and taller than Tamsin.",
        "“Hold the lantern higher,” said Silas Rook.",
        "She held it higher. He set his palm against the cold bronze, and knelt, and put the rope into her hands.",
        "“One day you will ring it without me,” he said.",
    ),
)
BOOK = fenced(
    (ChapterText(1, "The Bell", (SCENE,)),), metadata=BookMetadata("The Bell Called Comfort", ("VividPages",))
)
KNOWN = Known(
    {
        "p1": Person("Tamsin Rook", ("Tamsin",), "female", "child", "protagonist", 9, (1,)),
        "p2": Person("Silas Rook", ("Silas",), "male", "old", "major", 5, (1,)),
    },
    {"s1": Place("the quay", "harbour", False, "", (), (1,))},
)
ENGLAND = World("1890s", "England", "long coats, bowler hats, bonnets", "gas lamps, hansom cabs", "brick terraces")
TAMSIN = PromptPerson(
    ("Tamsin Rook", "Tamsin"), ("small", "copper hair in a long braid", "moss-green jersey"), "female", "child"
)
SILAS = PromptPerson(
    ("Silas Rook", "Silas"), ("square white beard", "blind left eye", "long navy-blue coat"), "male", "old"
)
TOAD = PromptPerson(
    ("Mr. Toad", "Toad"), ("goggles", "a long ulster"), "male", "adult", species="toad", is_clothed=True
)
RAT = PromptPerson(("the Water Rat", "Rat"), ("brown fur",), "male", "adult", species="rat", is_clothed=True)
BROTHER = PromptPerson(("my brother",), ("a torn black coat",), "male", "young")
LANDLORD = PromptPerson(("Mr. Hall",), ("stout", "red face"), "male", "adult")
STRANGER = PromptPerson(("the stranger",), (), "male", is_vague=True)
INVADERS = PromptPerson(
    ("the invaders",),
    ("grey tripods as tall as a steeple", "green smoke at their joints"),
    species="machine",
    is_group=True,
)
REQUESTS = {
    "people, places, changes and the world": [prompt("system").template, BOOK, prompt("discover").template],
    "scenes": [prompt("system").template, BOOK, KNOWN.listing, prompt("analyse").substitute(scenes="1")],
}
QUAY = PromptPlace("the quay", "", ("moored boats", "wet stone steps"), kind="harbour", light="lamplight")
RIVER = PromptPlace("the river", "", ("reeds", "glinting water"), kind="rowing boat")
LANE = PromptPlace("the lane", "", ("hedgerows", "an overturned cart"), kind="road")
PARLOUR = PromptPlace("the parlour", "", ("a fire", "drawn blinds"), kind="parlour", indoors=True, light="firelight")
GABLES = PromptPlace("Green Gables", "", ("a white porch", "cherry trees"), kind="house")
PICTURES = {
    "A deed with two people, by night": scene_prompt(
        seen="Silas Rook is putting the rope into Tamsin’s hands. Silas Rook is kneeling on the wet stones.",
        style=STYLE,
        people=[SILAS, TAMSIN],
        place=replace(QUAY, time_of_day="evening", weather="fog", mood="tender"),
        staging=Staging("giving", SILAS, TAMSIN, "rope", "giving", SILAS, "medium"),
    ),
    "Animals that the text dresses": scene_prompt(
        seen="Toad is seizing the oars. The Rat is falling backwards off his seat.",
        style=STYLE,
        people=[TOAD, RAT],
        place=replace(RIVER, time_of_day="morning", weather="clear", mood="joyful"),
        staging=Staging("seizing", TOAD, None, "the oars", "seizing", TOAD, "medium"),
    ),
    "A group and somebody without a name": scene_prompt(
        seen="My brother is running before the invaders down the lane. Mr. Hall stands at his gate.",
        style=STYLE,
        people=[BROTHER, INVADERS],
        place=replace(LANE, time_of_day="evening", mood="violent"),
        staging=Staging("fleeing", BROTHER, INVADERS, "", "fleeing", BROTHER, "long"),
        world=ENGLAND,
        strangers=("Mr. Hall", "Hall"),
    ),
    "Somebody who may not be there, and a deed that nobody has told": scene_prompt(
        seen="",
        style=STYLE,
        people=[LANDLORD, STRANGER],
        place=replace(PARLOUR, time_of_day="night", mood="mysterious"),
        staging=Staging("opening", LANDLORD, None, "door", "unknown", LANDLORD, "medium"),
        world=ENGLAND,
    ),
    "Nothing sure but the place": scene_prompt(
        seen="", style=STYLE, place=replace(GABLES, time_of_day="dawn", weather="snow", mood="calm")
    ),
}


@pytest.mark.parametrize("task", REQUESTS)
def test_the_page_shows_both_requests_whole(task: str) -> None:
    assert f"````text\n{chr(10).join(REQUESTS[task][:1])}" in PAGE.read_text(encoding="utf-8")
    assert "\n\n".join(REQUESTS[task]) in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("picture", PICTURES)
def test_the_page_shows_five_pictures_as_they_are_asked_for(picture: str) -> None:
    assert f"### {picture}\n\n````text\n{PICTURES[picture]}\n````" in PAGE.read_text(encoding="utf-8")
