"""Names, presence and looks that do not fit together."""

from __future__ import annotations

from characters.continuity.checks import looks, presence, shared_names
from characters.continuity.facts import AppearanceFacts, PersonFacts, SceneFacts
from characters.continuity.tests.stories import NORA, TOM, book, look, nora, scenes

MISS_HILL = PersonFacts("rose", "Rose Hill", ("Miss Hill", "the girl"), mentions=3, named_in=frozenset({2}))


def test_looks_that_exclude_each_other_are_told_with_their_scenes() -> None:
    two_eyed = nora(looks=(look("eyes", "blue eyes", 1), look("eyes", "brown eyes", 3)))

    (finding,) = looks.contradict(book(people=[two_eyed]))

    assert finding.message == "Nora Hill has “blue eyes” in scene 1 and “brown eyes” in scene 3."


def test_choosing_which_look_holds_forgets_the_other() -> None:
    two_eyed = nora(looks=(look("eyes", "blue eyes", 1), look("eyes", "brown eyes", 3)))

    (finding,) = looks.contradict(book(people=[two_eyed]))

    assert {mend.label: mend.values["value"] for mend in finding.mends} == {
        "Keep “blue eyes”": "brown eyes",
        "Keep “brown eyes”": "blue eyes",
    }


def test_one_name_for_two_people_is_told_once_with_all_ways_out() -> None:
    also = nora(aliases=("Nora", "Miss Hill"))

    (finding,) = shared_names.of_two_people(book(people=[also, MISS_HILL]))

    assert finding.message == "“Miss Hill” is used for Nora Hill and for Rose Hill."
    assert [mend.action for mend in finding.mends] == ["merge", "drop_alias", "drop_alias"]


def test_nobody_loses_the_name_that_they_are_known_by() -> None:
    also = nora(aliases=("Rose Hill",))

    (finding,) = shared_names.of_two_people(book(people=[also, MISS_HILL]))

    assert [mend.label for mend in finding.mends[1:]] == ["Keep this name for Rose Hill only"]


def test_words_that_fit_anybody_are_no_shared_name() -> None:
    assert not list(shared_names.of_two_people(book(people=[nora(aliases=("the girl",)), MISS_HILL])))


def test_two_who_are_known_to_be_two_may_share_a_name() -> None:
    also = nora(aliases=("Miss Hill",))

    assert not list(
        shared_names.of_two_people(book(people=[also, MISS_HILL], apart=frozenset({frozenset({"nora", "rose"})})))
    )


def test_a_scene_that_names_people_and_shows_nobody_is_worth_a_look() -> None:
    (finding,) = presence.names_but_nobody(book(SceneFacts(1, "Nora called. Nora ran. Tom was far away.")))

    assert [mend.values for mend in finding.mends] == [{"person": "nora", "scenes": (1,)}]


def test_who_is_only_talked_of_once_need_not_be_there() -> None:
    assert not list(presence.names_but_nobody(book(SceneFacts(1, "The sea. Nora had loved it."))))


def test_a_scene_that_a_reader_has_left_empty_is_right() -> None:
    empty = SceneFacts(1, "Nora called. Nora ran.", people_are_set=True)

    assert not list(presence.names_but_nobody(book(empty)))


def test_somebody_whom_nothing_puts_in_a_scene_is_worth_a_look() -> None:
    (finding,) = presence.nobody_says_so(book(SceneFacts(9, "The sea.", seen=(AppearanceFacts("tom"),))))

    assert (finding.person, finding.scene) == ("tom", 9)


def test_who_is_named_or_speaks_is_rightly_there() -> None:
    named = SceneFacts(8, "Tom slept.", seen=(AppearanceFacts("tom"),))
    speaking = SceneFacts(9, "“Hush.”", seen=(AppearanceFacts("tom"),), speakers=frozenset({"tom"}))

    assert not list(presence.nobody_says_so(book(named, speaking)))


def test_who_has_no_name_is_told_of_by_what_they_are_called() -> None:
    general = PersonFacts("general", "The general")

    assert not list(
        presence.nobody_says_so(
            book(SceneFacts(1, "Then the general rode by.", seen=(AppearanceFacts("general"),)), people=[general])
        )
    )


def test_a_main_person_whom_no_scene_shows_is_likely_wrong() -> None:
    (finding,) = presence.without_a_scene(book(*scenes("tom"), people=[NORA, TOM]))

    assert (finding.person, finding.severity) == ("nora", "warning")


def test_who_is_only_mentioned_needs_no_scene() -> None:
    only_named = PersonFacts("god", "Old Nick", role="mentioned")

    assert not list(presence.without_a_scene(book(*scenes("nora tom"), people=[NORA, TOM, only_named])))


def test_nobody_is_missed_before_the_book_is_analysed() -> None:
    assert not list(presence.without_a_scene(book(SceneFacts(1, "Nora.", is_analysed=False))))
