"""What moderators look at is neither deleted nor shown by what its reader does at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from characters.editing import EditRefused
from characters.editing.tests.books import make_book
from storyboards.models import Picture, PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import versions
from storyboards.pictures.keeping import picture_for
from storyboards.safety import moderating
from storyboards.safety.reporting import report
from storyboards.tests.making import hide, keep_drawn, make_moderator
from vividpages.tests.machine import wait_until
from web.tests.at_once import AtOnce, a_session_waits

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import Scene, VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def put_aside(vividpage: VividPage, reader: User) -> PictureVersion:
    """A version that is not shown: an old one."""
    scene = vividpage.scenes.get(number=2)
    keep_drawn(scene)
    version = keep_drawn(scene, order=RedrawOrder(by=reader.pk))
    versions.reject(version=version)
    return version


def old_ones(vividpage: VividPage) -> int:
    return versions.space_of(vividpage).old_count


def test_what_is_hidden_is_not_deleted_with_the_old_ones(vividpage: VividPage, put_aside: PictureVersion) -> None:
    assert old_ones(vividpage) == 1
    hide(put_aside)
    assert old_ones(vividpage) == 0

    assert versions.delete_old(vividpage=vividpage, asked=versions.space_of(vividpage).old) == 0

    assert PictureVersion.objects.filter(pk=put_aside.pk).exists()
    with pytest.raises(EditRefused, match="moderators"):
        versions.delete(version=put_aside)


def test_what_is_reported_is_kept_until_it_is_answered(
    vividpage: VividPage, put_aside: PictureVersion, reader: User
) -> None:
    report(version=put_aside, by=reader, reason="adult")
    assert old_ones(vividpage) == 0
    with pytest.raises(EditRefused, match="moderators"):
        versions.delete(version=put_aside)

    moderating.dismiss(version=put_aside, by=make_moderator(), reason="It is a statue.")

    assert old_ones(vividpage) == 1
    assert versions.delete(version=put_aside) > 0


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_all_but_the_one_that_is_hidden_in_the_same_moment_are_accepted(vividpage: VividPage, reader: User) -> None:
    for number in (1, 2):
        keep_drawn(scene(vividpage, number))
    hidden, accepted = (keep_drawn(scene(vividpage, n), order=RedrawOrder(by=reader.pk)) for n in (1, 2))
    with transaction.atomic():
        Picture.objects.select_for_update().get(pk=hidden.picture_id)
        accepting = AtOnce([lambda: versions.accept_all(vividpage=vividpage, by=reader)])
        wait_until(a_session_waits)  # it has read which wait, and is about to look at the first once more
        PictureVersion.objects.filter(pk=hidden.pk).update(moderation=PictureVersion.Moderation.HIDDEN)

    assert accepting.wait() == [1]
    assert picture_for(scene(vividpage, 1)).active_version != hidden
    assert picture_for(scene(vividpage, 2)).active_version == accepted


def scene(vividpage: VividPage, number: int) -> Scene:
    return vividpage.scenes.get(number=number)
