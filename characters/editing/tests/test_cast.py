"""Who is in a book at all, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysts.bible import QuoteSpan
from characters.bible.queries import appearance_at
from characters.editing import EditRefused, looks, merging, people, scenes, undoing
from characters.editing.cast import adding, correcting, removing, replacing, splitting_back
from characters.editing.scenes import CharacterInScene
from characters.editing.tests.books import bible_of
from characters.editing.tests.test_keeping import a_person, bible, seen
from characters.models import Analysis, Character, Nobody, Quote, Setting
from characters.services import save_analyses, save_bible

if TYPE_CHECKING:
    from books.models import VividPage


def shown(vividpage: VividPage) -> list[list[str]]:
    """Return who is seen in each scene, in order."""
    analyses = Analysis.objects.filter(scene__vividpage=vividpage).order_by("scene__number")
    return [list(a.presences.order_by("order").values_list("character__name", flat=True)) for a in analyses]


def test_whoever_is_nobody_leaves_the_whole_book_by_one_edit(vividpage: VividPage, called: Any) -> None:
    edit = removing.remove_person(character=called("Long John Silver"), by=None)

    assert edit is not None
    assert vividpage.edits.count() == 1
    assert shown(vividpage) == [
        ["Jim Hawkins", "the Captain"],
        ["Jim Hawkins"],
        ["Jim Hawkins"],
        ["Jim Hawkins", "the Captain"],
    ]
    assert Quote.objects.get(text="Jim,").speaker is None
    for analysis in Analysis.objects.filter(scene__vividpage=vividpage):
        assert list(analysis.presences.values_list("order", flat=True)) == [*range(analysis.presences.count())]


def test_an_undo_brings_all_of_them_back_exactly(vividpage: VividPage, called: Any) -> None:
    before = bible_of(vividpage)

    removing.remove_person(character=called("Long John Silver"), by=None)
    assert bible_of(vividpage) != before
    undoing.undo(vividpage=vividpage)

    assert bible_of(vividpage) == before


def test_whoever_is_nobody_is_not_found_again(vividpage: VividPage, called: Any) -> None:
    removing.remove_person(character=called("Long John Silver"), by=None)

    save_bible(vividpage=vividpage, bible=bible(a_person("Silver", "Long John Silver"), a_person("Jim Hawkins", "Jim")))
    quote = QuoteSpan(start=1, end=11, text="Who is it?", speaker="Silver")
    save_analyses(vividpage=vividpage, analyses=[seen(1, "Silver", "Jim Hawkins"), seen(3, "Silver", quotes=(quote,))])

    assert not vividpage.characters.filter(name__in=["Silver", "Long John Silver"]).exists()
    assert shown(vividpage)[0] == ["Jim Hawkins"]
    assert shown(vividpage)[2] == ["Jim Hawkins"]  # edited, so kept


def test_somebody_real_keeps_a_name_that_nobody_had(vividpage: VividPage, called: Any) -> None:
    captain = called("the Captain")
    removing.remove_person(character=called("Long John Silver"), by=None)
    captain.aliases, captain.locked = ["Silver"], ["aliases"]
    captain.save()

    save_bible(vividpage=vividpage, bible=bible(a_person("Silver")))

    assert captain.pk in vividpage.characters.values_list("pk", flat=True)
    assert vividpage.characters.get(pk=captain.pk).mentions == 7


def test_whoever_is_allowed_again_is_found_again(vividpage: VividPage, called: Any) -> None:
    removing.remove_person(character=called("Long John Silver"), by=None)

    removing.allow_again(nobody=Nobody.objects.get(vividpage=vividpage), by=None)
    save_bible(vividpage=vividpage, bible=bible(a_person("Silver")))

    assert vividpage.characters.filter(name="Silver").exists()


def test_a_place_that_is_none_leaves_its_scenes_their_kind(vividpage: VividPage) -> None:
    before = bible_of(vividpage)

    removing.remove_place(setting=Setting.objects.get(vividpage=vividpage, name="the quay"), by=None)

    analysis = Analysis.objects.get(scene__vividpage=vividpage, scene__number=3)
    assert (analysis.setting, analysis.place_kind) == (None, "sea")
    undoing.undo(vividpage=vividpage)
    assert bible_of(vividpage) == before


def test_somebody_is_added_by_hand_and_stays(vividpage: VividPage, scene: Any) -> None:
    edit = adding.add_person(vividpage=vividpage, name=" Ben  Gunn ", gender="male", species="a Fox", by=None)
    ben = Character.objects.get(vividpage=vividpage, name="Ben Gunn")
    scenes.set_people(analysis=scene(2).analysis, people=[CharacterInScene(ben)], by=None)
    save_bible(vividpage=vividpage, bible=bible(a_person("Jim Hawkins", "Jim")))

    ben.refresh_from_db()
    assert edit is not None
    assert (ben.gender, ben.species, ben.scene_numbers, ben.first_scene) == ("male", "fox", [2], scene(2))


@pytest.mark.parametrize(("name", "gender"), [("jim hawkins", "male"), ("  ", "male"), ("Ben", "pirate")])
def test_nobody_is_added_twice_or_without_a_name(vividpage: VividPage, name: str, gender: str) -> None:
    with pytest.raises(EditRefused):
        adding.add_person(vividpage=vividpage, name=name, gender=gender, by=None)


def test_whoever_is_added_is_no_longer_nobody(vividpage: VividPage, called: Any) -> None:
    removing.remove_person(character=called("Long John Silver"), by=None)

    adding.add_person(vividpage=vividpage, name="long john silver", by=None)

    assert not Nobody.objects.exists()


def test_a_place_is_added_by_hand(vividpage: VividPage) -> None:
    adding.add_place(vividpage=vividpage, name="the stockade", kind="hut", by=None)

    place = Setting.objects.get(vividpage=vividpage, name="the stockade")
    assert (place.kind, place.indoors) == ("hut", True)


def test_here_somebody_is_somebody_else(vividpage: VividPage, called: Any, scene: Any) -> None:
    captain, silver = called("the Captain"), called("Long John Silver")
    before = bible_of(vividpage)

    replacing.replace_person(person=silver, other=captain, scene=scene(2), scope="here", by=None)

    assert shown(vividpage)[1:3] == [["the Captain", "Jim Hawkins"], ["Jim Hawkins", "Long John Silver"]]
    assert Quote.objects.get(text="Jim,").speaker == captain
    captain.refresh_from_db()
    assert captain.scene_numbers == [1, 2]
    undoing.undo(vividpage=vividpage)
    assert bible_of(vividpage) == before


def test_from_here_on_somebody_is_somebody_else_who_is_seen_once(vividpage: VividPage, called: Any, scene: Any) -> None:
    replacing.replace_person(
        person=called("Long John Silver"), other=called("the Captain"), scene=scene(3), scope="on", by=None
    )

    assert shown(vividpage)[1:] == [
        ["Long John Silver", "Jim Hawkins"],
        ["Jim Hawkins", "the Captain"],
        ["Jim Hawkins", "the Captain"],
    ]


def test_everywhere_the_two_are_one(vividpage: VividPage, called: Any, scene: Any) -> None:
    captain = called("the Captain")

    replacing.replace_person(
        person=called("Long John Silver"), other=captain, scene=scene(3), scope="everywhere", by=None
    )

    captain.refresh_from_db()
    assert "Long John Silver" in captain.aliases
    assert not vividpage.characters.filter(name="Long John Silver").exists()


@pytest.mark.parametrize(
    ("scope", "drawn"),
    [("here", ["", "frog", "", ""]), ("on", ["", "frog", "frog", "frog"]), ("everywhere", ["frog"] * 4)],
)
def test_a_kind_of_being_is_corrected_as_far_as_the_reader_says(
    vividpage: VividPage, called: Any, scene: Any, scope: str, drawn: list[str]
) -> None:
    before = bible_of(vividpage)

    correcting.correct_being(character=called("Jim Hawkins"), species="a Frog", scene=scene(2), scope=scope, by=None)

    jim = called("Jim Hawkins")
    beings = [appearance_at(jim, scene(n)).being or jim.species for n in (1, 2, 3, 4)]
    assert [being.replace("human", "") for being in beings] == drawn
    undoing.undo(vividpage=vividpage)
    assert bible_of(vividpage) == before


@pytest.mark.parametrize(
    ("scope", "red"), [("here", [False, True, False]), ("on", [False, True, True]), ("everywhere", [True, True, True])]
)
def test_hair_is_corrected_as_far_as_the_reader_says(
    vividpage: VividPage, called: Any, scene: Any, scope: str, red: list[bool]
) -> None:
    jim = called("Jim Hawkins")
    jim.changes.create(scene=scene(2), type="hair", description="", prompt_modifier="grey hair")

    correcting.correct_look(character=jim, field="hair", value="long red hair", scene=scene(2), scope=scope, by=None)

    jim.refresh_from_db()
    hair = [appearance_at(jim, scene(n)).get("hair") for n in (1, 2, 3)]
    assert [words == "long red hair" for words in hair] == red


def test_what_lasts_goes_on_after_the_scene_in_which_something_else_is_so(
    vividpage: VividPage, called: Any, scene: Any
) -> None:
    jim, before = called("Jim Hawkins"), bible_of(vividpage)
    for kind, words in (("hair", "grey hair"), ("being", "frog"), ("other", "a long beard")):
        jim.changes.create(scene=scene(2), type=kind, description="", prompt_modifier=words)
    before = bible_of(vividpage)

    correcting.correct_look(character=jim, field="hair", value="red hair", scene=scene(2), scope="here", by=None)
    correcting.correct_look(character=jim, field="beard", value="short", scene=scene(2), scope="here", by=None)
    correcting.correct_being(character=jim, species="fox", scene=scene(2), scope="here", by=None)

    there = [appearance_at(jim, scene(n)) for n in (2, 3, 4)]
    assert [one.get("hair") for one in there] == ["red hair", "grey hair", "grey hair"]
    assert [one.get("beard") for one in there] == ["short beard", "a long beard", "a long beard"]
    assert [one.being for one in there] == ["fox", "frog", "frog"]
    for _ in range(3):
        undoing.undo(vividpage=vividpage)
    assert bible_of(vividpage) == before


def test_a_beard_of_the_whole_book_takes_the_place_of_those_that_came_and_went(
    vividpage: VividPage, called: Any, scene: Any
) -> None:
    jim = called("Jim Hawkins")
    jim.changes.create(scene=scene(2), type="other", description="", prompt_modifier="a long beard")
    jim.changes.create(scene=scene(2), type="other", description="", prompt_modifier="a wooden leg")

    correcting.correct_look(
        character=jim, field="beard", value="red beard", scene=scene(2), scope="everywhere", by=None
    )

    there = appearance_at(called("Jim Hawkins"), scene(3))
    assert (there.get("beard"), there.changes) == ("red beard", (("other", "a wooden leg"),))


def test_what_a_reader_has_written_of_somebody_outlives_a_merging_and_its_end(
    vividpage: VividPage, called: Any
) -> None:
    jim, captain = called("Jim Hawkins"), called("the Captain")
    people.describe(character=captain, description="a scar", personality="gruff", by=None)

    merged = merging.merge_people(keep=jim, other=called("the Captain"), by=None)
    jim.refresh_from_db()
    assert (jim.description, jim.personality) == ("a scar", "gruff")

    assert merged is not None
    splitting_back.split_back(character=jim, edit_id=merged.pk, by=None)
    jim.refresh_from_db()
    assert (jim.description, jim.personality) == ("", "")
    assert called("the Captain").description == "a scar"


def test_eyes_stay_the_same_in_a_whole_book(vividpage: VividPage, called: Any, scene: Any) -> None:
    with pytest.raises(EditRefused, match="everywhere"):
        correcting.correct_look(
            character=called("Jim Hawkins"), field="eyes", value="green eyes", scene=scene(2), scope="here", by=None
        )


def test_whoever_tells_the_story_takes_the_place_of_whoever_was_taken_for_it(
    vividpage: VividPage, called: Any, scene: Any
) -> None:
    jim, captain = called("Jim Hawkins"), called("the Captain")
    jim.is_narrator = True
    jim.save()
    before = bible_of(vividpage)

    replacing.set_narrator(character=captain, scene=scene(2), scope="everywhere", by=None)

    assert [called(name).is_narrator for name in ("Jim Hawkins", "the Captain")] == [False, True]
    assert shown(vividpage)[1] == ["Long John Silver", "the Captain"]
    undoing.undo(vividpage=vividpage)
    assert bible_of(vividpage) == before


@pytest.mark.parametrize(("scope", "shown_in_third"), [("everywhere", "the Captain"), ("on", "the Captain")])
def test_whoever_was_taken_for_the_teller_stays_where_the_text_names_them(
    vividpage: VividPage, called: Any, scene: Any, scope: str, shown_in_third: str
) -> None:
    jim, captain = called("Jim Hawkins"), called("the Captain")
    jim.is_narrator = True
    jim.save()
    third = scene(3)
    third.text = "“Who is it?” I asked. Barbecue stood at the door."
    third.save()

    replacing.set_narrator(character=captain, scene=scene(2), scope=scope, by=None)

    assert shown(vividpage) == [
        ["Jim Hawkins", "the Captain"],
        ["Long John Silver", "the Captain"],
        [shown_in_third, "Long John Silver"],
        ["Jim Hawkins", "Long John Silver", "the Captain"],
    ]
    assert scene(1).quotes.get().speaker == captain
    assert scene(3).quotes.get().speaker == captain


def test_in_one_scene_somebody_else_tells_the_story(vividpage: VividPage, called: Any, scene: Any) -> None:
    jim, captain = called("Jim Hawkins"), called("the Captain")
    jim.is_narrator = True
    jim.save()

    replacing.set_narrator(character=captain, scene=scene(2), scope="here", by=None)

    assert called("Jim Hawkins").is_narrator
    assert shown(vividpage)[1:3] == [["Long John Silver", "the Captain"], ["Jim Hawkins", "Long John Silver"]]


def test_two_that_were_made_one_are_split_back_as_they_were(vividpage: VividPage, called: Any) -> None:
    jim, captain = called("Jim Hawkins"), called("the Captain")
    before = bible_of(vividpage)
    merged = merging.merge_people(keep=jim, other=captain, by=None)
    assert merged is not None
    looks.add_look(character=called("Jim Hawkins"), field="eyes", value="green eyes", by=None)

    (known,) = splitting_back.mergings_of(called("Jim Hawkins"))
    splitting_back.split_back(character=called("Jim Hawkins"), edit_id=known.edit.pk, by=None)

    assert known.name == "the Captain"
    after = bible_of(vividpage)
    for table in ("Presence", "Quote", "CharacterChange", "Setting"):
        assert after[table] == before[table], table
    back, kept = called("the Captain"), called("Jim Hawkins")
    assert (back.pk, back.looks, back.scene_numbers) == (captain.pk, captain.looks, captain.scene_numbers)
    assert (kept.aliases, kept.mentions, kept.scene_numbers) == (jim.aliases, jim.mentions, jim.scene_numbers)
    assert [look["value"] for look in kept.looks] == ["green eyes", "Jim Hawkins hair"]
    assert splitting_back.mergings_of(kept) == []


def test_splitting_back_is_undone_exactly(vividpage: VividPage, called: Any) -> None:
    merged = merging.merge_people(keep=called("Jim Hawkins"), other=called("Long John Silver"), by=None)
    assert merged is not None
    before = bible_of(vividpage)

    splitting_back.split_back(character=called("Jim Hawkins"), edit_id=merged.pk, by=None)
    assert called("Long John Silver").changes.count() == 1
    undoing.undo(vividpage=vividpage)

    assert bible_of(vividpage) == before


def test_nobody_is_split_back_whose_name_is_taken(vividpage: VividPage, called: Any) -> None:
    merged = merging.merge_people(keep=called("Jim Hawkins"), other=called("the Captain"), by=None)
    assert merged is not None
    adding.add_person(vividpage=vividpage, name="The Captain", by=None)

    with pytest.raises(EditRefused, match="in the book already"):
        splitting_back.split_back(character=called("Jim Hawkins"), edit_id=merged.pk, by=None)


def test_a_reader_describes_somebody_and_says_who_tells_the_story(vividpage: VividPage, called: Any) -> None:
    jim = called("Jim Hawkins")

    people.describe(character=jim, description=" freckles  all over", personality="brave", by=None)
    people.set_teller(character=jim, is_narrator=True, by=None)
    save_bible(vividpage=vividpage, bible=bible(a_person("Jim Hawkins", "Jim")))

    jim.refresh_from_db()
    assert (jim.description, jim.personality, jim.is_narrator) == ("freckles all over", "brave", True)
    with pytest.raises(EditRefused, match="letters at most"):
        people.describe(character=jim, description="x" * 601, personality="", by=None)
