"""Pictures that no longer fit after an edit, and drawing them anew."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from accounts.access.allowances import LimitReached
from analysts.bible import World
from books.models import VividPage
from books.services import start
from characters.editing import looks, people, scenes, undoing, worlds
from characters.models import Character
from jobs import settling
from jobs.models import Job, Priority, Run, Unit
from providers.choosing.catalogue import entry_named
from storyboards.models import Picture, PictureVersion
from storyboards.pictures import choosing
from storyboards.requests import composing
from storyboards.requests.facts import facts_of_book
from storyboards.stale import redrawing
from storyboards.stale.finding import stale_scenes, stale_scenes_for_page
from storyboards.tests.making import make_drawn_book, work_on

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User


pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A book of four scenes, drawn."""
    return make_drawn_book(reader)


@pytest.fixture
def captain(drawn: VividPage) -> Character:
    """In the scenes 1 and 4."""
    return Character.objects.get(vividpage=drawn, name="the Captain")


def numbers(vividpage: VividPage) -> list[int]:
    found = [picture.number for picture in stale_scenes(vividpage)]
    assert [picture.number for picture in stale_scenes_for_page(vividpage)] == found
    return found


def versions(vividpage: VividPage) -> dict[int, int]:
    """Return the number of the version that is shown of each scene."""
    boards = Picture.objects.filter(scene__vividpage=vividpage)
    return dict(boards.values_list("scene__number", "active_version__number"))


def test_what_has_just_been_drawn_fits(drawn: VividPage) -> None:
    assert len(versions(drawn)) == 4
    assert numbers(drawn) == []


def test_another_look_makes_stale_just_the_pictures_of_whoever_has_it(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)

    assert numbers(drawn) == [1, 4]


def test_another_hour_makes_stale_the_picture_of_its_scene(drawn: VividPage, reader: User) -> None:
    scenes.edit_scene(analysis=drawn.scenes.get(number=2).analysis, time_of_day="night", by=reader)

    assert numbers(drawn) == [2]


def test_what_no_picture_shows_makes_none_stale(drawn: VividPage, captain: Character, reader: User) -> None:
    people.set_details(character=captain, role="protagonist", by=reader)

    assert numbers(drawn) == []


def test_a_time_and_country_that_are_found_make_no_picture_stale(drawn: VividPage) -> None:
    worlds.keep_world(vividpage=drawn, world=World("1760s", "England", "wigs"))

    assert numbers(VividPage.objects.get(pk=drawn.pk)) == []


def test_a_reader_who_says_when_it_plays_makes_stale_what_was_drawn_for_another_time_and_an_undo_takes_it_back(
    drawn: VividPage, reader: User
) -> None:
    drawn_by(drawn, "openai/gpt-image-2.5-flare", scenes=(1, 2))
    worlds.edit_world(vividpage=drawn, by=reader, period="1750s")
    assert numbers(VividPage.objects.get(pk=drawn.pk)) == [1, 2, 3, 4], "models are told of it, and clothes follow it"

    undoing.undo(vividpage=drawn)
    assert numbers(VividPage.objects.get(pk=drawn.pk)) == []


def drawn_by(drawn: VividPage, model: str, scenes: tuple[int, ...]) -> None:
    """Let the pictures of these scenes be of that model."""
    entry = entry_named(model, "image")
    for version in PictureVersion.objects.filter(active_for__isnull=False, picture__scene__number__in=scenes):
        facts = facts_of_book(drawn)[version.picture.scene.number]
        version.parameters["model"] = model
        version.digest = composing.digest_of(facts, references=entry.references)
        version.save()


def test_a_new_portrait_makes_stale_what_was_drawn_with_the_old_one(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    other = Character.objects.get(vividpage=drawn, name="Long John Silver")
    entry = "openai/gpt-image-2.5-flare"
    VividPage.objects.filter(pk=drawn.pk).update(image_model=entry)
    for version in PictureVersion.objects.filter(active_for__isnull=False, picture__kind="scene"):
        facts = facts_of_book(drawn)[version.picture.scene.number]
        version.parameters["model"] = entry
        version.digest = composing.digest_of(facts, references=entry_named(entry, "image").references)
        version.save()
    choosing.choose(version=captain.picture.shown, by=reader)
    assert numbers(drawn) == []

    choosing.upload(target=captain, data=other.picture.shown.image.read(), by=reader)

    assert numbers(drawn) == [1, 4]


def test_redrawing_makes_new_versions_and_keeps_the_old(drawn: VividPage, captain: Character, reader: User) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)

    takes = redrawing.redraw(vividpage=drawn)
    work_on(drawn)

    assert (takes.drawn, takes.cost, takes.is_free) == (2, Decimal(0), True)
    assert versions(drawn) == {1: 2, 2: 1, 3: 1, 4: 2}
    assert PictureVersion.objects.filter(picture__kind="scene").count() == 6
    assert numbers(drawn) == []
    assert drawn.status == VividPage.Status.COMPLETED


def test_one_picture_alone_can_be_redrawn(drawn: VividPage, captain: Character, reader: User) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)

    redrawing.redraw(vividpage=drawn, scenes=[4])
    work_on(drawn)

    assert numbers(drawn) == [1]


def test_a_finished_book_is_not_taken_up_beyond_what_a_reader_may_have_under_way(
    drawn: VividPage, captain: Character, reader: User, settings: Settings
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    settings.READER_OPEN_JOBS = 1
    other = Job.objects.create(pipeline="making", subject=uuid4(), owner=reader, stage="analysis")

    with pytest.raises(LimitReached):
        redrawing.redraw(vividpage=drawn, scenes=[4], by=reader)

    assert numbers(drawn) == [1, 4]
    assert not Job.objects.filter(state=Job.State.RUNNING).exclude(pk=other.pk).exists()


def test_after_an_undo_the_version_from_before_is_shown_again_and_nothing_is_drawn(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn)
    work_on(drawn)
    undoing.undo(vividpage=drawn)

    takes = redrawing.redraw(vividpage=drawn)

    assert (takes.drawn, takes.taken_back) == (0, 2)
    assert versions(drawn) == {1: 1, 2: 1, 3: 1, 4: 1}
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()


def test_pictures_that_are_being_redrawn_are_not_counted_again(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn)

    assert numbers(drawn) == []
    assert Job.objects.get(stage="image-generation").state == Job.State.RUNNING


def test_one_picture_that_a_reader_waits_for_goes_first_and_many_take_their_turn(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn, scenes=[4], by=reader)
    one = Unit.objects.get(state=Unit.State.WAITING)
    assert (one.label, one.priority) == ("Scene 4", Priority.READER_WAITS)

    Unit.objects.update(state=Unit.State.DONE)
    scenes.edit_scene(analysis=drawn.scenes.get(number=2).analysis, weather="storm", by=reader)
    redrawing.redraw(vividpage=drawn, by=reader)
    many = Unit.objects.filter(state=Unit.State.WAITING)

    assert many.count() > 1
    assert set(many.values_list("priority", flat=True)) == {Priority.ORDINARY}


def test_who_asked_for_a_picture_has_started_the_run(drawn: VividPage, captain: Character, reader: User) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn, by=reader)

    assert Run.objects.get(finished=None).started_by == reader


def test_a_book_that_was_stopped_stays_so_and_redraws_when_it_goes_on(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    Unit.objects.filter(kind="scene", label="Scene 2").update(state=Unit.State.WAITING)
    job = Job.objects.get(stage="image-generation")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    settling.cancel(job.pk)
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)

    redrawing.redraw(vividpage=drawn)
    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED
    start(vividpage=drawn)
    work_on(drawn)

    assert versions(drawn)[4] == 2


def test_a_paid_artist_says_what_it_costs_before(drawn: VividPage, captain: Character, reader: User) -> None:
    VividPage.objects.filter(pk=drawn.pk).update(image_model="openai/gpt-image-2.5-flare")
    drawn.refresh_from_db()
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)

    takes = redrawing.estimate(drawn, stale_scenes(drawn))

    assert not takes.is_free
    assert takes.cost is not None
    assert takes.cost > 0


def test_pictures_from_before_digests_were_kept_count_as_fitting(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    PictureVersion.objects.update(digest="")
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)

    assert numbers(drawn) == []


def test_the_queries_do_not_grow_with_the_book(
    drawn: VividPage, captain: Character, reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    with django_assert_num_queries(12):
        assert len(stale_scenes(drawn)) == 2
    looks.add_look(
        character=Character.objects.get(name="Jim Hawkins"), field="clothes", value="a torn shirt", by=reader
    )

    with django_assert_num_queries(12):
        assert len(stale_scenes(drawn)) == 4


def test_a_page_finds_them_anew_only_after_a_change(
    drawn: VividPage, captain: Character, reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stale_scenes_for_page(drawn)
    with django_assert_num_queries(1):
        assert stale_scenes_for_page(drawn) == []
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    assert [picture.number for picture in stale_scenes_for_page(drawn)] == [1, 4]
    undoing.undo(vividpage=drawn)

    assert stale_scenes_for_page(drawn) == []


def shown_versions(vividpage: VividPage) -> dict[int, int]:
    """Return the number of the version that is shown of each scene that has several."""
    return {number: version for number, version in versions(vividpage).items() if version > 1}


def test_what_a_reader_asks_for_waits_beside_what_is_shown_and_is_not_drawn_twice(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn, by=reader)
    work_on(drawn)

    assert shown_versions(drawn) == {}
    assert PictureVersion.objects.filter(standing="waiting").count() == 2
    assert numbers(drawn) == []
    assert redrawing.redraw(vividpage=drawn, by=reader).count == 0


def test_one_that_waits_fits_by_the_model_that_drew_it(drawn: VividPage, captain: Character, reader: User) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn, scenes=[4], by=reader)
    work_on(drawn)
    waiting = PictureVersion.objects.get(standing="waiting")
    waiting.parameters["model"] = "openai/gpt-image-2.5-flare"
    waiting.digest = composing.digest_of(facts_of_book(drawn)[4], references=16)
    assert waiting.digest != PictureVersion.objects.get(pk=waiting.pk).digest, "that model is sent portraits"
    waiting.save()

    assert numbers(drawn) == [1]


def test_one_that_waits_for_what_no_longer_holds_does_not_count(
    drawn: VividPage, captain: Character, reader: User
) -> None:
    looks.add_look(character=captain, field="clothes", value="a scarlet coat", by=reader)
    redrawing.redraw(vividpage=drawn, by=reader)
    work_on(drawn)
    scenes.edit_scene(analysis=drawn.scenes.get(number=4).analysis, weather="storm", by=reader)

    assert numbers(drawn) == [4]
