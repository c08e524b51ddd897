"""Leaving: off at once, back within the time of grace, and then nothing of it anywhere."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessToken, ApiKey, User
from books.models import VividPage
from custody import leaving, retention
from custody.leaving import CannotReturn, LastAdmin, ask_to_leave, come_back
from custody.models import Departure
from custody.tests.conftest import names_of_files, tables_that_know
from jobs.models import Job
from writing.stories import services as stories
from writing.stories.models import BibleSuggestion, Comment, Segment, Story, StoryAllowance
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks

pytestmark = pytest.mark.django_db
LINE = "The gate at the end of the pier opens by itself."


def days_pass(days: int) -> None:
    Departure.objects.update(due=timezone.now() + timedelta(days=30 - days))


def test_whoever_leaves_is_off_at_once_and_comes_back_with_everything(
    library: VividPage, reader: User, client: Client
) -> None:
    client.force_login(reader)

    departure = ask_to_leave(user=reader, keeps_segments=True)

    assert departure.due > timezone.now() + timedelta(days=29)
    assert client.get(reverse("bookcase")).status_code == 302  # to sign in
    assert not AccessToken.objects.exists()
    assert not ApiKey.objects.filter(is_active=True).exists()
    assert not Job.objects.filter(state=Job.State.RUNNING).exists()
    assert leaving.finish_due() == 0
    assert VividPage.objects.exists()

    reader.refresh_from_db()
    assert come_back(user=reader) is True
    assert come_back(user=reader) is False
    reader.refresh_from_db()
    assert (reader.is_active, ApiKey.objects.get().is_active) == (True, True)
    days_pass(31)
    assert leaving.finish_due() == 0
    assert User.objects.filter(pk=reader.pk).exists()


def test_after_thirty_days_nothing_is_left_in_any_table_or_file(
    library: VividPage,
    reader: User,
    stranger: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    book, email = str(library.pk), reader.email
    ask_to_leave(user=reader, keeps_segments=True)
    assert len(tables_that_know(str(reader.pk), email)) > 5
    assert len(names_of_files()) > 5
    days_pass(31)

    with django_capture_on_commit_callbacks(execute=True):
        (followed,) = retention.report(apply=True, only="departures")

    assert (followed["count"], followed["gone"]) == (1, 1)
    assert tables_that_know(email, book, "Jim Hawkins") == []
    assert tables_that_know(str(reader.pk)) == ["audit_entry"]  # an id that leads to nobody, for a stated time
    assert names_of_files() == []
    assert User.objects.get() == stranger


@pytest.mark.parametrize("keeps", [True, False])
def test_what_was_written_in_others_stories_stays_or_goes_as_they_chose(
    story: Story,
    reader: User,
    stranger: User,
    keeps: bool,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        segment = told(story.branches.get(), LINE, stranger)
        stories.comment_on(by=stranger, text="I like the gate.", segment=segment)
        somebody = segment.branch.vividpage.characters.create(name="Mara", locked=["name"])
        said = {"field": "age", "value": "old", "why": "She has seen it all."}
        stories.suggest(branch=segment.branch, about=somebody, by=stranger, **said)
    assert segment.state in Segment.JOINED, segment.note

    with django_capture_on_commit_callbacks(execute=True):
        leaving.delete_account(user=stranger, keeps_segments=keeps)

    segment.refresh_from_db()
    assert segment.writer_id is None
    assert (segment.state in Segment.JOINED) is keeps
    assert Comment.objects.get().text == ("I like the gate." if keeps else "")
    suggestion = BibleSuggestion.objects.get()
    assert (suggestion.author, suggestion.answer) == (None, "withdrawn")
    assert suggestion.why == ("She has seen it all." if keeps else "")
    assert tables_that_know(str(stranger.pk), stranger.email) == []
    assert Story.objects.get().owner == reader


def test_the_stories_that_somebody_began_go_with_them(
    story: Story, reader: User, stranger: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        told(story.branches.get(), LINE, stranger)
        leaving.delete_account(user=reader, keeps_segments=True)

    assert not Story.objects.exists()
    assert tables_that_know(str(reader.pk), reader.email) == []


def test_an_account_that_cannot_be_deleted_does_not_hold_up_the_others(
    reader: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user in (reader, stranger):
        ask_to_leave(user=user, keeps_segments=True)
    Departure.objects.filter(user=reader).update(due=timezone.now() - timedelta(days=2))
    Departure.objects.filter(user=stranger).update(due=timezone.now() - timedelta(days=1))
    really = leaving.delete_account

    def break_for_the_first(*, user: User, keeps_segments: bool) -> None:
        if user == reader:
            raise OSError("the disk is gone")
        really(user=user, keeps_segments=keeps_segments)

    monkeypatch.setattr(leaving, "delete_account", break_for_the_first)

    assert leaving.finish_due() == 1
    assert list(User.objects.all()) == [reader]


def test_whoever_comes_back_while_others_are_deleted_stays(
    reader: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user, days in ((reader, 2), (stranger, 1)):
        ask_to_leave(user=user, keeps_segments=True)
        Departure.objects.filter(user=user).update(due=timezone.now() - timedelta(days=days))
    really = leaving.delete_account

    def meanwhile_the_second_returns(*, user: User, keeps_segments: bool) -> None:
        really(user=user, keeps_segments=keeps_segments)
        assert come_back(user=User.objects.get(pk=stranger.pk))

    monkeypatch.setattr(leaving, "delete_account", meanwhile_the_second_returns)

    assert leaving.finish_due() == 1
    assert User.objects.get() == stranger
    assert User.objects.get().is_active


@pytest.mark.django_db(transaction=True)
def test_an_account_that_is_being_deleted_cannot_come_back_and_goes_whole_or_not_at_all(
    reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_to_leave(user=reader, keeps_segments=True)
    days_pass(31)
    refused: list[str] = []

    def come_back_elsewhere() -> None:
        try:
            come_back(user=reader)
        except CannotReturn as error:
            refused.append(str(error))
        finally:
            connection.close()

    def break_meanwhile(**_: object) -> None:
        somebody = Thread(target=come_back_elsewhere)
        somebody.start()
        somebody.join()
        raise OSError("the disk is gone")

    monkeypatch.setattr(leaving, "RETURN_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(StoryAllowance.objects, "filter", break_meanwhile)

    assert leaving.finish_due() == 0
    assert "being deleted just now" in refused[0]
    assert Departure.objects.filter(user=reader).exists()
    monkeypatch.undo()
    assert leaving.finish_due() == 1
    assert not User.objects.exists()
    with pytest.raises(CannotReturn, match="was deleted"):
        come_back(user=reader)


def test_coming_back_does_not_undo_what_an_admin_has_switched_off(reader: User) -> None:
    ask_to_leave(user=reader, keeps_segments=True)
    ask_to_leave(user=reader, keeps_segments=True)  # once more, which is no admin's doing
    held = User.objects.get(pk=reader.pk)
    held.is_active = False
    held.save(update_fields=["is_active"])

    with pytest.raises(CannotReturn, match="switched this account off"):
        come_back(user=held)

    assert not User.objects.get().is_active
    days_pass(31)
    assert leaving.finish_due() == 1


def test_an_account_that_an_admin_switches_on_does_not_leave(reader: User) -> None:
    for ways in ("save", "update"):
        ask_to_leave(user=User.objects.get(), keeps_segments=True)
        days_pass(31)
        held = User.objects.get()
        held.is_active = True
        if ways == "save":
            held.save()
            held.is_active = False
            held.save()  # and off again, for good
            assert come_back(user=held) is False
            User.objects.update(is_active=True)
        else:
            User.objects.update(is_active=True)

    assert leaving.finish_due() == 0
    assert User.objects.get() == reader


def test_the_only_admin_does_not_leave(db: None) -> None:
    admin = User.objects.create_superuser("root@example.com")

    with pytest.raises(LastAdmin):
        ask_to_leave(user=admin, keeps_segments=True)

    User.objects.create_superuser("other@example.com")
    assert ask_to_leave(user=admin, keeps_segments=True)
