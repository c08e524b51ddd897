"""Reference sheets: drawn first, looked at, drawn anew, and sent along with scenes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.access.allowances import LimitReached
from books.making import jobs_of
from books.services import start, stop
from books.tests.making import make_job, start_stage
from characters.editing.tests.books import make_book
from characters.models import Analysis, Character, Setting
from jobs import engine
from jobs.models import Job, Priority, Unit
from storyboards.models import Picture, PictureVersion
from storyboards.pictures import choosing
from storyboards.pictures.keeping import picture_for
from storyboards.references import redrawing
from storyboards.references.queries import main_places, reference_sheets_of
from storyboards.requests import composing
from storyboards.requests.facts import facts_of
from storyboards.stale.finding import stale_scenes
from storyboards.tests.making import add_version, encoded, hide

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.usefixtures("small_pictures")

STAGE = "image-generation"


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """Four scenes: two at the inn, two at the quay; three main people."""
    return make_book(reader)


@pytest.fixture
def called(vividpage: VividPage) -> Any:
    return lambda name: Character.objects.get(vividpage=vividpage, name=name)


@pytest.fixture
def inn(vividpage: VividPage) -> Setting:
    return Setting.objects.get(vividpage=vividpage, name="the inn")


def draw(vividpage: VividPage) -> Job:
    """Work on the drawing until it ends or stands still."""
    job = jobs_of(vividpage).filter(stage=STAGE).first() or start_stage(vividpage, STAGE)
    engine.work_on(Job.objects.get(pk=job.pk), seconds=math.inf)
    return Job.objects.get(pk=job.pk)


def look_first(vividpage: VividPage) -> Job:
    vividpage.sheets_first = True
    vividpage.save()
    return draw(vividpage)


def shown(target: Character | Setting) -> PictureVersion | None:
    return picture_for(target).shown


def scene_versions() -> list[PictureVersion]:
    return list(PictureVersion.objects.filter(picture__kind="scene"))


def scene_facts(number: int = 1) -> Any:
    return facts_of(Analysis.objects.select_related("scene__vividpage", "setting").get(scene__number=number))


def test_people_and_places_are_drawn_before_the_scenes(vividpage: VividPage, inn: Setting) -> None:
    look_first(vividpage)

    assert shown(inn).image.read()
    assert all(shown(person) for person in vividpage.characters.all())
    assert not scene_versions()


def test_a_place_of_one_scene_has_no_view(vividpage: VividPage, inn: Setting) -> None:
    Analysis.objects.filter(scene__number=2).update(setting=None)

    assert inn not in main_places(vividpage)


def test_the_book_waits_for_who_wants_to_look_first(vividpage: VividPage) -> None:
    job = look_first(vividpage)

    assert (job.state, job.reason) == (Job.State.PAUSED, "Look at the people and places, then go on.")
    assert reference_sheets_of(vividpage).is_awaited


def test_who_does_not_want_to_look_is_not_waited_for(vividpage: VividPage) -> None:
    assert draw(vividpage).state == Job.State.COMPLETED


def test_approving_goes_on_with_the_scenes(vividpage: VividPage) -> None:
    look_first(vividpage)

    assert redrawing.approve(vividpage=vividpage)
    assert draw(vividpage).state == Job.State.COMPLETED
    assert len(scene_versions()) == 4


def test_going_on_from_the_page_of_the_book_is_approving_too(vividpage: VividPage) -> None:
    look_first(vividpage)
    for stage in ("epub-parse", "analysis"):
        make_job(vividpage, stage, state=Job.State.COMPLETED, planned=True)

    start(vividpage=vividpage)

    assert draw(vividpage).state == Job.State.COMPLETED


def test_nothing_is_approved_where_nothing_waits(vividpage: VividPage) -> None:
    draw(vividpage)

    assert not redrawing.approve(vividpage=vividpage)


def test_a_portrait_drawn_anew_while_the_book_waits_is_looked_at_again(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    look_first(vividpage)
    before = shown(called("Jim Hawkins"))

    assert redrawing.redraw(row=called("Jim Hawkins"), by=reader)
    job = draw(vividpage)

    assert shown(called("Jim Hawkins")) != before
    assert (job.state, scene_versions()) == (Job.State.PAUSED, [])


def work_on_other_books(reader: User, settings: Settings) -> None:
    """As many of the reader's books are made as may be."""
    settings.READER_OPEN_JOBS = 1
    Job.objects.create(pipeline="making", subject=uuid4(), owner=reader, stage=STAGE)


def test_a_finished_book_is_not_taken_up_beyond_what_a_reader_may_have_under_way(
    vividpage: VividPage, called: Any, reader: User, settings: Settings
) -> None:
    job = draw(vividpage)
    work_on_other_books(reader, settings)

    with pytest.raises(LimitReached):
        redrawing.redraw(row=called("Jim Hawkins"), by=reader)

    assert Job.objects.get(pk=job.pk).state == job.state
    assert not job.units.filter(state=Unit.State.WAITING).exists()
    settings.READER_OPEN_JOBS = 2
    assert redrawing.redraw(row=called("Jim Hawkins"), by=reader)


def test_the_scenes_are_not_let_be_drawn_beyond_it_either(
    vividpage: VividPage, reader: User, settings: Settings
) -> None:
    look_first(vividpage)
    work_on_other_books(reader, settings)

    with pytest.raises(LimitReached):
        redrawing.approve(vividpage=vividpage, by=reader)

    assert Job.objects.get(subject=vividpage.pk).state == Job.State.PAUSED


def test_the_portrait_before_is_kept(vividpage: VividPage, called: Any, reader: User) -> None:
    draw(vividpage)
    before = shown(called("Jim Hawkins"))

    redrawing.redraw(row=called("Jim Hawkins"), by=reader, wish="older")
    draw(vividpage)

    versions = list(called("Jim Hawkins").picture.versions.all())
    assert versions[0] == before
    assert (versions[1].request, versions[1].requested_by, versions[1].cost) == ("older", reader, 0)


def test_another_draught_is_another_picture(vividpage: VividPage, called: Any, reader: User) -> None:
    draw(vividpage)
    jim = called("Jim Hawkins")
    before = shown(jim).image.read()

    redrawing.redraw(row=jim, by=reader)
    draw(vividpage)

    assert shown(jim).image.read() != before


def test_whoever_goes_back_to_a_draught_gets_that_face_in_scenes_and_no_rejected_one_again(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    draw(vividpage)
    first, faces = shown(called("Jim Hawkins")), keys_of_people()
    assert first is not None
    redrawing.redraw(row=called("Jim Hawkins"), by=reader)
    draw(vividpage)
    second = shown(called("Jim Hawkins"))
    assert second is not None
    assert keys_of_people() != faces

    choosing.choose(version=first, by=reader)
    assert keys_of_people() == faces
    assert not stale_scenes(vividpage)

    redrawing.redraw(row=called("Jim Hawkins"), by=reader)
    draw(vividpage)
    third = shown(called("Jim Hawkins"))
    assert third is not None
    assert len({version.image.name for version in (first, second, third)}) == 3


def keys_of_people() -> list[str]:
    return [person.key for person in composing.scene_request(scene_facts()).scene.people]


def test_a_view_drawn_anew_is_another_picture(vividpage: VividPage, inn: Setting, reader: User) -> None:
    draw(vividpage)
    before = shown(inn).image.read()

    redrawing.redraw(row=inn, by=reader)
    draw(vividpage)

    assert shown(inn).image.read() != before


def test_pictures_that_a_new_portrait_no_longer_fits_are_stale(vividpage: VividPage, called: Any, reader: User) -> None:
    draw(vividpage)
    assert not stale_scenes(vividpage)

    redrawing.redraw(row=called("the Captain"), by=reader)
    draw(vividpage)

    assert [picture.number for picture in stale_scenes(vividpage)] == [1, 4]


def test_a_seed_of_a_scene_is_its_own_whatever_the_draught(vividpage: VividPage, called: Any) -> None:
    before = composing.scene_request(scene_facts()).seed

    for person in vividpage.characters.all():
        Picture.objects.filter(pk=picture_for(person).pk).update(variant=1)

    assert composing.scene_request(scene_facts()).seed == before


def test_what_is_wrong_is_said_to_the_artist(vividpage: VividPage, inn: Setting, called: Any) -> None:
    jim = called("Jim Hawkins")

    assert "too old" in composing.person_request(jim, jim.first_scene, wish="too old").prompt
    assert "too bright" in composing.place_request(inn, wish="too bright").prompt


def test_what_is_wrong_is_kept_with_the_sheet(vividpage: VividPage, called: Any, reader: User) -> None:
    draw(vividpage)

    redrawing.redraw(row=called("Jim Hawkins"), by=reader, wish=" too\n old ")

    assert next(s for s in reference_sheets_of(vividpage).people if s.name == "Jim Hawkins").wish == "too old"


def test_a_complaint_that_is_too_long_is_refused(vividpage: VividPage, called: Any, reader: User) -> None:
    draw(vividpage)

    with pytest.raises(redrawing.ReferenceRefused, match="300"):
        redrawing.redraw(row=called("Jim Hawkins"), by=reader, wish="x" * 301)


def test_what_is_being_drawn_is_not_drawn_twice(vividpage: VividPage, called: Any, reader: User) -> None:
    draw(vividpage)
    redrawing.redraw(row=called("Jim Hawkins"), by=reader)

    with pytest.raises(redrawing.ReferenceRefused, match="already"):
        redrawing.redraw(row=called("Jim Hawkins"), by=reader)


def test_a_picture_of_somebody_that_a_reader_waits_for_goes_first(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    draw(vividpage)
    redrawing.redraw(row=called("Jim Hawkins"), by=reader)

    assert Unit.objects.get(state=Unit.State.WAITING).priority == Priority.READER_WAITS


def test_nothing_is_drawn_anew_before_the_drawing_has_begun(vividpage: VividPage, called: Any, reader: User) -> None:
    with pytest.raises(redrawing.ReferenceRefused, match="analysed"):
        redrawing.redraw(row=called("Jim Hawkins"), by=reader)


def test_a_book_that_was_stopped_stays_stopped(vividpage: VividPage, called: Any, reader: User) -> None:
    job = start_stage(vividpage, STAGE)
    stop(vividpage=vividpage)

    assert not redrawing.redraw(row=called("Jim Hawkins"), by=reader)
    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED


def test_a_picture_of_ones_own_gives_way_to_one_that_is_drawn_anew(
    vividpage: VividPage, called: Any, reader: User
) -> None:
    draw(vividpage)
    choosing.upload(target=called("Jim Hawkins"), data=encoded(), by=reader)
    own = shown(called("Jim Hawkins"))

    redrawing.redraw(row=called("Jim Hawkins"), by=reader)
    draw(vividpage)

    assert shown(called("Jim Hawkins")) != own
    assert own in called("Jim Hawkins").picture.versions.all()


def test_a_view_of_ones_own_stays_when_the_book_is_drawn(vividpage: VividPage, inn: Setting, reader: User) -> None:
    choosing.upload(target=inn, data=encoded(), by=reader)
    own = shown(inn)

    draw(vividpage)

    assert shown(inn) == own
    assert own.picture.versions.count() == 2


def test_portraits_go_with_a_scene_before_its_place(vividpage: VividPage) -> None:
    look_first(vividpage)

    sent = composing.scene_request(scene_facts(), references=3).references

    assert [reference.name for reference in sent] == ["the man", "the captain", "the inn"]


def test_a_hidden_picture_is_not_sent_along(vividpage: VividPage, called: Any, reader: User) -> None:
    look_first(vividpage)
    hide(shown(called("the Captain")))

    sent = composing.scene_request(scene_facts(), references=3).references

    assert [reference.name for reference in sent] == ["the man", "the inn"]
    assert "the Captain" not in [sheet.name for sheet in reference_sheets_of(vividpage).people if sheet.picture]


def test_a_model_that_takes_few_references_gets_the_people(vividpage: VividPage) -> None:
    look_first(vividpage)

    sent = composing.scene_request(scene_facts(), references=2).references

    assert [reference.name for reference in sent] == ["the man", "the captain"]


def test_a_view_shows_an_empty_place_by_day(inn: Setting) -> None:
    request = composing.place_request(inn)

    assert (request.scene.people, request.scene.time_of_day, request.portrait) == ((), "day", False)
    assert "deserted" in request.prompt


def test_a_long_cast_takes_no_more_queries(
    vividpage: VividPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    look_first(vividpage)
    with django_assert_num_queries(8):
        reference_sheets_of(vividpage)
    for number in range(20):
        add_version(Character.objects.create(vividpage=vividpage, name=f"Person {number}", role="minor"))

    with django_assert_num_queries(8):
        assert len(reference_sheets_of(vividpage).people) == 23
