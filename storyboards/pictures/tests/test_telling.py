"""Of the scenes of a chapter those are drawn whose moments are surest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from books.making import MAKING
from books.text.content import ChapterText, SceneText
from books.text.scenes import choose_moments
from characters.editing.scenes import set_deed
from characters.editing.tests.books import make_book
from characters.models import Analysis, Presence
from jobs import engine
from jobs.models import Job, Unit
from storyboards.kinds import SCENE, STAGE
from storyboards.pictures.telling import choose_telling
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    book = make_book(reader)
    book.density = "per-chapter"
    book.save(update_fields=["density"])
    for number, deed in enumerate((0.2, 0.5, 0.9, 0.7), 1):
        Analysis.objects.filter(scene__number=number).update(deed_confidence=deed)
    return book


def chosen(vividpage: VividPage) -> list[int]:
    return list(vividpage.scenes.filter(is_chosen=True).order_by("number").values_list("number", flat=True))


def test_the_surest_deed_of_a_chapter_is_drawn(vividpage: VividPage) -> None:
    choose_telling(vividpage=vividpage)

    assert chosen(vividpage) == [3]


def test_whoever_may_not_be_there_counts_against_a_moment(vividpage: VividPage) -> None:
    Presence.objects.filter(analysis__scene__number=3).update(confidence=0.0)

    choose_telling(vividpage=vividpage)

    assert chosen(vividpage) == [4]


def test_a_deed_of_which_a_reader_has_told_is_the_surest(vividpage: VividPage, reader: User) -> None:
    set_deed(analysis=Analysis.objects.get(scene__number=1), deed="running", by=reader)

    choose_telling(vividpage=vividpage)

    assert chosen(vividpage) == [1]


def test_what_a_reader_has_said_of_people_and_place_is_sure(vividpage: VividPage) -> None:
    Presence.objects.update(confidence=0.6)
    Analysis.objects.update(place_confidence=0.6)
    Presence.objects.filter(analysis__scene__number=4).update(confidence=None)
    Analysis.objects.filter(scene__number=4).update(place_confidence=None, locked=["people", "setting"])

    choose_telling(vividpage=vividpage)

    assert chosen(vividpage) == [4]


def planned(vividpage: VividPage) -> list[str]:
    job, _ = Job.objects.get_or_create(pipeline=MAKING, subject=vividpage.pk, owner=vividpage.owner, stage=STAGE)
    Job.objects.filter(pk=job.pk).update(planned=False)
    engine.plan_once(job)
    return sorted(job.units.filter(kind=SCENE).values_list("label", flat=True))


def test_a_scene_that_is_chosen_no_more_is_not_drawn_beside_the_one_that_is(vividpage: VividPage) -> None:
    assert planned(vividpage) == ["Scene 3"]
    Analysis.objects.filter(scene__number=3).update(deed_confidence=0.1)

    assert planned(vividpage) == ["Scene 4"]


def test_nothing_is_chosen_anew_while_a_picture_is_being_drawn(vividpage: VividPage) -> None:
    assert planned(vividpage) == ["Scene 3"]
    Unit.objects.filter(kind=SCENE).update(state=Unit.State.CLAIMED, claim=vividpage.pk, lease_until=timezone.now())
    Analysis.objects.filter(scene__number=3).update(deed_confidence=0.1)

    assert planned(vividpage) == ["Scene 3"]


def test_nothing_is_chosen_anew_once_a_picture_is_there_or_where_all_are_drawn(vividpage: VividPage) -> None:
    add_version(vividpage.scenes.get(number=1))
    before = chosen(vividpage)

    choose_telling(vividpage=vividpage)

    assert chosen(vividpage) == before == [1, 2, 3, 4]


def test_where_a_deed_has_not_been_judged_the_words_decide() -> None:
    words = ("He thought and thought.", "She ran, leapt and seized the red lantern.")
    chapter = ChapterText(1, "One", tuple(SceneText(n, (text,)) for n, text in enumerate(words, 1)))

    assert choose_moments(chapter, "per-chapter", {1: 0.9}) == [2]
    assert choose_moments(chapter, "per-chapter", {1: 0.9, 2: 0.1}) == [1]
