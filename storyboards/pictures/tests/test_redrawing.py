"""A picture is drawn anew by what its reader wants of it, and waits beside the one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.access.allowances import LimitReached
from books.models import VividPage
from books.services import start, stop
from characters.editing.tests.books import make_book
from characters.models import Character
from jobs.models import Job, Priority, Unit
from storyboards.models import Picture, PicturePreferences, PictureVersion
from storyboards.pictures.redrawing import RedrawRefused, price_of_redrawing, redraw_scene
from storyboards.requests.adjusting import AdjustedLook, Adjustments, adjustments_from
from storyboards.tests.making import make_drawn_book, work_on

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import Scene

pytestmark = pytest.mark.usefixtures("small_pictures")

PAID = "openai/gpt-image-2.5-flare"
DEAR = "openai/gpt-image-1"


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A book of four scenes, drawn."""
    return make_drawn_book(reader)


@pytest.fixture
def scene(drawn: VividPage) -> Scene:
    return drawn.scenes.get(number=3)


def waiting() -> list[PictureVersion]:
    return list(PictureVersion.objects.filter(standing=PictureVersion.Standing.WAITING))


def test_a_redrawn_picture_waits_beside_the_one_that_is_shown(
    drawn: VividPage, scene: Scene, reader: User, stranger: User
) -> None:
    before = scene.picture.shown

    assert redraw_scene(scene=scene, by=reader, wish="  more\n snow ")
    assert Unit.objects.get(state=Unit.State.WAITING).priority == Priority.READER_WAITS
    work_on(drawn)

    [version] = waiting()
    scene.picture.refresh_from_db()
    assert scene.picture.shown == before
    assert (version.picture, version.number, version.request) == (scene.picture, 2, "more snow")
    assert (version.requested_by, version.cost, version.draught_of) == (reader, 0, None)
    assert "Most important: more snow." in version.prompt
    assert drawn.status == VividPage.Status.COMPLETED


def test_whoever_wants_no_waiting_is_shown_it_at_once(drawn: VividPage, scene: Scene, reader: User) -> None:
    PicturePreferences.objects.create(reader=reader, accepts_at_once=True)

    redraw_scene(scene=scene, by=reader)
    work_on(drawn)

    scene.picture.refresh_from_db()
    assert (scene.picture.active_version.number, waiting()) == (2, [])


def test_the_artist_heeds_what_is_to_be_otherwise(drawn: VividPage, scene: Scene, reader: User) -> None:
    silver = Character.objects.get(name="Long John Silver")
    jim = Character.objects.get(name="Jim Hawkins")
    adjustments = Adjustments(
        weather="snow",
        props=("lantern",),
        without=(str(silver.pk),),
        looks=(AdjustedLook(str(jim.pk), "hair", "red hair"),),
    )

    redraw_scene(scene=scene, by=reader, adjustments=adjustments)
    work_on(drawn)

    [version] = waiting()
    assert version.image.read() != scene.picture.shown.image.read()
    assert "red hair" in version.prompt
    assert "Long John Silver hair" not in version.prompt
    assert "Snow" in version.prompt
    assert adjustments_from(version.parameters["adjustments"]) == adjustments
    assert version.digest == scene.picture.shown.digest, "the bible says what it said"


def test_a_prompt_of_the_readers_own_takes_the_place_of_the_words(drawn: VividPage, scene: Scene, reader: User) -> None:
    redraw_scene(scene=scene, by=reader, prompt=" A ship in (ice:1.2). ")
    work_on(drawn)

    [version] = waiting()
    assert (version.prompt, version.parameters["own_prompt"]) == ("A ship in (ice:1.2).", True)


def test_what_was_wished_for_once_is_not_wished_for_the_next_time(drawn: VividPage, scene: Scene, reader: User) -> None:
    redraw_scene(scene=scene, by=reader, wish="more snow", adjustments=Adjustments(weather="snow"), prompt="Ice.")
    work_on(drawn)
    redraw_scene(scene=scene, by=reader)
    work_on(drawn)

    last = waiting()[-1]
    assert (last.request, last.number) == ("", 3)
    assert last.prompt == scene.picture.shown.prompt


def test_draughts_are_pictures_of_one_order_with_seeds_of_their_own(
    drawn: VividPage, scene: Scene, reader: User
) -> None:
    PicturePreferences.objects.create(reader=reader, accepts_at_once=True)

    redraw_scene(scene=scene, by=reader, wish="closer", draughts=4)
    work_on(drawn)

    draughts = waiting()
    assert [(version.number, version.request) for version in draughts] == [(n, "closer") for n in (2, 3, 4, 5)]
    assert len({version.parameters["seed"] for version in draughts}) == 4
    assert len({version.draught_of for version in draughts}) == 1
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()
    assert scene.picture.shown.number == 1, "of several nobody has said which"


def test_a_dear_model_draws_one_at_a_time(drawn: VividPage, scene: Scene, reader: User) -> None:
    VividPage.objects.update(image_model=DEAR)
    scene.vividpage.refresh_from_db()

    with pytest.raises(RedrawRefused, match="cheaply"):
        redraw_scene(scene=scene, by=reader, draughts=2)
    assert redraw_scene(scene=scene, by=reader)


@pytest.mark.parametrize("draughts", [0, 5, -1])
def test_there_are_one_to_four_draughts(scene: Scene, reader: User, draughts: int) -> None:
    with pytest.raises(RedrawRefused, match="1 to 4"):
        redraw_scene(scene=scene, by=reader, draughts=draughts)


def test_the_price_is_known_before(drawn: VividPage, scene: Scene) -> None:
    assert price_of_redrawing(scene, draughts=2).is_free
    VividPage.objects.update(image_model=PAID)
    scene.vividpage.refresh_from_db()

    one, four = price_of_redrawing(scene).cost, price_of_redrawing(scene, draughts=4).cost
    assert one
    assert four == 4 * one


def test_the_price_is_that_of_the_model_which_the_reader_has_chosen_for_the_picture(
    drawn: VividPage, scene: Scene, reader: User
) -> None:
    Unit.objects.filter(target=scene.pk).update(options={"model": DEAR})

    price = price_of_redrawing(scene)

    assert price.cost
    assert not price.is_free
    with pytest.raises(RedrawRefused, match="cheaply"):
        redraw_scene(scene=scene, by=reader, draughts=2)
    assert price_of_redrawing(drawn.scenes.get(number=2)).is_free


def test_a_scene_that_has_no_picture_and_is_not_chosen_is_drawn_when_asked_for(
    drawn: VividPage, scene: Scene, reader: User
) -> None:
    Unit.objects.filter(target=scene.pk).delete()
    Picture.objects.filter(scene=scene).delete()
    drawn.scenes.filter(pk=scene.pk).update(is_chosen=False)

    assert redraw_scene(scene=scene, by=reader, wish="more snow")
    work_on(drawn)

    version = Picture.objects.get(scene=scene).shown
    assert version is not None
    assert version.request == "more snow"


def test_what_is_being_redrawn_is_not_asked_for_twice(scene: Scene, reader: User) -> None:
    redraw_scene(scene=scene, by=reader, wish="more snow")

    with pytest.raises(RedrawRefused, match="already"):
        redraw_scene(scene=scene, by=reader, wish="less snow")
    assert Unit.objects.get(state=Unit.State.WAITING).options["wish"] == "more snow"


@pytest.mark.parametrize(("wish", "prompt"), [("x" * 301, ""), ("", "x" * 6001)])
def test_words_that_are_too_long_are_refused(scene: Scene, reader: User, wish: str, prompt: str) -> None:
    with pytest.raises(RedrawRefused, match="at most"):
        redraw_scene(scene=scene, by=reader, wish=wish, prompt=prompt)


def test_a_book_that_was_stopped_redraws_once_it_goes_on(drawn: VividPage, scene: Scene, reader: User) -> None:
    Unit.objects.filter(kind="scene", label="Scene 2").update(state=Unit.State.WAITING)
    Job.objects.filter(stage="image-generation").update(state=Job.State.RUNNING)
    stop(vividpage=drawn)

    assert not redraw_scene(scene=scene, by=reader)
    assert waiting() == []
    start(vividpage=drawn)
    work_on(drawn)

    assert [version.picture.scene for version in waiting()] == [scene]


def test_before_the_drawing_has_begun_nothing_is_redrawn(reader: User) -> None:
    with pytest.raises(RedrawRefused, match="analysed"):
        redraw_scene(scene=make_book(reader).scenes.get(number=1), by=reader)


def test_a_scene_that_was_not_analysed_is_not_redrawn(scene: Scene, reader: User) -> None:
    scene.analysis.delete()

    with pytest.raises(RedrawRefused, match="not been analysed"):
        redraw_scene(scene=scene, by=reader)


def test_somebody_who_is_removed_meanwhile_is_left_out(drawn: VividPage, scene: Scene, reader: User) -> None:
    silver = Character.objects.get(name="Long John Silver")
    looks = (AdjustedLook(str(silver.pk), "hair", "red hair"),)
    redraw_scene(scene=scene, by=reader, adjustments=Adjustments(looks=looks))
    silver.delete()
    work_on(drawn)

    assert len(waiting()) == 1


def test_a_finished_book_is_not_taken_up_beyond_what_a_reader_may_have_under_way(
    scene: Scene, reader: User, settings: Settings
) -> None:
    settings.READER_OPEN_JOBS = 1
    Job.objects.create(pipeline="making", subject=reader.pk, owner=reader, stage="analysis")

    with pytest.raises(LimitReached):
        redraw_scene(scene=scene, by=reader)


def test_what_the_making_draws_anew_is_shown_at_once_and_waits_where_a_reader_has_chosen(
    drawn: VividPage, scene: Scene
) -> None:
    scene.analysis.locked = ["picture"]
    scene.analysis.save()
    Unit.objects.filter(label__in=("Scene 2", "Scene 3")).update(state=Unit.State.WAITING)
    Job.objects.filter(stage="image-generation").update(state=Job.State.RUNNING)
    work_on(drawn)

    assert drawn.scenes.get(number=2).picture.shown.number == 2
    assert [version.picture.scene for version in waiting()] == [scene]
