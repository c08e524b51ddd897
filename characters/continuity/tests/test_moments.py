"""What readers see in pictures is found, and each cause once, however many scenes it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from characters.continuity import mending
from characters.continuity.checks import moments, presence, prompts
from characters.continuity.facts import AppearanceFacts, BookFacts, PersonFacts, SceneFacts
from characters.continuity.queries import facts_of
from characters.editing.tests.books import make_book
from characters.models import Analysis, Finding

if TYPE_CHECKING:
    from accounts.models import User


def person(name: str, **fields: Any) -> PersonFacts:
    return PersonFacts(name.lower(), name, **fields)


def book(*people: PersonFacts, apart: frozenset[frozenset[str]] = frozenset(), **scene: Any) -> BookFacts:
    """Make three scenes in which everybody is seen."""
    seen = tuple(AppearanceFacts(one.id) for one in people)
    scenes = tuple(SceneFacts(number, **{"seen": seen, **scene}) for number in (1, 2, 3))
    return BookFacts(people=people, scenes=scenes, apart=apart)


def test_one_being_that_is_seen_as_two_is_found_once() -> None:
    (finding,) = moments.twice(book(person("Water Rat"), person("the Rat")))

    assert finding.message == "Water Rat and the Rat are both seen in scenes 1, 2 and 3, and may be one."
    assert [mend.action for mend in finding.mends] == ["merge"]


@pytest.mark.parametrize(
    "people",
    [
        (person("Mrs. Bennet"), person("Jane Bennet")),
        (person("Miss Bennet"), person("Mr. Bennet")),
        (person("Bennet", gender="male"), person("Jane Bennet", gender="female")),
        (person("Rat"), person("Water Rat", species="rat")),
        (person("Jane Bennet"), person("Mary Bennet")),
        (person("the soldiers", is_group=True), person("the soldiers of Rome")),
        (person("The"), person("Jane")),
        (person("Victor’s father"), person("Victor")),
        (person("Dr. Craven"), person("Archibald Craven", aliases=("Mr. Craven",))),
    ],
)
def test_people_who_only_share_a_surname_are_two(people: tuple[PersonFacts, ...]) -> None:
    assert list(moments.twice(book(*people))) == []


def test_those_whom_a_reader_has_told_apart_are_two() -> None:
    apart = frozenset({frozenset({"rat", "water rat"})})

    assert list(moments.twice(book(person("Rat"), person("Water Rat"), apart=apart))) == []


def test_a_badger_that_is_drawn_as_a_person_is_found() -> None:
    (finding,) = moments.against_its_name(book(person("Mr. Badger", aliases=("the Badger",)), person("Fox")))

    assert finding.message == "By the name Mr. Badger is “badger”, but is drawn as a person."
    assert finding.mends[0].values == {"person": "mr. badger", "species": "badger"}


def test_a_badger_that_is_drawn_as_one_is_right() -> None:
    assert list(moments.against_its_name(book(person("The Badger", species="badger")))) == []


def test_a_picture_out_of_doors_of_a_moment_that_is_indoors_is_found() -> None:
    of_garden = book(person("Jane"), moment="She wept in the kitchen.", place_kind="garden")
    (finding,) = moments.elsewhere(of_garden)

    shown = "is at “kitchen”, but the picture shows “garden”."
    assert finding.message == f"By its words the moment of scenes 1, 2 and 3 {shown}"
    assert finding.mends[0].values == {"kind": "kitchen", "scenes": (1, 2, 3)}


@pytest.mark.parametrize(
    "scene",
    [
        {"moment": "She wept in the kitchen.", "place_kind": "room", "indoors": True},
        {"moment": "She wept in the kitchen.", "place_kind": "garden", "place_is_set": True},
        {"moment": "She went from the kitchen into the garden, and on to the kitchen.", "place_kind": "garden"},
        {"moment": "In the kitchen she thought; she ran into the garden.", "place_kind": "garden"},
        {"moment": "She wept.", "place_kind": "garden"},
        {"moment": "She walked back into the first kitchen-garden.", "place_kind": "garden"},
        {"moment": "She drifted out on a sea of dreams.", "place_kind": "room", "indoors": True},
        {"moment": "She died in a railway accident.", "place_kind": "room", "indoors": True},
        {
            "moment": "In the garden he sang; in her room she wept.",
            "place_kind": "room",
            "indoors": True,
        },
    ],
)
def test_a_moment_that_may_be_where_the_picture_is_is_right(scene: dict[str, Any]) -> None:
    assert list(moments.elsewhere(book(person("Jane"), **scene))) == []


def test_whoever_acts_where_no_text_names_them_is_one_finding_of_many_scenes() -> None:
    (seen,) = presence.nobody_says_so(book(person("Hamlet"), text="It rained."))
    (acting,) = presence.nobody_says_so(book(person("Hamlet"), text="It rained.", actor="hamlet"))

    assert seen.message == "Hamlet is seen in scenes 1, 2 and 3, which neither name them nor let them speak."
    assert (seen.severity, acting.severity) == ("note", "warning")
    assert acting.mends[0].label == "Remove Hamlet from these 3 scenes"


def test_who_tells_a_moment_is_not_named_in_it() -> None:
    told = book(person("the Fiend"), text="I read.", moment="I read.", actor="the fiend")

    assert list(presence.nobody_says_so(told)) == []


def test_whom_descriptions_name_who_are_not_there_are_one_finding_each() -> None:
    absent = BookFacts(people=(person("Hamlet"),), scenes=tuple(SceneFacts(n, prompt="Hamlet stands.") for n in (4, 5)))
    (finding,) = prompts.strangers(absent)

    assert "scenes 4 and 5 names Hamlet" in finding.message


def test_one_click_mends_all_scenes_of_a_finding(reader: User) -> None:
    vividpage = make_book(reader)
    captain = vividpage.characters.get(name="the Captain")
    scenes = {"person": str(captain.pk), "scenes": [1, 4]}
    finding = Finding.objects.create(
        vividpage=vividpage,
        fingerprint="f",
        kind="not-named",
        severity="note",
        message="m",
        mends=[{"action": "remove_person", "label": "l", "values": scenes}],
    )

    done = mending.mend(finding=finding, choice=0, by=reader, actions=mending.BIBLE_ACTIONS)

    assert done.endswith("So are 1 more scenes.")
    assert not captain.presences.exists()


def test_a_place_and_a_kind_of_being_are_mended_by_a_click(reader: User) -> None:
    vividpage = make_book(reader)
    captain = vividpage.characters.get(name="the Captain")
    do = mending.BIBLE_ACTIONS

    do["species"](vividpage, {"person": str(captain.pk), "species": "badger"}, reader)
    do["elsewhere"](vividpage, {"kind": "garden", "scenes": [1, 2]}, reader)

    captain.refresh_from_db()
    assert captain.species == "badger"
    kinds = Analysis.objects.filter(scene__number__lte=2).values_list("place_kind", "indoors", "setting")
    assert set(kinds) == {("garden", False, None)}
    assert all(scene.place_is_set for scene in facts_of(vividpage).scenes if scene.number <= 2)
