"""`check_storage` on a real disk: what nothing refers to is found, what is lost is mended, the rest stays."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from characters.editing.tests.books import make_book
from custody.storage_check import check_storage
from providers.models import PaidCall
from storyboards.models import Picture, PictureVersion
from storyboards.tests.making import encoded, keep_drawn

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from accounts.models import User
    from books.models import Scene, VividPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_pictures")]


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def scene(vividpage: VividPage) -> Scene:
    return vividpage.scenes.get(number=2)


def written(name: str, *, days_old: float = 2) -> str:
    """Write a file of that name, and let it be so old."""
    kept = default_storage.save(name, ContentFile(b"nobody's"))
    then = time.time() - days_old * 86_400
    os.utime(default_storage.path(kept), (then, then))
    return kept


def told(*options: str) -> str:
    out = io.StringIO()
    call_command("check_storage", *options, stdout=out)
    return out.getvalue()


def test_where_all_is_well_it_says_so(scene: Scene) -> None:
    keep_drawn(scene, encoded())

    assert "0 that nothing refers to" in told()
    assert "0 files are gone" in told()


def test_old_files_that_nothing_refers_to_are_told_and_deleted_when_asked(scene: Scene) -> None:
    version = keep_drawn(scene, encoded())
    orphan = written(f"storyboards/{scene.vividpage_id}/thumbnails/left.webp")
    unfinished = written(f"epubs/{scene.vividpage_id}/a.epub.0f.unfinished")
    young = written("calls/young.webp", days_old=0)
    not_ours = written("somebody/else.txt")

    with pytest.raises(CommandError):
        told()
    assert default_storage.exists(orphan)
    told("--mend")

    assert not default_storage.exists(orphan)
    assert not default_storage.exists(unfinished)
    for name in (young, not_ours, version.image.name, version.thumbnail.name):
        assert default_storage.exists(str(name))


def test_a_lost_thumbnail_is_made_again(scene: Scene) -> None:
    version = keep_drawn(scene, encoded())
    Path(version.thumbnail.path).unlink()

    with pytest.raises(CommandError):
        told()
    told("--mend")

    version.refresh_from_db()
    assert default_storage.exists(str(version.thumbnail.name))


def test_of_a_lost_picture_the_latest_that_is_left_is_shown(
    scene: Scene, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first, second = keep_drawn(scene, encoded()), keep_drawn(scene, encoded("blue"))
    Picture.objects.filter(scene=scene).update(active_version=second)
    Path(second.image.path).unlink()

    with django_capture_on_commit_callbacks(execute=True):
        told("--mend")

    picture = Picture.objects.get(scene=scene)
    assert picture.active_version == first
    assert not PictureVersion.objects.filter(pk=second.pk).exists()
    assert not default_storage.exists(str(second.thumbnail.name))


def test_where_no_picture_is_left_the_scene_has_none(vividpage: VividPage, scene: Scene) -> None:
    keep_drawn(vividpage.scenes.get(number=3), encoded())
    version = keep_drawn(scene, encoded())
    for file in (version.image, version.thumbnail):
        Path(file.path).unlink()

    told("--mend")

    assert Picture.objects.get(scene=scene).active_version is None


def test_a_lost_answer_may_be_asked_for_again(reader: User) -> None:
    call = PaidCall.objects.create(
        user=reader,
        service="openai",
        model="m",
        fingerprint="f" * 64,
        state=PaidCall.State.ANSWERED,
        month="2026-11-01",
        file="calls/gone.webp",
        cost="0.04",
    )

    told("--mend", "--though-most-is-gone")

    call.refresh_from_db()
    assert (call.state, str(call.cost)) == (PaidCall.State.FORGOTTEN, "0.040000")


def test_the_file_of_a_book_is_lost_for_good_and_told(vividpage: VividPage) -> None:
    type(vividpage).objects.filter(pk=vividpage.pk).update(epub="epubs/gone/original.epub")

    with pytest.raises(CommandError) as raised:
        told("--mend", "--though-most-is-gone")

    assert raised.value.returncode == 1
    assert [loss.where for loss in check_storage().unmended] == ["VividPage.epub"]


def test_a_storage_that_is_not_there_costs_no_picture(vividpage: VividPage) -> None:
    for scene in vividpage.scenes.all():
        keep_drawn(scene, encoded())
    away = Path(default_storage.path("kept"))
    away.rename(away.with_name("not mounted"))

    with pytest.raises(CommandError, match="More than half of the files are gone"):
        told("--mend")

    assert PictureVersion.objects.count() == vividpage.scenes.count()
    away.with_name("not mounted").rename(away)
    assert "0 files are gone" in told()


def test_a_database_that_is_not_the_right_one_costs_no_file(vividpage: VividPage) -> None:
    kept = written(f"kept/{vividpage.owner_id}/aa/aa.webp")

    with pytest.raises(CommandError, match="names no file at all"):
        told("--mend")
    assert default_storage.exists(kept)

    told("--mend", "--though-none-is-named")
    assert not default_storage.exists(kept)
