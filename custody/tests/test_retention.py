"""What is over is counted, then let go of, by every rule; what is not stays."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_q.models import Task

from accounts.models import User
from books.tests.vividpages import make_vividpage
from custody.models import BackupRun
from custody.room import room_of
from custody.tests.conftest import names_of_files
from jobs.models import Job, Run
from storyboards.models import PictureVersion
from storyboards.pictures import versions

if TYPE_CHECKING:
    from uuid import UUID

    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from books.models import VividPage

pytestmark = pytest.mark.django_db


def followed(*options: str) -> dict[str, dict[str, Any]]:
    out = StringIO()
    call_command("retention", "--json", *options, stdout=out)
    return {rule["name"]: rule for rule in json.loads(out.getvalue())["rules"]}


def ended(owner: User, subject: UUID, pipeline: str, state: str, days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Job.objects.create(pipeline=pipeline, subject=subject, stage="x", owner=owner, state=state, finished=then)
    Run.objects.create(pipeline=pipeline, subject=subject, started=then, finished=then, outcome=state)


def test_old_work_goes_by_how_it_ended_but_what_a_book_stands_on_stays(reader: User) -> None:
    for days in (20, 40, 100):
        for state in ("completed", "failed"):
            ended(reader, make_vividpage(owner=reader).pk, "edition", state, days)
    ended(reader, make_vividpage(owner=reader).pk, "making", "completed", 400)

    counted = followed()
    assert (counted["completed-jobs"]["count"], counted["failed-jobs"]["count"]) == (5, 2)
    assert Job.objects.count() == 7

    applied = followed("--apply")

    assert (applied["completed-jobs"]["gone"], applied["failed-jobs"]["gone"]) == (5, 2)
    assert sorted(Job.objects.values_list("pipeline", "state")) == [
        ("edition", "completed"),
        ("edition", "failed"),
        ("edition", "failed"),
        ("making", "completed"),
    ]
    assert not any(rule["count"] for rule in followed().values())


def test_accounts_that_nobody_confirmed_go_and_no_others(settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    old = timezone.now() - timedelta(days=31)
    for name in ("stale", "verified", "young", "busy", "staff"):
        user = User.objects.create_user(f"{name}@example.com")
        EmailAddress.objects.create(user=user, email=user.email, verified=name == "verified", primary=True)
    User.objects.exclude(email__startswith="young").update(date_joined=old)
    User.objects.filter(email__startswith="staff").update(is_staff=True)
    make_vividpage(owner=User.objects.get(email__startswith="busy"))
    User.objects.create_user("by-command@example.com", date_joined=old)

    assert followed("--only", "unverified-accounts", "--apply")["unverified-accounts"]["gone"] == 1
    assert not User.objects.filter(email__startswith="stale").exists()
    assert User.objects.count() == 5

    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    User.objects.update(date_joined=old)
    assert followed()["unverified-accounts"]["count"] == 0


def test_sessions_results_records_and_files_of_nobody_are_counted_and_go(
    library: VividPage,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr("custody.storage_check.GRACE", timedelta(0))
    long_ago = timezone.now() - timedelta(days=500)
    Session.objects.create(session_key="over", session_data="", expire_date=long_ago)
    Task.objects.create(id="a" * 32, name="t", func="f", started=long_ago, stopped=long_ago, success=False)
    for days in (0, 1):
        started = long_ago - timedelta(days=days)
        BackupRun.objects.create(destination="/x", started=started, finished=started, outcome="done")
    before = names_of_files()

    counted = followed()
    assert names_of_files() == before
    assert {name: rule["count"] for name, rule in counted.items() if rule["count"]} == {
        "sessions": 1,
        "task-results": 1,
        "backup-records": 1,  # that of the last whole backup stays
        "orphaned-files": 1,  # an answer that no call names
    }
    assert counted["orphaned-files"]["bytes"] == len(b"paid for")
    with django_capture_on_commit_callbacks(execute=True):
        followed("--apply")
    assert not any(rule["count"] for rule in followed().values())
    assert len(names_of_files()) == len(before) - 1


def test_a_rule_that_there_is_not_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="There are: departures"):
        followed("--only", "everything")


def test_a_reader_sees_what_each_book_takes_and_how_much_of_it_is_old(library: VividPage, reader: User) -> None:
    scene = PictureVersion.objects.filter(picture__scene__number=1)
    versions.go_back(version=scene.order_by("number").last(), by=reader)
    make_vividpage(owner=reader, title="Empty")

    first, second = room_of(reader).books

    sizes = list(PictureVersion.objects.values_list("size", flat=True))
    assert (first.title, first.file, first.pictures) == ("The Island", 20, sum(sizes))
    assert (first.old_count, first.old) == (versions.space_of(library).old_count, versions.space_of(library).old_size)
    assert first.total == 20 + sum(sizes)
    assert (second.title, second.total) == ("Empty", 0)
