"""Hiding, showing again and dismissing: by moderators alone, with a reason, and written down for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.access.allowances import Banned, spend_start, spend_upload
from accounts.models import User
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from characters.editing.tests.books import make_book
from jobs.allowances import check_open
from notifications.models import Notification
from storyboards.models import ModerationEvent, PictureVersion, Report
from storyboards.safety import moderating, moderators
from storyboards.safety.gates import gate_of
from storyboards.safety.moderating import ModerationRefused
from storyboards.safety.reporting import ReportRefused, report
from storyboards.tests.making import add_version, hide, keep_drawn, make_moderator, rate
from vividpages.tests.machine import wait_until
from web.tests.at_once import AtOnce, a_session_waits

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(reader: User) -> PictureVersion:
    return add_version(make_vividpage(owner=reader))


@pytest.fixture
def moderator(db: None) -> User:
    return make_moderator()


def test_what_is_hidden_says_why_and_stands_in_the_trail(version: PictureVersion, moderator: User) -> None:
    moderating.hide(version=version, by=moderator, reason="  It shows\n too much. ")

    version.refresh_from_db()
    assert (version.is_presentable, version.moderation_reason) == (False, "It shows too much.")
    event = ModerationEvent.objects.get()
    assert (event.action, event.by, event.reason) == ("hidden", moderator.pk, "It shows too much.")
    assert (event.version, event.owner) == (version.pk, version.picture.vividpage.owner_id)
    assert (event.before, event.after) == ({"moderation": "shown"}, {"moderation": "hidden"})


def test_owners_are_told_of_decisions_once_and_moderators_of_reports(
    version: PictureVersion, reader: User, stranger: User, moderator: User
) -> None:
    other = add_version(version.picture.vividpage)
    PictureVersion.objects.filter(pk=other.pk).update(image=version.image.name)
    report(version=version, by=stranger, reason="adult")
    moderating.hide(version=version, by=moderator, reason="It shows too much.")
    moderating.ban_owner(version=version, by=moderator, reason="Again and again.")

    told = Notification.objects.order_by("created").values_list("reader", "kind", "words")
    assert list(told) == [
        (moderator.pk, "reported", ""),
        (reader.pk, "moderated", "It shows too much."),
        (reader.pk, "moderated", "Again and again."),
    ]


def test_what_is_shown_again_says_so(version: PictureVersion, moderator: User) -> None:
    hide(version)
    moderating.restore(version=version, by=moderator, reason="A statue.")

    version.refresh_from_db()
    assert (version.is_presentable, version.moderation_reason) == (True, "")
    assert [event.action for event in ModerationEvent.objects.order_by("id")] == ["hidden", "restored"]


def test_the_same_file_under_another_version_is_hidden_with_it(version: PictureVersion) -> None:
    other = add_version(version.picture.vividpage)
    PictureVersion.objects.filter(pk=other.pk).update(image=version.image.name)
    elsewhere = add_version(make_vividpage(owner=User.objects.create_user("bob@example.com")))

    hide(version)

    other.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (other.is_presentable, elsewhere.is_presentable) == (False, True)


def test_the_same_file_under_another_version_is_rated_with_it(version: PictureVersion) -> None:
    other = add_version(version.picture.vividpage, rating="adult", rated_by="check")
    PictureVersion.objects.filter(pk=other.pk).update(image=version.image.name)
    PictureVersion.objects.filter(pk=version.pk).update(rating="adult", rated_by="check")

    rate(version, "general")

    owner = version.picture.vividpage.owner_id
    assert gate_of(str(version.image.name), owner).rating == "general"
    assert ModerationEvent.objects.filter(action="rated").count() == 2


def test_a_rendition_that_two_versions_share_hides_both(version: PictureVersion) -> None:
    other = add_version(version.picture.vividpage)
    PictureVersion.objects.filter(pk=other.pk).update(thumbnail=version.thumbnail.name)

    hide(version)

    other.refresh_from_db()
    assert not other.is_presentable


def test_what_a_moderator_has_rated_is_so_when_it_comes_out_the_same_again(reader: User) -> None:
    scene = make_book(reader).scenes.get(number=1)
    rate(keep_drawn(scene, b"the same"), "adult")

    again = keep_drawn(scene, b"the same")

    assert (again.rating, again.rated_by) == ("adult", "moderator")


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_what_is_just_kept_with_the_same_file_is_hidden_too(reader: User) -> None:
    book = make_book(reader)
    first = keep_drawn(book.scenes.get(number=1), b"the same")
    make_moderator()
    with transaction.atomic():
        second = keep_drawn(book.scenes.get(number=2), b"the same")
        hiding = AtOnce([lambda: hide(first)])
        wait_until(a_session_waits)

    hiding.wait()
    second.refresh_from_db()
    assert not second.is_presentable


@pytest.mark.parametrize("deed", [moderating.hide, moderating.restore, moderating.dismiss, moderating.ban_owner])
def test_nobody_moderates_who_is_not_appointed(version: PictureVersion, deed: Callable[..., object]) -> None:
    admin = User.objects.create_superuser("admin@example.com")
    for somebody in (version.picture.vividpage.owner, admin):
        with pytest.raises(PermissionDenied):
            deed(version=version, by=somebody, reason="Because.")

    assert not ModerationEvent.objects.exists()


def test_who_is_released_or_switched_off_moderates_no_longer(moderator: User) -> None:
    assert moderators.is_moderator(moderator)
    moderator.is_active = False
    assert not moderators.is_moderator(moderator)
    moderator.is_active = True

    moderators.release(moderator)

    assert not moderators.is_moderator(moderator)


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_nothing_is_done_without_a_reason_that_can_be_told(
    version: PictureVersion, moderator: User, reason: str
) -> None:
    with pytest.raises(ModerationRefused):
        moderating.hide(version=version, by=moderator, reason=reason)

    version.refresh_from_db()
    assert version.is_presentable


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE storyboards_moderationevent SET reason = 'another'",
        "DELETE FROM storyboards_moderationevent",
        "TRUNCATE storyboards_moderationevent",
    ],
)
def test_the_database_itself_keeps_the_trail_as_it_was_written(version: PictureVersion, statement: str) -> None:
    hide(version)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert ModerationEvent.objects.get().reason == "It shows too much."


def test_the_trail_outlives_the_book_and_the_accounts(version: PictureVersion, moderator: User) -> None:
    hide(version)
    owner = version.picture.vividpage.owner_id
    VividPage.objects.all().delete()
    User.objects.all().delete()

    event = ModerationEvent.objects.get()
    assert (event.owner, event.by) == (owner, moderator.pk)


def test_one_report_of_a_picture_is_open_for_each_reader(version: PictureVersion, moderator: User) -> None:
    reader = version.picture.vividpage.owner
    report(version=version, by=reader, reason="violent")
    with pytest.raises(ReportRefused, match="already"):
        report(version=version, by=reader, reason="adult")

    moderating.dismiss(version=version, by=moderator, reason="It is ketchup.")
    report(version=version, by=reader, reason="adult")

    assert list(Report.objects.order_by("created").values_list("state", flat=True)) == ["dismissed", "open"]


@pytest.mark.parametrize(("reason", "words"), [("nonsense", ""), ("", ""), ("other", "  "), ("adult", "x" * 1001)])
def test_a_report_says_what_is_wrong(version: PictureVersion, reason: str, words: str) -> None:
    with pytest.raises(ReportRefused):
        report(version=version, by=version.picture.vividpage.owner, reason=reason, words=words)

    assert not Report.objects.exists()


def test_hiding_upholds_the_reports(version: PictureVersion) -> None:
    report(version=version, by=version.picture.vividpage.owner, reason="adult")
    hide(version)

    assert Report.objects.get().state == "upheld"


def test_who_is_banned_uploads_and_draws_nothing_and_is_told_why(version: PictureVersion, moderator: User) -> None:
    reader = version.picture.vividpage.owner
    moderating.ban_owner(version=version, by=moderator, reason="Cruel pictures, again.")

    for spend in (spend_upload, spend_start):
        with pytest.raises(Banned, match="Cruel pictures, again"):
            spend(reader)
    with pytest.raises(Banned, match="Cruel pictures, again"):
        check_open(owner=reader)

    moderating.lift_ban(version=version, by=moderator, reason="They have written to us.")
    spend_upload(reader)
    assert [event.action for event in ModerationEvent.objects.order_by("id")] == ["banned", "lifted"]
