"""A finished book in another look: tried, drawn, taken over, put aside; nothing is lost and nothing is drawn twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from characters.editing import EditRefused, undoing
from characters.models import Character, Setting
from jobs import services as jobs
from jobs.models import Job, Unit
from sketch.styles import style_named
from storyboards.looks.adopting import adopt, put_aside, waiting_looks
from storyboards.looks.look import Look, look_of
from storyboards.models import Picture, PictureVersion
from storyboards.orders.bulk import Selection, redraw_many, selected
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import choosing, versions
from storyboards.pictures.preferring import accept_at_once
from storyboards.pictures.redrawing import RedrawRefused, redraw_scene
from storyboards.references.redrawing import redraw as redraw_sheet
from storyboards.requests.adjusting import Adjustments
from storyboards.stale.finding import stale_scenes
from storyboards.tests.making import encoded, keep_drawn, make_drawn_book, work_on

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.usefixtures("small_pictures")
ALL = Selection()
PENCIL = Look(style="pencil")


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A book of four scenes in one chapter, drawn, with portraits of its main people."""
    vividpage = make_drawn_book(reader)
    assert vividpage.style != "pencil"
    return vividpage


def versions_of(vividpage: VividPage, number: int) -> list[PictureVersion]:
    return list(PictureVersion.objects.filter(picture__scene__vividpage=vividpage, picture__scene__number=number))


def shown_styles(vividpage: VividPage) -> set[str]:
    shown = PictureVersion.objects.filter(active_for__vividpage=vividpage, picture__kind="scene")
    return {version.parameters["style"] for version in shown}


def restyle(vividpage: VividPage, reader: User, look: Look = PENCIL) -> VividPage:
    redraw_many(vividpage=vividpage, selection=ALL, by=reader, look=look)
    return work_on(vividpage)


def test_all_pictures_wait_in_the_new_style_with_the_seeds_that_they_had(drawn: VividPage, reader: User) -> None:
    assert redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL) == (4, True)
    work_on(drawn)

    assert shown_styles(drawn) == {drawn.style}
    assert look_of(drawn).style != "pencil"
    for number in (1, 2, 3, 4):
        before, after = versions_of(drawn, number)
        assert (after.standing, after.parameters["style"]) == ("waiting", "pencil")
        assert after.parameters["seed"] == before.parameters["seed"]


def test_people_and_places_are_drawn_in_the_style_first_and_wait_too(drawn: VividPage, reader: User) -> None:
    sheets = Picture.objects.filter(vividpage=drawn, kind__in=Picture.REFERENCES).exclude(active_version=None)
    count = sheets.count()
    assert count

    pictures = selected(drawn, ALL, PENCIL)
    assert len(pictures.sheets) == pictures.price_of_sheets.pictures == count
    assert pictures.price.pictures == 4 + count
    restyle(drawn, reader)

    assert {picture.active_version.parameters["style"] for picture in sheets if picture.active_version} == {drawn.style}
    waiting = PictureVersion.objects.filter(picture__in=sheets, standing="waiting")
    assert {version.parameters["style"] for version in waiting} == {"pencil"}
    assert waiting.count() == count
    units = Unit.objects.filter(kind__in=("person", "place"), options__look__style="pencil")
    assert set(units.values_list("phase", flat=True)) == {0}


def test_a_reader_s_own_portrait_goes_with_every_style(drawn: VividPage, reader: User) -> None:
    jim = Character.objects.get(name="Jim Hawkins")
    choosing.upload(target=jim, data=encoded("blue"), by=reader)

    assert jim not in selected(drawn, ALL, PENCIL).sheets


def test_another_size_or_model_leaves_people_and_places_as_they_are(drawn: VividPage) -> None:
    pictures = selected(drawn, ALL, Look(resolution="wide"))

    assert len(pictures) == 4
    assert not pictures.sheets


def test_the_size_is_that_of_the_look(drawn: VividPage, reader: User) -> None:
    restyle(drawn, reader, Look(resolution="wide"))

    assert versions_of(drawn, 1)[-1].parameters["resolution"] == "wide"
    assert not selected(drawn, ALL, Look(resolution="wide"))


def test_corrections_of_a_picture_are_kept(drawn: VividPage, reader: User) -> None:
    scene = drawn.scenes.get(number=2)
    snow = Adjustments(weather="snow")
    keep = keep_drawn(scene, order=RedrawOrder(by=reader.pk, wish="more snow", adjustments=snow))
    versions.accept(version=keep, by=reader)

    restyle(drawn, reader)

    after = versions_of(drawn, 2)[-1]
    assert (after.request, after.parameters["adjustments"]) == ("more snow", {"weather": "snow"})
    assert after.parameters["take"] == keep.number


def test_a_reader_s_own_prompt_is_kept_in_the_words_of_the_new_style(drawn: VividPage, reader: User) -> None:
    old, new = style_named(drawn.style), style_named("pencil")
    scene = drawn.scenes.get(number=2)
    redraw_scene(scene=scene, by=reader, prompt=f"A cat on the quay. Style: {old.prompt}.")
    work_on(drawn)
    versions.accept(version=versions_of(drawn, 2)[-1], by=reader)

    restyle(drawn, reader)

    assert versions_of(drawn, 2)[-1].prompt == f"A cat on the quay. Style: {new.prompt}."


def test_it_is_tried_on_three_and_then_only_the_rest_is_drawn(drawn: VividPage, reader: User) -> None:
    assert redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL, try_first=True) == (3, True)
    work_on(drawn)

    assert [facts.scene.number for facts in selected(drawn, ALL, PENCIL).scenes] == [3]
    (look,) = waiting_looks(drawn)
    assert (look.scenes, look.others, look.coming) == (3, 1, 0)
    restyle(drawn, reader)
    assert [len(versions_of(drawn, number)) for number in (1, 2, 3, 4)] == [2, 2, 2, 2]
    with pytest.raises(RedrawRefused, match="no picture to redraw"):
        redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL)


def test_all_are_taken_over_and_the_book_with_them_by_one_edit(drawn: VividPage, reader: User) -> None:
    restyle(drawn, reader)
    before = drawn.style
    (waiting,) = waiting_looks(drawn)

    adopt(vividpage=drawn, look=waiting.look, by=reader, for_book=True)

    drawn.refresh_from_db()
    assert drawn.style == "pencil"
    assert shown_styles(drawn) == {"pencil"}
    sheets = Picture.objects.filter(vividpage=drawn, kind__in=Picture.REFERENCES).exclude(active_version=None)
    assert {picture.active_version.parameters["style"] for picture in sheets if picture.active_version} == {"pencil"}
    assert stale_scenes(drawn) == []
    assert waiting_looks(drawn) == []

    undoing.undo(vividpage=drawn)
    drawn.refresh_from_db()
    assert drawn.style == before
    assert shown_styles(drawn) == {before}
    assert len(waiting_looks(drawn)) == 1


def test_pictures_alone_are_taken_over_and_the_book_stays(drawn: VividPage, reader: User) -> None:
    before = drawn.style
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL, try_first=True)
    work_on(drawn)
    (waiting,) = waiting_looks(drawn)

    adopt(vividpage=drawn, look=waiting.look, by=reader, for_book=False)

    drawn.refresh_from_db()
    assert drawn.style == before
    assert shown_styles(drawn) == {"pencil", before}
    assert stale_scenes(drawn) == [], "what its reader has chosen fits, in whatever style"
    assert waiting_looks(drawn) == []
    with pytest.raises(EditRefused, match="waits any more"):
        adopt(vividpage=drawn, look=waiting.look, by=reader, for_book=True)


def test_all_are_put_aside_at_once_and_what_comes_is_not_drawn(drawn: VividPage, reader: User) -> None:
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL, try_first=True)
    work_on(drawn)
    jobs.stop(pipeline="making", subject=drawn.pk)
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL)
    (waiting,) = waiting_looks(drawn)

    aside = put_aside(vividpage=drawn, look=waiting.look)

    assert (aside.waiting - waiting.sheets, aside.coming) == (3, waiting.coming)
    assert waiting.coming
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()
    assert waiting_looks(drawn) == []
    assert PictureVersion.objects.filter(standing="rejected", picture__kind="scene").count() == 3


def test_what_was_put_aside_gets_another_seed_when_it_is_asked_for_again(drawn: VividPage, reader: User) -> None:
    restyle(drawn, reader)
    put_aside(vividpage=drawn, look=waiting_looks(drawn)[0].look)

    restyle(drawn, reader)

    first, aside, again = versions_of(drawn, 1)
    assert aside.parameters["seed"] == first.parameters["seed"] != again.parameters["seed"]


def test_another_look_waits_even_where_redrawn_pictures_are_shown_at_once(drawn: VividPage, reader: User) -> None:
    accept_at_once(reader=reader)

    restyle(drawn, reader)

    assert shown_styles(drawn) == {drawn.style}


def test_a_second_tab_orders_nothing_twice(drawn: VividPage, reader: User) -> None:
    offer = selected(drawn, ALL, PENCIL).offer
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL, offer=offer)

    with pytest.raises(RedrawRefused, match="no picture to redraw"):
        redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL, offer=offer)


def test_a_book_that_is_stopped_in_between_goes_on_in_the_look_that_was_ordered(drawn: VividPage, reader: User) -> None:
    jobs.stop(pipeline="making", subject=drawn.pk)
    Job.objects.filter(subject=drawn.pk, stage="image-generation").update(state=Job.State.CANCELLED)
    assert redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL) == (4, False)

    jobs.go_on(pipeline="making", subject=drawn.pk, by=reader)
    work_on(drawn)

    assert {versions_of(drawn, number)[-1].parameters["style"] for number in (1, 2, 3, 4)} == {"pencil"}


def test_a_worker_that_is_killed_leaves_its_picture_to_the_next_in_the_same_look(
    drawn: VividPage, reader: User
) -> None:
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL)
    dead = Unit.objects.filter(kind="scene", state=Unit.State.WAITING).order_by("number")[:1]
    Unit.objects.filter(pk__in=[unit.pk for unit in dead]).update(
        state=Unit.State.CLAIMED, claim=uuid4(), lease_until=timezone.now() - timedelta(seconds=1), attempts=1
    )

    work_on(drawn)

    assert [len(versions_of(drawn, number)) for number in (1, 2, 3, 4)] == [2, 2, 2, 2]
    assert {versions_of(drawn, number)[-1].parameters["style"] for number in (1, 2, 3, 4)} == {"pencil"}


def test_a_look_that_cannot_be_drawn_is_refused_in_words(drawn: VividPage, reader: User) -> None:
    with pytest.raises(RedrawRefused, match="need a key"):
        redraw_many(vividpage=drawn, selection=ALL, by=reader, look=Look(image_model="openai/gpt-image-2.5-flare"))


def test_a_portrait_that_is_redrawn_afterwards_has_the_style_of_the_book(drawn: VividPage, reader: User) -> None:
    restyle(drawn, reader)
    picture = Picture.objects.filter(vividpage=drawn, kind__in=Picture.REFERENCES).exclude(active_version=None)[0]
    row = picture.person or picture.place
    assert isinstance(row, Character | Setting)

    redraw_sheet(row=row, by=reader)
    work_on(drawn)

    latest = picture.versions.order_by("-number")[0]
    assert latest.parameters["style"] == drawn.style
    assert latest.active_for.pk == picture.pk


def test_a_face_to_which_the_reader_went_back_is_that_of_the_look(drawn: VividPage, reader: User) -> None:
    jim = drawn.characters.get(name="Jim Hawkins")
    picture = Picture.objects.get(person=jim)
    first = picture.shown
    assert first is not None
    redraw_sheet(row=jim, by=reader)
    work_on(drawn)
    restyle(drawn, reader)
    choosing.choose(version=first, by=reader)

    assert jim in selected(drawn, ALL, Look(style="pencil", resolution="wide")).sheets, "the other face is no use"
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=Look(style="pencil", resolution="wide"))
    work_on(drawn)

    latest = picture.versions.order_by("-number")[0]
    assert (latest.parameters["style"], latest.parameters["seed"]) == ("pencil", first.parameters["seed"])


def test_the_queries_do_not_grow_with_the_book(
    drawn: VividPage, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL, try_first=True)
    work_on(drawn)

    with django_assert_max_num_queries(15):
        assert len(selected(drawn, ALL, PENCIL)) == 1
    with django_assert_max_num_queries(3):
        assert waiting_looks(drawn)
