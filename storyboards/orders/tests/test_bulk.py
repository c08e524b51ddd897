"""Many pictures are redrawn at once: priced first, tried on a few, and nothing is drawn twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from books.models import VividPage
from characters.models import Character
from jobs.models import Priority, Unit
from storyboards.models import PictureVersion
from storyboards.orders.bulk import Selection, redraw_many, selected
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import versions
from storyboards.pictures.redrawing import RedrawRefused, redraw_scene
from storyboards.requests.adjusting import Adjustments
from storyboards.tests.making import hide, keep_drawn, make_drawn_book, work_on

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("small_pictures")
ALL = Selection()


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A book of four scenes in one chapter, drawn."""
    return make_drawn_book(reader)


def numbers(vividpage: VividPage, selection: Selection = ALL) -> list[int]:
    return [facts.scene.number for facts in selected(vividpage, selection).scenes]


def test_a_chapter_a_person_or_all_can_be_chosen(drawn: VividPage) -> None:
    captain = Character.objects.get(name="the Captain")

    assert numbers(drawn) == numbers(drawn, Selection(chapter=1)) == [1, 2, 3, 4]
    assert numbers(drawn, Selection(person=captain.pk)) == [1, 4]
    assert numbers(drawn, Selection(chapter=2)) == []


def test_one_that_waits_is_looked_at_first_but_not_one_that_an_admin_has_hidden(drawn: VividPage, reader: User) -> None:
    hidden, seen = (
        keep_drawn(drawn.scenes.get(number=number), order=RedrawOrder(by=reader.pk, wish="snow")) for number in (2, 3)
    )
    hide(hidden)

    assert seen.standing == hidden.standing == PictureVersion.Standing.WAITING
    assert numbers(drawn) == [1, 2, 4]


def test_the_price_is_known_before(drawn: VividPage) -> None:
    assert selected(drawn, ALL).price.is_free
    VividPage.objects.update(image_model="openai/gpt-image-2.5-flare")
    drawn.refresh_from_db()

    price = selected(drawn, ALL).price
    trial = selected(drawn, ALL).tried().price

    assert (price.pictures, trial.pictures) == (4, 3)
    assert price.cost
    assert trial.cost
    assert trial.cost < price.cost


def test_it_is_tried_on_three_from_all_over_before_the_rest(drawn: VividPage, reader: User) -> None:
    began = timezone.now()

    assert redraw_many(vividpage=drawn, selection=ALL, by=reader, try_first=True) == (3, True)
    work_on(drawn)

    waiting = PictureVersion.objects.filter(standing="waiting")
    assert [version.picture.scene.number for version in versions.waiting_in(drawn.pk)] == [1, 2, 4]
    versions.accept(version=waiting[0], by=reader)
    assert numbers(drawn, Selection(since=began)) == [3], "what was tried is not drawn once more, accepted or not"
    assert redraw_many(vividpage=drawn, selection=Selection(since=began), by=reader) == (1, True)


def test_many_take_their_turn_and_wait_beside_what_is_shown(drawn: VividPage, reader: User) -> None:
    redraw_many(vividpage=drawn, selection=ALL, by=reader)
    assert set(Unit.objects.filter(state=Unit.State.WAITING).values_list("priority", flat=True)) == {Priority.ORDINARY}
    work_on(drawn)

    assert versions.waiting_in(drawn.pk).count() == 4
    assert set(PictureVersion.objects.filter(active_for__kind="scene").values_list("number", flat=True)) == {1}


def test_what_waits_or_is_being_drawn_is_not_drawn_twice(drawn: VividPage, reader: User) -> None:
    keep_drawn(drawn.scenes.get(number=2), order=RedrawOrder(by=reader.pk))
    redraw_scene(scene=drawn.scenes.get(number=3), by=reader)

    assert numbers(drawn) == [1, 4]
    redraw_many(vividpage=drawn, selection=ALL, by=reader)
    with pytest.raises(RedrawRefused, match="no picture to redraw"):
        redraw_many(vividpage=drawn, selection=ALL, by=reader)


def test_what_a_reader_wanted_of_a_picture_is_wanted_of_the_next(drawn: VividPage, reader: User) -> None:
    scene = drawn.scenes.get(number=3)
    snow = Adjustments(weather="snow")
    accepted = keep_drawn(scene, order=RedrawOrder(by=reader.pk, wish="more snow", adjustments=snow))
    versions.accept(version=accepted, by=reader)

    redraw_many(vividpage=drawn, selection=ALL, by=reader)

    options = Unit.objects.get(target=scene.pk).options
    assert (options["wish"], options["adjustments"]) == ("more snow", {"weather": "snow"})


def test_the_queries_do_not_grow_with_the_book(
    drawn: VividPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10):
        assert len(selected(drawn, ALL)) == 4
