"""A new analysis keeps whom it knows, and what the reader has edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysts.bible import Bible, Change, Look, Person, PersonInScene, Place, QuoteSpan, SceneAnalysis, World
from characters.bible.queries import world_of
from characters.editing import EditRefused, changes, looks, merging, people, places, renaming, scenes, undoing, worlds
from characters.editing.matching import MatchCandidate, match
from characters.models import Analysis, Character, CharacterChange, Quote, Setting
from characters.services import save_analyses, save_bible

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


def a_person(name: str, *aliases: str, mentions: int = 7, looks: tuple[Look, ...] = ()) -> Person:
    return Person(name, aliases, "male", "adult", "major", mentions, (1, 2), looks)


def bible(*people: Person, places: tuple[Place, ...] = (), changes: tuple[Change, ...] = ()) -> Bible:
    return Bible(people=people, places=places, changes=changes)


def seen(number: int, *names: str, quotes: tuple[QuoteSpan, ...] = (), place: str | None = None) -> SceneAnalysis:
    return SceneAnalysis(
        scene=number,
        place=place,
        place_kind="cave",
        indoors=True,
        time_of_day="dawn",
        weather="rain",
        mood="sad",
        people=tuple(PersonInScene(name) for name in names),
        props=(),
        summary="s",
        moment="m",
        prompt="new",
        quotes=quotes,
    )


def test_whoever_is_found_again_keeps_their_id(vividpage: VividPage, called: Any) -> None:
    jim = called("Jim Hawkins")

    save_bible(vividpage=vividpage, bible=bible(a_person("Jim Hawkins", "Jim")))

    again = called("Jim Hawkins")
    assert (again.pk, again.mentions) == (jim.pk, 7)


@pytest.mark.parametrize("word", ["the", "And", "of the", "she"])
def test_a_word_that_is_no_name_is_nobody_and_nobodys_alias_whoever_found_it(
    vividpage: VividPage, called: Any, word: str
) -> None:
    save_bible(
        vividpage=vividpage, bible=bible(a_person("Jim Hawkins", "Jim", word), a_person(word, "Silver", mentions=828))
    )

    assert called("Jim Hawkins").aliases == ["Jim"]
    assert not vividpage.characters.filter(name=word).exists()


def test_an_analysis_fills_in_when_and_where_the_book_plays(vividpage: VividPage) -> None:
    save_bible(vividpage=vividpage, bible=Bible((), (), (), World("1760s", "England", "wigs")))

    vividpage.refresh_from_db()
    assert world_of(vividpage) == World("1760s", "England", "wigs")


def test_what_a_reader_says_of_time_and_country_no_analysis_changes(vividpage: VividPage, reader: User) -> None:
    worlds.edit_world(vividpage=vividpage, by=reader, period=" the  1750s ", dress="")
    save_bible(vividpage=vividpage, bible=Bible((), (), (), World("1880s", "Norway", "oilskins")))

    vividpage.refresh_from_db()
    assert world_of(vividpage) == World("the 1750s", "Norway", "oilskins")
    assert vividpage.locked == ["period"]


def test_a_world_that_was_let_go_is_the_next_analysis_s_again(vividpage: VividPage, reader: User) -> None:
    worlds.edit_world(vividpage=vividpage, by=reader, period="1750s")
    vividpage.refresh_from_db()
    edit = people.let_go(row=vividpage, field="period", by=reader)
    save_bible(vividpage=vividpage, bible=Bible((), (), (), World("1880s")))

    vividpage.refresh_from_db()
    assert edit is not None
    assert edit.summary == "Time and country: the next analysis may change time"
    assert vividpage.period == "1880s"


@pytest.mark.parametrize(("fact", "value"), [("dress", "x" * 401), ("period", "x" * 61), ("weather", "rain")])
def test_a_fact_of_the_world_that_is_too_long_or_none_is_refused(
    vividpage: VividPage, reader: User, fact: str, value: str
) -> None:
    with pytest.raises(EditRefused):
        worlds.edit_world(vividpage=vividpage, by=reader, **{fact: value})


def test_whoever_is_found_under_another_of_their_names_is_the_same(vividpage: VividPage, called: Any) -> None:
    silver = called("Long John Silver")

    save_bible(vividpage=vividpage, bible=bible(a_person("Silver", "Barbecue")))

    assert called("Silver").pk == silver.pk


def test_two_who_have_changed_names_are_told_apart(vividpage: VividPage, called: Any) -> None:
    jim, captain = called("Jim Hawkins"), called("the Captain")
    Character.objects.filter(pk=jim.pk).update(aliases=["the boy"])
    Character.objects.filter(pk=captain.pk).update(aliases=["Billy Bones"])

    save_bible(vividpage=vividpage, bible=bible(a_person("the boy", "Jim"), a_person("Billy Bones")))

    assert called("the boy").pk == jim.pk
    assert called("Billy Bones").pk == captain.pk


def test_whoever_is_not_found_again_goes_unless_they_were_edited(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    people.set_details(character=called("the Captain"), age="old", by=reader)

    save_bible(vividpage=vividpage, bible=bible(a_person("Jim Hawkins")))

    assert set(vividpage.characters.values_list("name", flat=True)) == {"Jim Hawkins", "the Captain"}


def test_edited_fields_stay_and_the_others_are_new(vividpage: VividPage, called: Any, reader: User) -> None:
    jim = called("Jim Hawkins")
    renaming.rename(row=jim, name="James", by=reader)
    people.set_details(character=jim, age="child", by=reader)
    looks.add_look(character=jim, field="eyes", value="grey eyes", by=reader)
    told = (Look("eyes", "blue eyes", 1, "s"), Look("skin", "freckled", 2, "s"))

    save_bible(vividpage=vividpage, bible=bible(a_person("Jim Hawkins", "Jim", looks=told)))

    jim.refresh_from_db()
    assert (jim.name, jim.aliases, jim.age, jim.mentions) == ("James", ["Jim Hawkins", "Jim"], "child", 7)
    assert [look["value"] for look in jim.looks] == ["grey eyes", "freckled"]


def test_two_that_were_merged_stay_one_when_both_are_found_again(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    silver = called("Long John Silver")
    merging.merge_people(keep=silver, other=called("the Captain"), by=reader)

    save_bible(vividpage=vividpage, bible=bible(a_person("Long John Silver"), a_person("the Captain", mentions=3)))
    save_analyses(vividpage=vividpage, analyses=[seen(1, "the Captain", "Long John Silver")])

    silver.refresh_from_db()
    assert (vividpage.characters.count(), silver.mentions) == (1, 10)
    assert [p.character for p in Analysis.objects.get(scene__number=1).presences.all()] == [silver]


def test_changes_that_were_edited_stay_and_others_are_new(
    vividpage: VividPage, called: Any, scene: Any, reader: User
) -> None:
    jim, silver = called("Jim Hawkins"), called("Long John Silver")
    changes.add_change(character=jim, kind="hair", modifier="bald", scene=scene(2), by=reader)
    told = (Change("Jim Hawkins", 3, "hair", "", "a plait"), Change("Long John Silver", 2, "outfit", "", "an apron"))

    save_bible(vividpage=vividpage, bible=bible(a_person("Jim Hawkins"), a_person("Long John Silver"), changes=told))

    kept = set(CharacterChange.objects.values_list("character", "prompt_modifier"))
    assert kept == {(jim.pk, "bald"), (silver.pk, "an apron")}


def test_a_place_keeps_its_id_and_what_was_edited(vividpage: VividPage, reader: User) -> None:
    inn = Setting.objects.get(name="the inn")
    renaming.rename(row=inn, name="the Benbow", by=reader)
    places.edit_place(setting=inn, description="Low and dark.", by=reader)

    save_bible(
        vividpage=vividpage, bible=bible(places=(Place("the inn", "room", True, "New.", ("settle",), (1, 2, 3)),))
    )

    inn.refresh_from_db()
    assert (inn.name, inn.description, inn.kind, inn.keywords) == ("the Benbow", "Low and dark.", "room", ["settle"])


def test_a_scene_keeps_what_was_edited_and_who_was_said_to_be_there(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    analysis = Analysis.objects.get(scene__number=1)
    scenes.edit_scene(analysis=analysis, time_of_day="night", by=reader)
    scenes.set_people(analysis=analysis, people=[scenes.CharacterInScene(called("Long John Silver"))], by=reader)

    save_analyses(vividpage=vividpage, analyses=[seen(1, "Jim Hawkins")])

    analysis.refresh_from_db()
    assert (analysis.time_of_day, analysis.weather, analysis.prompt) == ("night", "rain", "new")
    assert [p.character.name for p in analysis.presences.all()] == ["Long John Silver"]


def test_a_quotation_keeps_its_id_and_the_speaker_whom_the_reader_named(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    first, second = Quote.objects.get(scene__number=1), Quote.objects.get(scene__number=2)
    scenes.set_speaker(quote=first, speaker=called("Jim Hawkins"), by=reader)

    again = QuoteSpan(second.start, second.end, second.text, "Jim Hawkins")
    save_analyses(
        vividpage=vividpage,
        analyses=[
            seen(1, quotes=(QuoteSpan(first.start, first.end, first.text, "Long John Silver"),)),
            seen(2, quotes=(again, QuoteSpan(40, 44, "come", None))),
        ],
    )

    speakers = {quote.pk: str(quote.speaker) for quote in Quote.objects.filter(scene__number__lte=2)}
    assert speakers.pop(first.pk) == "Jim Hawkins"
    assert speakers.pop(second.pk) == "Jim Hawkins"
    assert list(speakers.values()) == ["None"]


def test_the_same_analysis_again_changes_no_ids(vividpage: VividPage) -> None:
    told = bible(a_person("Jim Hawkins", "Jim"), places=(Place("the inn", "room", True, "", (), (1,)),))
    save_bible(vividpage=vividpage, bible=told)
    before = set(Character.objects.values_list("pk")) | set(Setting.objects.values_list("pk"))

    save_bible(vividpage=vividpage, bible=told)

    assert set(Character.objects.values_list("pk")) | set(Setting.objects.values_list("pk")) == before


@pytest.mark.parametrize(
    ("new", "known", "is_"),
    [
        ([MatchCandidate("Ann")], [MatchCandidate("Ann")], [0]),
        ([MatchCandidate("ANN")], [MatchCandidate("Ann")], [0]),
        ([MatchCandidate("Ann")], [MatchCandidate("Mrs Smith", ("Ann",))], [0]),
        ([MatchCandidate("Mrs Smith", ("Ann",))], [MatchCandidate("Ann")], [0]),
        ([MatchCandidate("Ann"), MatchCandidate("Bob")], [MatchCandidate("Bob", ("Ann",))], [None, 0]),
        ([MatchCandidate("Ann"), MatchCandidate("Bob")], [MatchCandidate("Bob", ("Ann",), absorbs=True)], [0, 0]),
        (
            [MatchCandidate("Ann", ("A", "Annie"))],
            [MatchCandidate("X", ("Ann",)), MatchCandidate("Y", ("Ann", "Annie"))],
            [1],
        ),
        ([MatchCandidate("Ann")], [], [None]),
    ],
)
def test_who_is_who_is_found_by_name_then_by_other_names(new: Any, known: Any, is_: Any) -> None:
    assert match(new, known) == is_


def test_an_edit_of_looks_is_undone_and_what_was_found_since_stays(vividpage: VividPage, reader: User) -> None:
    save_bible(vividpage=vividpage, bible=bible(a_person("Mara", looks=(Look("hair", "red", 1, "s"),))))
    mara = vividpage.characters.get(name="Mara")
    looks.add_look(character=mara, field="hair", value="black", by=reader)
    renaming.rename(row=mara, name="Marta", by=reader)
    found = (Look("hair", "red", 1, "s"), Look("eyes", "green", 2, "s"))
    save_bible(vividpage=vividpage, bible=bible(a_person("Mara", "Mar", looks=found)))
    undoing.undo(vividpage=vividpage)
    undoing.undo(vividpage=vividpage)
    mara.refresh_from_db()
    assert (mara.name, mara.aliases, mara.locked) == ("Mara", ["Mar"], [])
    assert [(look["field"], look["value"]) for look in mara.looks] == [("hair", "red"), ("eyes", "green")]
