"""A moment, its deed and who has part in it, from the analyst to the rows, around what the reader has said."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from analysts.bible import Bible, Deed, Person, PersonInScene, SceneAnalysis, Span, Stranger
from characters.bible.queries import load_bible
from characters.editing import EditRefused, merging, people, scenes
from characters.models import Analysis, Character
from characters.services import save_analyses, save_bible

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

MEETING = SceneAnalysis(
    scene=1,
    place=None,
    place_kind="tavern",
    indoors=True,
    time_of_day="evening",
    weather="storm",
    mood="tense",
    people=(
        PersonInScene("Jim Hawkins", "standing", confidence=0.9),
        PersonInScene("the Captain", "sitting", confidence=0.4),
        PersonInScene("Long John Silver"),
    ),
    props=("chest",),
    summary="They meet.",
    moment="Jim Hawkins met the Captain.",
    prompt="Jim meets the Captain.",
    quotes=(),
    moment_span=Span(0, 28),
    deed=Deed("greeting", "Jim Hawkins", "the Captain", "chest", "met the Captain", 0.7),
    relation="facing",
    focal="the Captain",
    distance="medium",
    light="candlelight",
    place_confidence=0.3,
    time_confidence=0.5,
    weather_confidence=0.2,
)


def analysis(vividpage: VividPage) -> Analysis:
    return Analysis.objects.get(scene__vividpage=vividpage, scene__number=1)


def parts(vividpage: VividPage) -> list[tuple[str, str, float | None]]:
    rows = analysis(vividpage).presences.order_by("order")
    return list(rows.values_list("character__name", "part", "confidence"))


def test_a_moment_is_kept_with_its_place_in_the_text_and_how_sure_it_is(vividpage: VividPage) -> None:
    save_analyses(vividpage=vividpage, analyses=[MEETING])

    row = analysis(vividpage)
    assert row.scene.text[row.moment_start : row.moment_end] == MEETING.moment
    assert (row.deed, row.deed_thing, row.deed_words, row.deed_confidence) == (
        "greeting",
        "chest",
        "met the Captain",
        0.7,
    )
    assert (row.relation, row.distance, row.light) == ("facing", "medium", "candlelight")
    assert (row.place_confidence, row.time_confidence, row.weather_confidence) == (0.3, 0.5, 0.2)


def test_whom_one_looks_at_first_comes_first_and_everybody_has_their_part(vividpage: VividPage) -> None:
    save_analyses(vividpage=vividpage, analyses=[MEETING])

    assert parts(vividpage) == [
        ("the Captain", "object", 0.4),
        ("Jim Hawkins", "actor", 0.9),
        ("Long John Silver", "present", None),
    ]


def test_a_deed_that_a_reader_has_corrected_stays_and_is_sure(vividpage: VividPage, reader: User) -> None:
    save_analyses(vividpage=vividpage, analyses=[MEETING])
    jim, captain = (vividpage.characters.get(name=name) for name in ("Jim Hawkins", "the Captain"))

    scenes.set_deed(analysis=analysis(vividpage), deed="fleeing", actor=captain, person=jim, by=reader)
    save_analyses(vividpage=vividpage, analyses=[replace(MEETING, relation="dancing")])

    row = analysis(vividpage)
    assert (row.deed, row.deed_thing, row.deed_words, row.deed_confidence) == ("fleeing", "", "", None)
    assert row.relation == "unknown"
    assert [part for _, part, _ in parts(vividpage)] == ["actor", "object", "present"]


def test_only_who_is_there_does_or_suffers_a_deed(vividpage: VividPage, reader: User) -> None:
    silver, jim = (vividpage.characters.get(name=name) for name in ("Long John Silver", "Jim Hawkins"))

    with pytest.raises(EditRefused, match="not seen in scene 1"):
        scenes.set_deed(analysis=analysis(vividpage), deed="giving", actor=silver, by=reader)
    with pytest.raises(EditRefused, match="Choose two people"):
        scenes.set_deed(analysis=analysis(vividpage), deed="giving", actor=jim, person=jim, by=reader)
    with pytest.raises(EditRefused, match="is no deed"):
        scenes.set_deed(analysis=analysis(vividpage), deed="dithering", by=reader)


def test_words_of_the_text_that_a_reader_chooses_are_the_new_moment(vividpage: VividPage, reader: User) -> None:
    save_analyses(vividpage=vividpage, analyses=[MEETING])

    scenes.edit_scene(analysis=analysis(vividpage), moment="“Aye,” said   the Captain.", by=reader)

    row = analysis(vividpage)
    assert row.scene.text[row.moment_start : row.moment_end] == "“Aye,” said the Captain."


def test_a_moment_in_a_readers_own_words_stays_beside_the_paragraph(vividpage: VividPage, reader: User) -> None:
    save_analyses(vividpage=vividpage, analyses=[MEETING])

    scenes.edit_scene(analysis=analysis(vividpage), moment="Jim trembles.", by=reader)
    save_analyses(vividpage=vividpage, analyses=[replace(MEETING, moment="“Aye,”", moment_span=Span(29, 35))])

    row = analysis(vividpage)
    assert (row.moment, row.moment_start, row.moment_end) == ("Jim trembles.", 0, 28)


def test_a_moment_follows_its_words_when_the_text_is_written_again(vividpage: VividPage, reader: User) -> None:
    scenes.edit_scene(analysis=analysis(vividpage), moment="“Aye,” said the Captain.", by=reader)
    scene = analysis(vividpage).scene
    scene.text, scene.revision = f"It rained. {scene.text}", scene.revision + 1
    scene.save()

    save_analyses(vividpage=vividpage, analyses=[MEETING])

    row = analysis(vividpage)
    assert row.scene.text[row.moment_start : row.moment_end] == "“Aye,” said the Captain."


def test_what_kind_of_being_somebody_is_is_kept_and_told_to_analysts(vividpage: VividPage, reader: User) -> None:
    toad = Person("Mr. Toad", (), "male", "adult", "major", 9, (1,), species="toad", is_clothed=True, size="large")
    save_bible(vividpage=vividpage, bible=Bible((toad, replace(toad, name="Otter", species="otter")), (), ()))
    people.set_being(
        character=vividpage.characters.get(name="Otter"), species="an OTTER cub", is_clothed=None, by=reader
    )

    save_bible(vividpage=vividpage, bible=Bible((toad, replace(toad, name="Otter", species="human")), (), ()))

    known = {person.name: person for person in load_bible(vividpage).people}
    assert (known["Mr. Toad"].species, known["Mr. Toad"].is_clothed, known["Mr. Toad"].size) == ("toad", True, "large")
    assert (known["Otter"].species, known["Otter"].is_clothed) == ("otter cub", None)


def test_one_being_that_was_two_keeps_the_part_it_had_as_the_other(vividpage: VividPage, reader: User) -> None:
    save_analyses(vividpage=vividpage, analyses=[MEETING])
    silver, captain = (vividpage.characters.get(name=name) for name in ("Long John Silver", "the Captain"))

    merging.merge_people(keep=silver, other=captain, by=reader)

    assert ("Long John Silver", "object") in [(name, part) for name, part, _ in parts(vividpage)]


def test_animals_of_books_of_before_have_their_species(vividpage: VividPage) -> None:
    migration = importlib.import_module("characters.migrations.0006_species")
    mark = {"field": "marks", "value": "animal:dog", "scene": 1, "sentence": "Toto was a little black dog."}
    fur = {"field": "hair", "value": "black fur", "scene": 1, "sentence": "Toto was a little black dog."}
    locked = ["looks.marks"]
    toto = Character.objects.create(vividpage=vividpage, name="Toto", looks=[mark, fur], locked=locked)
    thing = Character.objects.create(vividpage=vividpage, name="It", looks=[{**mark, "value": "animal:other"}])

    migration.move_animals(apps, None)

    toto.refresh_from_db()
    thing.refresh_from_db()
    assert (toto.species, toto.looks, toto.locked) == ("dog", [fur], ["looks.marks", "species"])
    assert (thing.species, thing.looks, thing.locked) == ("animal", [], [])


WOMAN = Stranger("an old woman", "woman", gender="female", age="old", part="actor", confidence=0.8)
MEN = Stranger("two men", "man", count=2, gender="male")


def seen_strangers(vividpage: VividPage) -> list[tuple[str, str]]:
    return [(row["words"], row["part"]) for row in analysis(vividpage).strangers]


def test_strangers_are_kept_with_a_moment_and_stay_as_a_reader_left_them(vividpage: VividPage, reader: User) -> None:
    with_strangers = replace(MEETING, strangers=(WOMAN, MEN))
    save_analyses(vividpage=vividpage, analyses=[with_strangers])
    assert seen_strangers(vividpage) == [("an old woman", "actor"), ("two men", "present")]

    jim = vividpage.characters.get(name="Jim Hawkins")
    people = [scenes.CharacterInScene(jim)]
    edit = scenes.set_people(analysis=analysis(vividpage), people=people, by=reader, strangers=["two men"])
    save_analyses(vividpage=vividpage, analyses=[with_strangers])

    assert edit is not None
    assert edit.summary == "Scene 1: Jim Hawkins, two men in the picture"
    assert seen_strangers(vividpage) == [("two men", "present")]


def test_who_does_the_deed_by_a_readers_word_is_no_stranger(vividpage: VividPage, reader: User) -> None:
    save_analyses(vividpage=vividpage, analyses=[replace(MEETING, strangers=(WOMAN, MEN))])
    jim = vividpage.characters.get(name="Jim Hawkins")

    scenes.set_deed(analysis=analysis(vividpage), deed="fleeing", actor=jim, by=reader)

    assert seen_strangers(vividpage) == [("an old woman", "present"), ("two men", "present")]
