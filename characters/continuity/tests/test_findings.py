"""Findings in the database: kept over runs, dismissed, mended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from books.models import Chapter, Scene, VividPage
from characters.continuity import queries, services
from characters.continuity.checks import check as check_bible
from characters.continuity.mending import BIBLE_ACTIONS
from characters.continuity.mending import mend as mend_by
from characters.editing import EditRefused, people, undoing
from characters.editing.tests.books import make_book
from characters.models import Analysis, Character, Finding, Setting

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book in which the Captain is seen in scene 4, that neither names nor hears him."""
    return make_book(reader)


@pytest.fixture
def called(vividpage: VividPage) -> Any:
    return lambda name: Character.objects.get(vividpage=vividpage, name=name)


@pytest.fixture
def findings_of(vividpage: VividPage) -> Any:
    """The findings of a kind, as a new check has them."""

    def check(kind: str) -> list[Finding]:
        services.save(vividpage=vividpage, inconsistencies=check_bible(queries.facts_of(vividpage)))
        return list(Finding.objects.filter(vividpage=vividpage, kind=kind, stands=True))

    return check


mend = partial(mend_by, actions=BIBLE_ACTIONS)


def two_eyes(person: Character) -> None:
    person.looks = [
        {"field": "eyes", "value": "blue eyes", "scene": 1, "sentence": "s"},
        {"field": "eyes", "value": "brown eyes", "scene": 2, "sentence": "s"},
    ]
    person.save()


def test_what_is_found_says_where_and_who(findings_of: Any, called: Any) -> None:
    (finding,) = findings_of("not-named")

    assert (finding.scene.number, finding.character) == (4, called("the Captain"))


def test_what_is_found_again_is_the_same_finding(findings_of: Any) -> None:
    assert findings_of("not-named") == findings_of("not-named")


def test_what_is_mended_by_hand_disappears(findings_of: Any, called: Any, vividpage: VividPage) -> None:
    findings_of("not-named")
    called("the Captain").presences.filter(analysis__scene__number=4).delete()

    assert not findings_of("not-named")


def test_what_is_dismissed_stays_dismissed(findings_of: Any) -> None:
    services.dismiss(finding=findings_of("not-named")[0])

    assert findings_of("not-named")[0].dismissed_at is not None


def test_what_is_dismissed_is_remembered_while_it_is_not_found(findings_of: Any, called: Any) -> None:
    services.dismiss(finding=findings_of("not-named")[0])
    presence = called("the Captain").presences.get(analysis__scene__number=4)
    presence.delete()
    findings_of("not-named")
    presence.save(force_insert=True)

    assert findings_of("not-named")[0].dismissed_at is not None


def test_what_was_dismissed_can_be_taken_up_again(findings_of: Any) -> None:
    (finding,) = findings_of("not-named")
    services.dismiss(finding=finding)

    services.take_up_again(finding=finding)

    assert findings_of("not-named")[0].dismissed_at is None


def test_somebody_who_is_gone_while_a_book_is_checked_is_not_told_of(vividpage: VividPage, called: Any) -> None:
    made = check_bible(queries.facts_of(vividpage))
    called("the Captain").delete()

    services.save(vividpage=vividpage, inconsistencies=made)

    assert not Finding.objects.filter(kind="not-named").exists()


def test_one_click_takes_somebody_from_a_scene(findings_of: Any, called: Any, reader: User) -> None:
    message = mend(finding=findings_of("not-named")[0], choice=0, by=reader)

    assert message == "Scene 4: Jim Hawkins, Long John Silver in the picture."
    assert not findings_of("not-named")


def test_what_was_mended_can_be_taken_back(findings_of: Any, called: Any, reader: User, vividpage: VividPage) -> None:
    mend(finding=findings_of("not-named")[0], choice=0, by=reader)

    undoing.undo(vividpage=vividpage)

    assert findings_of("not-named")


def test_one_click_says_which_look_holds(findings_of: Any, called: Any, reader: User) -> None:
    two_eyes(called("Jim Hawkins"))

    mend(finding=findings_of("looks")[0], choice=1, by=reader)

    assert [look["value"] for look in called("Jim Hawkins").looks] == ["brown eyes"]


def test_one_click_makes_two_people_one(findings_of: Any, called: Any, reader: User) -> None:
    people.set_aliases(character=called("the Captain"), aliases=["Barbecue"], by=reader)

    mend(finding=findings_of("name")[0], choice=0, by=reader)

    assert not Character.objects.filter(name="the Captain").exists()


def test_one_click_leaves_a_name_to_one_of_two(findings_of: Any, called: Any, reader: User) -> None:
    people.set_aliases(character=called("the Captain"), aliases=["Barbecue"], by=reader)

    mend(finding=findings_of("name")[0], choice=1, by=reader)

    assert called("the Captain").aliases == []
    assert not findings_of("name")


def test_one_click_lets_a_change_last(findings_of: Any, called: Any, reader: User, vividpage: VividPage) -> None:
    called("Long John Silver").changes.update(until=vividpage.scenes.get(number=2))

    mend(finding=findings_of("change-order")[0], choice=0, by=reader)

    assert called("Long John Silver").changes.get().until is None


def test_one_click_removes_a_change(findings_of: Any, called: Any, reader: User, vividpage: VividPage) -> None:
    called("Long John Silver").changes.update(until=vividpage.scenes.get(number=2))

    mend(finding=findings_of("change-order")[0], choice=1, by=reader)

    assert not called("Long John Silver").changes.exists()


def test_one_click_makes_a_place_the_same_in_all_its_scenes(
    findings_of: Any, reader: User, vividpage: VividPage
) -> None:
    Analysis.objects.filter(scene__number=2).update(indoors=False)

    mend(finding=findings_of("place-indoors")[0], choice=0, by=reader)

    assert not findings_of("place-indoors")
    assert "indoors" in Setting.objects.get(name="the inn").locked


def test_one_click_adds_somebody_to_a_scene(findings_of: Any, called: Any, reader: User, vividpage: VividPage) -> None:
    Analysis.objects.get(scene__number=2).presences.all().delete()

    mend(finding=findings_of("nobody-there")[0], choice=0, by=reader)

    assert Analysis.objects.get(scene__number=2).presences.get().character.name == "Long John Silver"


def test_one_click_says_that_somebody_is_only_talked_of(findings_of: Any, called: Any, reader: User) -> None:
    called("the Captain").presences.all().delete()

    mend(finding=findings_of("no-scene")[0], choice=0, by=reader)

    assert called("the Captain").role == "mentioned"


def test_what_is_not_offered_is_not_done(findings_of: Any, reader: User) -> None:
    with pytest.raises(EditRefused, match="no longer available"):
        mend(finding=findings_of("not-named")[0], choice=7, by=reader)


def test_what_can_no_longer_be_mended_says_so_and_stays(
    findings_of: Any, called: Any, reader: User, vividpage: VividPage
) -> None:
    called("Long John Silver").changes.update(until=vividpage.scenes.get(number=2))
    (finding,) = findings_of("change-order")
    called("Long John Silver").changes.all().delete()

    with pytest.raises(EditRefused, match="no longer"):
        mend(finding=finding, choice=0, by=reader)

    assert Finding.objects.filter(pk=finding.pk).exists()


def test_a_long_book_takes_no_more_queries_than_a_short_one(
    vividpage: VividPage, django_assert_num_queries: DjangoAssertNumQueries, reader: User
) -> None:
    with django_assert_num_queries(10):
        queries.facts_of(vividpage)
    chapter = Chapter.objects.create(vividpage=vividpage, number=2)
    for number in range(5, 40):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Jim.", word_count=1)
        Analysis.objects.create(scene=scene, prompt="Jim Hawkins waits.")

    with django_assert_num_queries(10):
        queries.facts_of(vividpage)
