"""Changes that cannot be as they are kept."""

from __future__ import annotations

from typing import Any

import pytest

from characters.continuity.checks import changes
from characters.continuity.facts import AppearanceFacts, SceneFacts
from characters.continuity.tests.stories import book, change, look, nora, scenes

SEEN_THRICE = scenes("nora", "nora", "nora")


def with_change(*args: Any, looks: Any = (), of_scenes: Any = SEEN_THRICE, **kwargs: Any) -> Any:
    return book(*of_scenes, people=[nora(changes=(change(*args, **kwargs),), looks=tuple(looks))])


def test_a_change_that_ends_before_it_begins_cannot_be() -> None:
    (finding,) = changes.ends_before_it_begins(with_change("hair", "short hair", 3, until=2))

    assert (finding.severity, finding.scene) == ("error", 3)
    assert finding.message == "Nora Hill: “short hair” ends in scene 2, but begins in scene 3."


@pytest.mark.parametrize("until", [3, None])
def test_a_change_that_ends_after_it_begins_is_right(until: int | None) -> None:
    assert not list(changes.ends_before_it_begins(with_change("hair", "short hair", 2, until=until)))


def test_a_wound_among_the_looks_is_seen_before_the_blow() -> None:
    wounded = with_change("injury", "bandaged left arm", 3, looks=[look("marks", "bandaged arm", 3)])

    (finding,) = changes.shown_before_it_happens(wounded)

    assert finding.mends[0].values == {"person": "nora", "field": "marks", "value": "bandaged arm"}


def test_another_mark_than_the_wound_is_right_from_the_start() -> None:
    wounded = with_change("injury", "bandaged left arm", 3, looks=[look("marks", "spectacles")])

    assert not list(changes.shown_before_it_happens(wounded))


def test_a_wound_of_the_first_scene_that_shows_somebody_is_not_early() -> None:
    wounded = with_change("injury", "bandaged arm", 1, looks=[look("marks", "bandaged arm")])

    assert not list(changes.shown_before_it_happens(wounded))


def test_what_is_taken_off_has_been_worn() -> None:
    (finding,) = changes.taken_off_never_worn(with_change("outfit", "without her cloak", 2))

    assert "never wore it" in finding.message


def test_what_was_worn_may_be_taken_off() -> None:
    worn = with_change("outfit", "without her cloak", 2, looks=[look("clothes", "long blue cloak")])

    assert not list(changes.taken_off_never_worn(worn))


@pytest.mark.parametrize("words", ["Five years later she came back.", "Many years had passed.", "Years went by."])
def test_a_wound_that_outlasts_years_is_worth_a_look(words: str) -> None:
    later = (*SEEN_THRICE[:2], SceneFacts(3, words, seen=(AppearanceFacts("nora"),)))

    (finding,) = changes.never_ends(with_change("injury", "bandaged arm", 1, of_scenes=later))

    assert finding.mends[0].values == {"change": "c1", "scene": 3}


def test_a_haircut_may_last_for_years() -> None:
    later = (*SEEN_THRICE[:2], SceneFacts(3, "Five years later.", seen=(AppearanceFacts("nora"),)))

    assert not list(changes.never_ends(with_change("hair", "short hair", 1, of_scenes=later)))


def test_nobody_who_is_not_seen_again_needs_an_end() -> None:
    later = (*SEEN_THRICE[:2], SceneFacts(3, "Five years later."))

    assert not list(changes.never_ends(with_change("injury", "bandaged arm", 1, of_scenes=later)))


def test_the_dead_are_not_seen_again() -> None:
    for kind, words in (("death", "dead"), ("other", "lying dead"), ("injury", "killed by a fall")):
        (finding,) = changes.after_death(with_change(kind, words, 1))

        assert finding.message == "Nora Hill dies in scene 1, but is seen in scenes 2 and 3."
        assert finding.severity == "note"
        assert [mend.action for mend in finding.mends] == ["remove_person", "remove_change"]


def test_it_is_worse_if_the_dead_act() -> None:
    acting = (*SEEN_THRICE[:2], SceneFacts(3, seen=(AppearanceFacts("nora", acts=True),), actor="nora"))

    (finding,) = changes.after_death(with_change("death", "dead", 1, of_scenes=acting))

    assert finding.message == "Nora Hill dies in scene 1, but acts in scenes 2 and 3."
    assert finding.severity == "warning"


def test_the_dead_whom_a_reader_has_put_into_a_scene_belong_there() -> None:
    remembered = tuple(SceneFacts(n, seen=(AppearanceFacts("nora"),), people_are_set=n > 1) for n in (1, 2, 3))

    assert not list(changes.after_death(with_change("death", "dead", 1, of_scenes=remembered)))


@pytest.mark.parametrize("words", ["dead white", "half-dead", "thought to be dead", "almost killed", "dead tired"])
def test_who_only_looks_dead_may_be_seen_again(words: str) -> None:
    assert not list(changes.after_death(with_change("other", words, 1)))


def test_who_comes_back_to_life_may_be_seen_again() -> None:
    assert not list(changes.after_death(with_change("other", "dead", 1, until=2)))
