"""What a reader decides of the versions of a picture."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from characters.editing import EditRefused, scenes, undoing
from characters.editing.tests.books import make_book
from characters.models import Edit
from storyboards.models import PicturePreferences, PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import keeping, versions
from storyboards.pictures.keeping import picture_for
from storyboards.tests.making import add_version, hide, keep_drawn

if TYPE_CHECKING:
    from uuid import UUID

    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from accounts.models import User
    from books.models import Scene, VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def scene(vividpage: VividPage) -> Scene:
    """Its picture has been drawn once."""
    scene = vividpage.scenes.get(number=2)
    keep_drawn(scene)
    return scene


def redrawn(scene: Scene, by: User, *, draught_of: UUID | None = None, cost: Decimal | None = None) -> PictureVersion:
    return keep_drawn(scene, order=RedrawOrder(by=by.pk, draught_of=draught_of), cost=cost)


def standings(scene: Scene) -> dict[int, str]:
    """Return what has become of each version of a scene's picture, by its number."""
    picture = picture_for(scene)
    shown = picture.active_version_id
    return {v.number: "shown" if v.pk == shown else v.standing for v in picture.versions.all()}


def files(settings: Settings) -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_accepting_shows_it_and_keeps_the_one_of_before(scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader)
    assert standings(scene) == {1: "shown", 2: "waiting"}

    edit = versions.accept(version=waiting, by=reader)

    assert standings(scene) == {1: "kept", 2: "shown"}
    assert edit is not None
    assert (edit.summary, edit.user) == ("Scene 2 has a new picture", reader)


def test_accepting_is_undone(vividpage: VividPage, scene: Scene, reader: User) -> None:
    redrawn(scene, reader)
    versions.accept(version=redrawn(scene, reader), by=reader)
    assert standings(scene) == {1: "kept", 2: "rejected", 3: "shown"}

    undoing.undo(vividpage=vividpage)

    assert standings(scene) == {1: "shown", 2: "waiting", 3: "waiting"}


def test_accepting_in_two_windows_is_one_edit(scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader)

    assert versions.accept(version=waiting, by=reader)
    assert versions.accept(version=waiting, by=reader) is None
    assert Edit.objects.count() == 1


def test_rejecting_keeps_it_and_it_can_be_shown_after_all(scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader, cost=Decimal("0.04"))

    versions.reject(version=waiting)
    assert standings(scene) == {1: "shown", 2: "rejected"}
    assert PictureVersion.objects.get(number=2).cost == Decimal("0.04")
    versions.accept(version=waiting, by=reader)

    assert standings(scene) == {1: "kept", 2: "shown"}


def test_the_one_that_is_shown_is_neither_rejected_nor_deleted(scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader)
    versions.accept(version=waiting, by=reader)  # in another window

    for refused in (versions.reject, versions.delete):
        with pytest.raises(EditRefused, match="is shown"):
            refused(version=waiting)
    assert standings(scene) == {1: "kept", 2: "shown"}


def test_one_draught_is_taken_and_the_others_are_put_aside(scene: Scene, reader: User) -> None:
    together = uuid4()
    draughts = [redrawn(scene, reader, draught_of=together) for _ in range(4)]
    redrawn(scene, reader)

    versions.accept(version=draughts[1], by=reader)

    expected = {1: "kept", 2: "rejected", 3: "shown", 4: "rejected", 5: "rejected", 6: "waiting"}
    assert standings(scene) == expected, "what was asked for later has not been looked at"


def test_any_version_can_be_gone_back_to_and_stays_whatever_is_drawn(
    vividpage: VividPage, scene: Scene, reader: User
) -> None:
    first = picture_for(scene).active_version
    assert first
    versions.accept(version=redrawn(scene, reader), by=reader)

    versions.go_back(version=first, by=reader)
    assert standings(scene) == {1: "shown", 2: "rejected"}
    keep_drawn(scene)
    assert standings(scene) == {1: "shown", 2: "rejected", 3: "waiting"}
    undoing.undo(vividpage=vividpage)

    assert standings(scene) == {1: "kept", 2: "shown", 3: "waiting"}


def test_a_picture_that_is_shown_at_once_does_not_keep_earlier_edits_from_being_undone(
    vividpage: VividPage, scene: Scene, reader: User
) -> None:
    scenes.edit_scene(analysis=scene.analysis, weather="storm", by=reader)
    versions.accept(version=redrawn(scene, reader), by=reader)
    PicturePreferences.objects.create(reader=reader, accepts_at_once=True)
    redrawn(scene, reader)
    assert standings(scene) == {1: "kept", 2: "kept", 3: "shown"}

    undoing.undo(vividpage=vividpage)
    undoing.undo(vividpage=vividpage)

    assert standings(scene) == {1: "kept", 2: "waiting", 3: "shown"}, "that it was accepted is undone, and no more"
    scene.analysis.refresh_from_db()
    assert scene.analysis.weather == "unknown"


def test_a_hidden_version_is_not_shown_by_anybody(scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader)
    hide(waiting)

    for refused in (versions.accept, versions.go_back):
        with pytest.raises(EditRefused, match="no longer there"):
            refused(version=waiting, by=reader)
    assert versions.accept_all(vividpage=scene.vividpage, by=reader) == 0
    assert standings(scene) == {1: "shown", 2: "waiting"}


def test_a_version_that_was_deleted_in_another_window_is_gone(scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader)
    versions.delete(version=waiting)

    for refused in (versions.accept, versions.go_back):
        with pytest.raises(EditRefused, match="no longer there"):
            refused(version=waiting, by=reader)
    for refused_alone in (versions.reject, versions.delete):
        with pytest.raises(EditRefused, match="no longer there"):
            refused_alone(version=waiting)


def test_deleting_frees_the_space_and_the_number_is_never_given_again(
    scene: Scene, reader: User, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = files(settings)
    waiting = redrawn(scene, reader)

    with django_capture_on_commit_callbacks(execute=True):
        assert versions.delete(version=waiting) == waiting.size

    assert files(settings) == kept
    assert standings(scene) == {1: "shown"}
    assert keeping.next_number_of(scene) == 3, "the next has another seed, and is not the picture that was deleted"
    assert redrawn(scene, reader).number == 3


def test_a_file_that_another_version_has_is_kept(
    scene: Scene, reader: User, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = picture_for(scene).active_version
    assert first
    waiting = redrawn(scene, reader)
    PictureVersion.objects.filter(pk=waiting.pk).update(image=first.image.name)
    waiting.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        assert versions.delete(version=waiting) == 0

    assert Path(first.image.name).name in files(settings)


def test_a_favourite_is_not_deleted(vividpage: VividPage, scene: Scene, reader: User) -> None:
    waiting = redrawn(scene, reader)
    versions.favourite(version=waiting)
    versions.reject(version=waiting)

    with pytest.raises(EditRefused, match="star"):
        versions.delete(version=waiting)
    assert versions.delete_old(vividpage=vividpage, asked=versions.space_of(vividpage).old) == 0
    versions.unfavourite(version=waiting)

    assert versions.delete_old(vividpage=vividpage, asked=versions.space_of(vividpage).old) == waiting.size


def test_an_edit_that_a_deleted_picture_was_part_of_does_not_keep_others_from_being_undone(
    vividpage: VividPage, scene: Scene, reader: User
) -> None:
    scenes.edit_scene(analysis=scene.analysis, weather="storm", by=reader)
    first = picture_for(scene).active_version
    assert first
    second, third = redrawn(scene, reader), redrawn(scene, reader)
    versions.accept(version=second, by=reader)
    versions.accept(version=third, by=reader)
    versions.delete(version=first)

    undoing.undo(vividpage=vividpage)
    assert standings(scene) == {2: "shown", 3: "waiting"}, "this choice knows nothing of the first"
    undoing.undo(vividpage=vividpage)
    assert standings(scene)[2] == "shown", "the first is no longer there to be shown"
    undoing.undo(vividpage=vividpage)

    scene.analysis.refresh_from_db()
    assert scene.analysis.weather == "unknown"


def test_the_space_of_a_book_is_known_and_old_pictures_are_deleted_together(
    vividpage: VividPage, scene: Scene, reader: User
) -> None:
    rejected, second = redrawn(scene, reader, cost=Decimal("0.04")), redrawn(scene, reader)
    versions.reject(version=rejected)
    versions.accept(version=second, by=reader)
    redrawn(scene, reader)
    add_version(vividpage.characters.first())
    one = rejected.size

    space = versions.space_of(vividpage)
    assert (space.count, space.size, space.old_count, space.old_size) == (4, 4 * one, 2, 2 * one)
    assert space.old_cost == Decimal("0.04")
    assert versions.delete_old(vividpage=vividpage, asked=versions.space_of(vividpage).old) == 2 * one

    assert standings(scene) == {3: "shown", 4: "waiting"}
    assert keeping.picture_for(vividpage.characters.first()).versions.count() == 1


def test_all_that_wait_are_accepted_in_one_edit_but_for_draughts(vividpage: VividPage, reader: User) -> None:
    one, two, three = (vividpage.scenes.get(number=number) for number in (1, 2, 3))
    for scene in (one, two, three):
        keep_drawn(scene)
    redrawn(one, reader)
    redrawn(one, reader)
    redrawn(two, reader)
    together = uuid4()
    redrawn(three, reader, draught_of=together)
    redrawn(three, reader, draught_of=together)

    assert versions.accept_all(vividpage=vividpage, by=reader) == 2

    assert standings(one) == {1: "kept", 2: "rejected", 3: "shown"}
    assert standings(two) == {1: "kept", 2: "shown"}
    assert standings(three) == {1: "shown", 2: "waiting", 3: "waiting"}
    undoing.undo(vividpage=vividpage)
    assert standings(one) == {1: "shown", 2: "waiting", 3: "waiting"}
    assert standings(two) == {1: "shown", 2: "waiting"}
