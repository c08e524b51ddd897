"""What each edit does, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.bible.queries import appearance_at
from characters.editing import EditRefused, changes, looks, merging, people, places, renaming, scenes, splitting
from characters.models import Analysis, Character, CharacterChange, Presence, Quote, Setting

if TYPE_CHECKING:
    from accounts.models import User


@pytest.fixture
def jim(called: Any) -> Character:
    return called("Jim Hawkins")


@pytest.fixture
def silver(called: Any) -> Character:
    return called("Long John Silver")


@pytest.fixture
def captain(called: Any) -> Character:
    return called("the Captain")


@pytest.fixture
def elsewhere(reader: User) -> VividPage:
    """Another book of the same reader."""
    vividpage = make_vividpage(owner=reader, title="Elsewhere")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Far.", word_count=1)
    return vividpage


# --- people


def test_the_name_of_before_becomes_another_name(captain: Character, reader: User) -> None:
    renaming.rename(row=captain, name="Billy  Bones", by=reader)

    captain.refresh_from_db()
    assert (captain.name, captain.aliases, captain.locked) == ("Billy Bones", ["the Captain"], ["name"])


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "JIM HAWKINS"])
def test_a_name_that_is_none_or_taken_is_refused(captain: Character, reader: User, name: str) -> None:
    with pytest.raises(EditRefused):
        renaming.rename(row=captain, name=name, by=reader)


def test_the_case_of_a_name_can_be_mended(captain: Character, reader: User) -> None:
    renaming.rename(row=captain, name="The Captain", by=reader)

    captain.refresh_from_db()
    assert captain.name == "The Captain"


@pytest.mark.parametrize("details", [{"gender": "robot"}, {"name": "adult"}, {"role": ""}])
def test_a_detail_that_the_bible_does_not_know_is_refused(
    jim: Character, reader: User, details: dict[str, str]
) -> None:
    with pytest.raises(EditRefused):
        people.set_details(character=jim, by=reader, **details)


def test_somebody_who_is_gone_cannot_be_edited(captain: Character, reader: User) -> None:
    Character.objects.filter(pk=captain.pk).delete()

    with pytest.raises(EditRefused, match="no longer"):
        people.set_details(character=captain, age="old", by=reader)


def test_a_lock_is_lifted(jim: Character, reader: User) -> None:
    people.set_details(character=jim, age="child", gender="female", by=reader)
    people.let_go(row=jim, field="age", by=reader)

    jim.refresh_from_db()
    assert jim.locked == ["gender"]


# --- looks


def test_a_look_of_the_readers_is_drawn_before_what_the_book_says(jim: Character, scene: Any, reader: User) -> None:
    looks.add_look(character=jim, field="hair", value="red hair", by=reader)

    jim.refresh_from_db()
    assert jim.looks[0] == {"field": "hair", "value": "red hair", "scene": 0, "sentence": "you"}
    assert appearance_at(jim, scene(1)).get("hair") == "red hair"


def test_clothes_of_the_readers_are_worn_in_all_scenes_beside_those_of_the_book(
    jim: Character, scene: Any, reader: User
) -> None:
    jim.looks = [{"field": "clothes", "value": "blue coat", "scene": 3, "sentence": "s"}]
    jim.save()
    looks.add_look(character=jim, field="clothes", value="red hat", by=reader)

    jim.refresh_from_db()
    assert [appearance_at(jim, scene(n)).get("clothes") for n in (1, 4)] == ["red hat, blue coat"] * 2


def test_a_changed_look_takes_the_place_of_the_old_and_has_another_source(jim: Character, reader: User) -> None:
    looks.change_look(character=jim, look=jim.looks[0], value="red hair", by=reader)

    jim.refresh_from_db()
    assert [(look["value"], look["sentence"]) for look in jim.looks] == [("red hair", "you")]
    assert jim.locked == ["looks.hair"]


def test_a_removed_look_is_gone(jim: Character, reader: User) -> None:
    looks.remove_look(character=jim, look=jim.looks[0], by=reader)

    jim.refresh_from_db()
    assert jim.looks == []


@pytest.mark.parametrize(
    ("field", "value"), [("tail", "long"), ("hair", " "), ("hair", "x" * 201), ("hair", "Jim Hawkins hair")]
)
def test_a_look_that_is_none_or_known_is_refused(jim: Character, reader: User, field: str, value: str) -> None:
    with pytest.raises(EditRefused):
        looks.add_look(character=jim, field=field, value=value, by=reader)


# --- changes


def test_a_change_holds_from_its_scene_to_its_end(jim: Character, scene: Any, reader: User) -> None:
    changes.add_change(character=jim, kind="injury", modifier="a sling", scene=scene(2), until=scene(4), by=reader)

    shown = ["a sling" in appearance_at(jim, scene(number)).prompt for number in (1, 2, 3, 4)]
    assert shown == [False, True, True, False]


def test_a_change_is_ended_and_made_to_last_again(silver: Character, scene: Any, reader: User) -> None:
    change = silver.changes.get()
    changes.end_change(change=change, until=scene(4), by=reader)
    assert CharacterChange.objects.get().until == scene(4)

    changes.end_change(change=change, until=None, by=reader)

    assert CharacterChange.objects.get().until is None


def test_a_removed_change_is_gone(silver: Character, reader: User) -> None:
    changes.remove_change(change=silver.changes.get(), by=reader)

    silver.refresh_from_db()
    assert (silver.changes.count(), silver.locked) == (0, ["changes"])


def test_a_change_cannot_end_before_it_begins_nor_in_another_book(
    jim: Character, scene: Any, elsewhere: VividPage, reader: User
) -> None:
    for until in (scene(2), scene(1), elsewhere.scenes.get()):
        with pytest.raises(EditRefused):
            changes.add_change(character=jim, kind="hair", modifier="bald", scene=scene(2), until=until, by=reader)


# --- merging


def test_whoever_becomes_one_with_somebody_leaves_all_that_was_theirs(
    silver: Character, captain: Character, reader: User
) -> None:
    captain_id = captain.pk
    merging.merge_people(keep=silver, other=captain, by=reader)

    silver.refresh_from_db()
    assert not Character.objects.filter(pk=captain_id).exists()
    assert silver.aliases == ["Silver", "Barbecue", "the Captain"]
    assert (silver.mentions, silver.scene_numbers, silver.first_scene.number) == (6, [1, 2, 3, 4], 1)
    assert [look["value"] for look in silver.looks] == ["Long John Silver hair", "the Captain hair"]
    assert Quote.objects.get(scene__number=1).speaker == silver
    assert Presence.objects.get(analysis__scene__number=1, character=silver).order == 1


def test_where_both_were_seen_one_stays(silver: Character, captain: Character, reader: User) -> None:
    merging.merge_people(keep=silver, other=captain, by=reader)

    assert Presence.objects.filter(analysis__scene__number=4, character=silver).count() == 1


def test_what_changed_of_both_in_the_same_way_changes_once(
    silver: Character, captain: Character, scene: Any, reader: User
) -> None:
    captain.changes.create(scene=scene(3), type="injury", description="", prompt_modifier="a crutch")
    captain.changes.create(scene=scene(2), type="hair", description="", prompt_modifier="bald")
    merging.merge_people(keep=silver, other=captain, by=reader)

    assert sorted(change.prompt_modifier for change in silver.changes.all()) == ["a crutch", "bald"]


def test_nobody_is_merged_with_themselves_nor_with_somebody_of_another_book(
    jim: Character, elsewhere: VividPage, reader: User
) -> None:
    stranger = Character.objects.create(vividpage=elsewhere, name="Ann")
    for other in (jim, stranger):
        with pytest.raises(EditRefused):
            merging.merge_people(keep=jim, other=other, by=reader)


def test_scenes_of_a_merged_place_play_where_it_went(vividpage: VividPage, reader: User) -> None:
    inn, quay = Setting.objects.get(name="the inn"), Setting.objects.get(name="the quay")
    merging.merge_places(keep=inn, other=quay, by=reader)

    inn.refresh_from_db()
    assert Analysis.objects.filter(setting=inn).count() == 4
    assert (inn.aliases, inn.scene_numbers) == (["the quay"], [1, 2, 3, 4])


# --- splitting


def test_a_name_takes_the_scenes_along_that_know_only_it(vividpage: VividPage, silver: Character, reader: User) -> None:
    splitting.split_person(character=silver, name="the Cook", aliases=["Barbecue"], by=reader)

    silver.refresh_from_db()
    cook = Character.objects.get(name="the Cook")
    assert (cook.aliases, cook.scene_numbers) == (["Barbecue"], [3])
    assert (silver.aliases, silver.scene_numbers) == (["Silver"], [2, 4])
    assert [p.analysis.scene.number for p in cook.presences.all()] == [3]
    assert cook.changes.get().prompt_modifier == "a crutch"
    assert silver.mentions + cook.mentions == 4


def test_a_name_within_a_longer_one_that_stays_takes_nothing_along(jim: Character, reader: User) -> None:
    splitting.split_person(character=jim, name="young Jim", aliases=["Jim"], by=reader)

    assert Character.objects.get(name="young Jim").scene_numbers == [2, 3]


def test_scenes_take_speech_and_looks_along(silver: Character, reader: User) -> None:
    splitting.split_person(character=silver, name="the Cook", scenes=[2], by=reader)

    cook = Character.objects.get(name="the Cook")
    assert Quote.objects.get(scene__number=2).speaker == cook
    assert [look["scene"] for look in cook.looks] == [2]


@pytest.mark.parametrize(
    "how",
    [{}, {"aliases": ["Nobody"]}, {"scenes": [1]}, {"name": "the Captain", "scenes": [2]}, {"name": "", "scenes": [2]}],
)
def test_a_split_of_nothing_or_of_what_is_not_theirs_is_refused(silver: Character, reader: User, how: Any) -> None:
    with pytest.raises(EditRefused):
        splitting.split_person(character=silver, by=reader, **{"name": "the Cook", **how})


# --- places and scenes


def test_a_place_takes_its_scenes_along_but_for_those_that_were_edited(vividpage: VividPage, reader: User) -> None:
    inn, quay = Setting.objects.get(name="the inn"), Setting.objects.get(name="the quay")
    scenes.move_scene(analysis=Analysis.objects.get(scene__number=4), setting=inn, by=reader)
    places.edit_place(setting=inn, kind="castle", indoors=True, by=reader)
    places.edit_place(setting=quay, kind="beach", by=reader)

    kinds = dict(Analysis.objects.values_list("scene__number", "place_kind"))
    assert kinds == {1: "castle", 2: "castle", 3: "beach", 4: "tavern"}


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "moon"}, {"description": "x" * 2001}, {"keywords": ["x" * 201]}, {"keywords": map(str, range(31))}],
)
def test_what_a_place_cannot_be_is_refused(vividpage: VividPage, reader: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(EditRefused):
        places.edit_place(setting=Setting.objects.get(name="the inn"), by=reader, **wrong)


def test_a_scene_that_moves_counts_where_it_went(vividpage: VividPage, reader: User) -> None:
    inn, quay = Setting.objects.get(name="the inn"), Setting.objects.get(name="the quay")
    scenes.move_scene(analysis=Analysis.objects.get(scene__number=2), setting=quay, by=reader)

    inn.refresh_from_db(), quay.refresh_from_db()
    assert (inn.scene_numbers, quay.scene_numbers) == ([1], [2, 3, 4])


def test_people_are_seen_in_the_order_given(
    vividpage: VividPage, silver: Character, jim: Character, reader: User
) -> None:
    analysis = Analysis.objects.get(scene__number=1)
    scenes.set_people(
        analysis=analysis,
        people=[scenes.CharacterInScene(silver, "sitting", "eats"), scenes.CharacterInScene(jim)],
        by=reader,
    )

    assert [(p.character, p.pose, p.action) for p in analysis.presences.all()] == [
        (silver, "sitting", "eats"),
        (jim, "standing", ""),
    ]
    silver.refresh_from_db()
    assert silver.scene_numbers == [1, 2, 3, 4]


def test_nobody_is_seen_twice_nor_from_another_book(jim: Character, elsewhere: VividPage, reader: User) -> None:
    stranger = Character.objects.create(vividpage=elsewhere, name="Ann")
    analysis = Analysis.objects.get(scene__number=1)
    for there in ([jim, jim], [stranger]):
        with pytest.raises(EditRefused):
            scenes.set_people(analysis=analysis, people=[scenes.CharacterInScene(one) for one in there], by=reader)


@pytest.mark.parametrize("wrong", [{"weather": "frogs"}, {"time_of_day": "teatime"}, {"moment": "x" * 1001}])
def test_what_a_scene_cannot_be_is_refused(vividpage: VividPage, reader: User, wrong: dict[str, str]) -> None:
    with pytest.raises(EditRefused):
        scenes.edit_scene(analysis=Analysis.objects.get(scene__number=1), by=reader, **wrong)
