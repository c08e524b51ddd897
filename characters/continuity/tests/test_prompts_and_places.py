"""What a picture's words say against the bible, and places that change their nature."""

from __future__ import annotations

import pytest

from characters.continuity.checks import check, places, prompts
from characters.continuity.facts import AppearanceFacts, PlaceFacts, SceneFacts
from characters.continuity.inconsistency import listed
from characters.continuity.name_index import NameIndex
from characters.continuity.tests.stories import NORA, TOM, book, change, kinds, look, nora, scenes


def scene(prompt: str, *seen: AppearanceFacts) -> SceneFacts:
    return SceneFacts(1, "Nora and Tom.", prompt, seen=seen)


def in_and_out(*indoors: bool) -> list[SceneFacts]:
    return [SceneFacts(n, place="house", place_kind="room", indoors=inside) for n, inside in enumerate(indoors, 1)]


def test_words_that_name_somebody_who_is_not_there_are_told() -> None:
    (finding,) = prompts.strangers(book(scene("Nora waits for Tom Reed.", AppearanceFacts("nora"))))

    assert (finding.person, finding.mends[0].action) == ("tom", "add_person")


@pytest.mark.parametrize("words", ["Nora in Tom's boat.", "Nora in Tom’s boat."])
def test_whose_thing_it_is_need_not_be_there(words: str) -> None:
    assert not list(prompts.strangers(book(scene(words, AppearanceFacts("nora")))))


def test_looks_that_somebody_does_not_have_there_are_told() -> None:
    wrong = scene("Nora Hill: woman, long black hair, blue eyes.", AppearanceFacts("nora", {"hair": "short red hair"}))

    (finding,) = prompts.other_looks(book(wrong))

    assert finding.message.endswith("gives Nora Hill “long black hair”, but it is “short red hair” there.")


def test_the_looks_of_the_next_person_are_not_those_of_the_first() -> None:
    two = scene(
        "Nora Hill: woman. Tom Reed: man, black hair.",
        AppearanceFacts("nora", {"hair": "red hair"}),
        AppearanceFacts("tom"),
    )

    assert not list(prompts.other_looks(book(two)))


def test_a_wound_in_words_of_a_scene_before_the_blow_is_told() -> None:
    wounded = nora(changes=(change("injury", "bandaged arm", 5),))

    findings = prompts.other_looks(book(scene("Nora with a bandaged arm.", AppearanceFacts("nora")), people=[wounded]))

    assert kinds(findings) == ["prompt-look"]


def test_words_that_say_what_the_bible_says_are_right() -> None:
    right = scene(
        "Nora Hill, a girl with short red hair and blue eyes.", AppearanceFacts("nora", {"hair": "short red hair"})
    )

    assert not list(prompts.other_looks(book(right)))


def test_a_place_that_is_indoors_and_outdoors_is_told_once() -> None:
    (found,) = places.change_their_nature(book(*in_and_out(True, True, False)))

    assert found.message == "the lighthouse is indoors in scenes 1 and 2 and outdoors in scene 3."
    assert found.scene == 3


def test_a_place_that_stays_what_it_is_is_right() -> None:
    assert not list(places.change_their_nature(book(*in_and_out(True, True))))


@pytest.mark.parametrize(("kinds_of_it", "count"), [(("ship", "church"), 1), (("road", "village"), 0)])
def test_kinds_of_a_place_are_told_where_no_place_is_both(kinds_of_it: tuple[str, str], count: int) -> None:
    of_both = [SceneFacts(n, place="p", place_kind=kind) for n, kind in enumerate(kinds_of_it, 1)]

    assert len(list(places.change_their_nature(book(*of_both, places=[PlaceFacts("p", "Stoke")])))) == count


def test_a_book_that_fits_together_has_no_findings() -> None:
    assert check(book(*scenes("nora tom", "nora", "tom"), people=[NORA, TOM])) == []


def test_the_same_finding_has_the_same_fingerprint_in_other_words() -> None:
    one, other = (book(people=[nora(name=name, looks=EYES)]) for name in ("Nora Hill", "Nora of the Lamp"))

    assert [found.fingerprint for found in check(one)] == [found.fingerprint for found in check(other)]


EYES = (look("eyes", "blue eyes", 1), look("eyes", "brown eyes", 3))


def test_other_looks_of_the_same_person_are_another_finding() -> None:
    others = (look("hair", "black hair", 1), look("hair", "fair hair", 3))
    (one,), (other,) = (check(book(people=[nora(looks=looks)])) for looks in (EYES, others))

    assert one.fingerprint != other.fingerprint


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    index = NameIndex({"jim": ["Jim"], "hawkins": ["Jim Hawkins", "Hawkins"]})

    assert [mention.person for mention in index.mentions("Jim Hawkins met Jim.")] == ["hawkins", "jim"]


def test_a_name_within_that_of_a_place_is_nobodys() -> None:
    index = NameIndex({"oz": ["Oz"]}, ["the City of Oz"])

    assert [mention.start for mention in index.mentions("Oz sat in the City of Oz.")] == [0]


def test_names_in_small_letters_are_nobodys() -> None:
    assert not list(NameIndex({"girl": ["the girl", "Captain"]}).mentions("The girl saw the Captain and the captain."))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "scene 3"), ([3, 5], "scenes 3 and 5"), ([1, 2, 3, 4, 5, 6, 7], "scenes 1, 2, 3, 4, 5 and 2 more")],
)
def test_scenes_are_listed_as_people_say_them(numbers: list[int], words: str) -> None:
    assert listed(numbers) == words
