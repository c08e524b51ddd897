"""Editions: made by jobs of their own, kept beside one another, and gone with their book."""

from __future__ import annotations

import errno
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.access.allowances import LimitReached
from accounts.models import User
from books import services as books
from books.models import Scene, VividPage
from custody.storage_check import check_storage, mend
from jobs.allowances import check_open
from jobs.models import Job, Run
from notifications.delivering.engine import deliver_due
from publishing.kinds.kind import Refused
from publishing.models import Edition, EditionPreview
from publishing.services import links
from publishing.services.keeping import NO_ROOM
from publishing.services.making import (
    EditionRefused,
    OptionsRefused,
    cancel,
    delete,
    make_again,
    request_edition,
)
from publishing.sources import changed_since, is_withheld, sources_of
from publishing.tests.making import NAME, work_on, work_on_jobs_of
from storyboards.tests.making import add_version, encoded, hide

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from publishing.tests.making import Leaflets

pytestmark = pytest.mark.usefixtures("leaflets")


@pytest.fixture
def asked(vividpage: VividPage, reader: User) -> Edition:
    """A leaflet that nobody has begun to make."""
    return request_edition(vividpage=vividpage, kind=NAME, options={}, by=reader)


def content_of(edition: Edition) -> str:
    with edition.file.open("rb") as file:
        data: bytes = file.read()
    return data.decode()


def scene_of(vividpage: VividPage) -> Scene:
    scene = vividpage.scenes.order_by("number").first()
    assert scene is not None
    return scene


def test_an_edition_is_made_by_a_job_of_its_own_and_its_book_stays_as_it_is(asked: Edition) -> None:
    before = VividPage.objects.values().get()

    made = work_on(asked)

    assert (made.state, made.pages, made.reason) == (Edition.State.READY, 1, "")
    assert content_of(made) == "Hello, The Mill!\n"
    assert made.bytes == len(content_of(made))
    assert VividPage.objects.values().get() == before
    assert [(run.pipeline, run.outcome) for run in Run.objects.all()] == [("edition", "completed")]


def test_editions_of_other_options_are_kept_side_by_side_and_equal_ones_are_one(
    asked: Edition, vividpage: VividPage, reader: User
) -> None:
    other = request_edition(vividpage=vividpage, kind=NAME, options={"copies": 2}, by=reader)
    same = request_edition(vividpage=vividpage, kind=NAME, options={"copies": 1}, by=reader)

    assert same == asked
    assert [work_on(edition).pages for edition in (asked, other)] == [1, 2]
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("options", [{"copies": 99}, {"copies": "many"}, {"paper": "pink"}, {"size": 3}])
def test_options_that_the_kind_does_not_have_are_refused_by_name(
    vividpage: VividPage, reader: User, options: dict[str, object]
) -> None:
    with pytest.raises(OptionsRefused) as refused:
        request_edition(vividpage=vividpage, kind=NAME, options=options, by=reader)

    assert set(refused.value.problems) == set(options)
    assert not Edition.objects.exists()


def test_a_kind_that_there_is_not_is_refused(vividpage: VividPage, reader: User) -> None:
    with pytest.raises(EditionRefused, match="no editions of the kind “scroll”"):
        request_edition(vividpage=vividpage, kind="scroll", options={}, by=reader)


def test_what_was_found_in_a_file_is_kept_with_it(vividpage: VividPage, reader: User) -> None:
    made = work_on(request_edition(vividpage=vividpage, kind=NAME, options={"margin": 0.1}, by=reader))

    (check,) = made.checks
    assert (check["rule"], check["severity"], check["mend"], check["page"]) == (
        "margin",
        "warning",
        "Choose a wider one.",
        1,
    )


def test_a_kind_without_pages_to_render_shows_the_cover(asked: Edition) -> None:
    asked.vividpage.cover.save("cover.png", ContentFile(encoded()))

    (preview,) = work_on(asked).previews.all()

    assert default_storage.exists(preview.image.name)
    assert (preview.width, preview.height) == (60, 80)


def test_a_book_that_was_changed_since_makes_its_edition_out_of_date_and_says_in_what(asked: Edition) -> None:
    made = work_on(asked)
    book = made.vividpage
    assert changed_since(made, sources_of(book)) == []

    add_version(scene_of(book))
    assert changed_since(made, sources_of(book)) == ["pictures"]

    book.scenes.filter(number=2).update(text="Other words.")
    assert changed_since(made, sources_of(book)) == ["text", "pictures"]


def test_a_bible_is_out_of_date_once_it_was_edited_and_never_by_pictures(vividpage: VividPage, reader: User) -> None:
    edition = work_on(request_edition(vividpage=vividpage, kind="bible", options={}, by=reader))
    assert (edition.state, edition.versions) == (Edition.State.READY, [])
    hide(scene_of(vividpage).picture.active_version)
    assert changed_since(edition, sources_of(vividpage)) == []
    assert not is_withheld(edition)

    person = vividpage.characters.get()
    person.locked = ["picture"]
    person.save()
    assert changed_since(edition, sources_of(vividpage)) == []
    person.description = "A miller who sings."
    person.save()
    assert changed_since(edition, sources_of(vividpage)) == ["bible"]


def test_being_out_of_date_is_found_in_as_many_queries_however_long_the_book_is(
    vividpage: VividPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(17):
        sources_of(vividpage)


def test_made_again_it_is_up_to_date_and_the_file_from_before_is_gone(asked: Edition, reader: User) -> None:
    before = str(work_on(asked).file.name)
    VividPage.objects.update(title="The Inn")

    again = work_on(make_again(edition=asked, by=reader))

    assert content_of(again) == "Hello, The Inn!\n"
    assert changed_since(again, sources_of(VividPage.objects.get())) == []
    assert not default_storage.exists(before)


def test_the_last_good_file_stays_while_another_is_made_and_when_that_fails(
    asked: Edition, reader: User, leaflets: Leaflets
) -> None:
    work_on(asked)

    def refuse() -> None:
        raise Refused("This book has too many leaves.")

    leaflets.deed = refuse
    again = make_again(edition=asked, by=reader)
    assert content_of(again) == "Hello, The Mill!\n"
    failed = work_on(again)

    assert (failed.state, failed.reason) == (Edition.State.FAILED, "This book has too many leaves.")
    assert content_of(failed) == "Hello, The Mill!\n"
    leaflets.deed = lambda: None
    assert work_on(make_again(edition=failed, by=reader)).state == Edition.State.READY


def test_whoever_cancels_stops_the_maker_at_its_next_word_and_nothing_is_kept(
    asked: Edition, leaflets: Leaflets
) -> None:
    def cancelled() -> None:
        cancel(edition=asked)
        leaflets.made.append(leaflets.made[0] / "went on")

    leaflets.deed = cancelled
    stopped = work_on(asked)

    assert (stopped.state, stopped.file.name, stopped.attempt) == (Edition.State.CANCELLED, "", None)
    assert not Job.objects.exists()
    assert not leaflets.made[0].exists()


def test_a_maker_that_never_tells_anything_is_not_kept_either_once_it_is_cancelled(
    asked: Edition, leaflets: Leaflets
) -> None:
    leaflets.tells = 0
    leaflets.deed = lambda: cancel(edition=asked)

    stopped = work_on(asked)

    assert (stopped.state, stopped.file.name) == (Edition.State.CANCELLED, "")


def test_one_that_is_deleted_while_it_is_made_leaves_nothing(asked: Edition, leaflets: Leaflets) -> None:
    leaflets.deed = lambda: delete(edition=asked)

    work_on_jobs_of(asked)

    assert not Edition.objects.exists()
    assert not Job.objects.exists()
    assert check_storage().orphans == []


def test_made_again_while_it_is_made_the_later_one_counts(asked: Edition, reader: User, leaflets: Leaflets) -> None:
    def cancel_and_ask_again() -> None:
        leaflets.deed = lambda: None
        cancel(edition=asked)
        VividPage.objects.update(title="The Inn")
        make_again(edition=asked, by=reader)

    leaflets.deed = cancel_and_ask_again
    work_on(asked)

    assert content_of(work_on(asked)) == "Hello, The Inn!\n"


def test_a_maker_tells_how_far_it_is(asked: Edition, leaflets: Leaflets) -> None:
    seen: list[tuple[int, int]] = []

    def look() -> None:
        edition = Edition.objects.get()
        seen.append((edition.done, edition.total))

    leaflets.deed = look
    work_on(asked)

    assert seen == [(0, 0)]


def test_a_full_disk_is_tried_again_and_then_said(asked: Edition, leaflets: Leaflets, settings: Settings) -> None:
    settings.JOB_MAX_ATTEMPTS = 1

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    leaflets.deed = full
    failed = work_on(asked)

    assert failed.state == Edition.State.FAILED
    assert "on our side (OSError)" in failed.reason
    assert not leaflets.made[0].exists()


def test_an_edition_for_which_there_is_no_room_is_not_kept(asked: Edition, settings: Settings) -> None:
    settings.READER_EDITIONS_BYTES = 5

    failed = work_on(asked)

    assert (failed.state, failed.reason) == (Edition.State.FAILED, NO_ROOM)
    assert check_storage().orphans == []
    assert EditionPreview.objects.count() == 0


def test_only_so_many_are_made_at_once_and_asked_for_within_an_hour(
    asked: Edition, vividpage: VividPage, reader: User, settings: Settings
) -> None:
    settings.READER_OPEN_EDITIONS = 1
    with pytest.raises(LimitReached, match="Only 1 editions are made at once"):
        request_edition(vividpage=vividpage, kind=NAME, options={"copies": 3}, by=reader)

    work_on(asked)
    settings.READER_EDITIONS_AN_HOUR = 1
    with pytest.raises(LimitReached, match="No more than 1 edition may be made within an hour"):
        make_again(edition=asked, by=reader)


def test_editions_that_are_made_hinder_no_book(asked: Edition, reader: User, settings: Settings) -> None:
    settings.READER_OPEN_JOBS = 1

    with transaction.atomic():
        check_open(owner=reader)

    assert Job.objects.get(subject=asked.pk).state == Job.State.RUNNING


def test_a_book_is_deleted_with_its_editions_files_and_work(asked: Edition, vividpage: VividPage, reader: User) -> None:
    vividpage.cover.save("cover.png", ContentFile(encoded()))
    made = work_on(asked)
    names = [str(made.file.name), *made.previews.values_list("image", flat=True)]
    request_edition(vividpage=vividpage, kind=NAME, options={"copies": 2}, by=reader)

    books.delete(vividpage=vividpage)

    assert not Edition.objects.exists()
    assert not Job.objects.exists()
    assert [name for name in names if default_storage.exists(name)] == []


def test_an_edition_with_a_picture_that_was_hidden_is_withheld_until_it_is_made_again(
    asked: Edition, reader: User
) -> None:
    made = work_on(asked)
    version = scene_of(made.vividpage).picture.active_version
    assert not is_withheld(made)

    hide(version)
    assert is_withheld(made)
    assert changed_since(made, sources_of(made.vividpage)) == ["pictures"]

    assert not is_withheld(work_on(make_again(edition=made, by=reader)))


def test_mail_is_sent_once_to_who_has_asked_for_it(vividpage: VividPage, reader: User, settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.com"
    settings.SITE_URL = "https://books.example.com"
    work_on(request_edition(vividpage=vividpage, kind=NAME, options={}, by=reader, mails=True))

    deliver_due()
    deliver_due()

    (sent,) = mail.outbox
    assert sent.to == ["ann@example.com"]
    assert sent.subject == "“The Mill” is ready: Leaflet"
    assert "https://books.example.com" in sent.body


def test_a_file_that_the_storage_has_lost_is_forgotten_and_made_again(asked: Edition, reader: User) -> None:
    made = work_on(asked)
    default_storage.delete(str(made.file.name))

    mend(check_storage())

    made.refresh_from_db()
    assert (made.state, made.file.name) == (Edition.State.FAILED, "")
    assert content_of(work_on(make_again(edition=made, by=reader))) == "Hello, The Mill!\n"


def test_links_open_a_file_until_their_day_and_end_with_the_edition(asked: Edition, settings: Settings) -> None:
    made, now = work_on(asked), timezone.now()
    token = links.token_of(made, now=now)

    assert links.edition_of(token, now=now + timedelta(days=settings.EDITION_LINK_DAYS)) == made
    assert links.edition_of(token, now=now + timedelta(days=settings.EDITION_LINK_DAYS + 1)) is None
    assert links.edition_of(token + "x") is None
    assert links.edition_of("") is None
    assert links.name_of(made) == "the-mill-leaflet.txt"
    User.objects.update(is_active=False)
    assert links.edition_of(token) is None
    User.objects.update(is_active=True)
    delete(edition=made)
    assert links.edition_of(token) is None
