"""Jobs in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from books.models import VividPage
from books.tests.making import make_job
from jobs.models import Job, Priority, Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

CHANGELIST = reverse("admin:jobs_job_changelist")


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    return client


@pytest.fixture
def running(vividpage: VividPage) -> Job:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.WORKING)
    job = make_job(vividpage, "analysis", planned=True)
    Unit.objects.create(job=job, number=1, kind="x", target=uuid4(), label="Reading “One”", reason="It was too dark.")
    return job


def act(client: Any, action: str, job: Job) -> Any:
    return client.post(CHANGELIST, {"action": action, "_selected_action": [str(job.pk)]})


def status_of(job: Job) -> str:
    return VividPage.objects.get(pk=job.subject).status


def test_the_list_of_jobs_opens(admin: Client, running: Job) -> None:
    assert "0 / 1" in admin.get(CHANGELIST).content.decode()


def test_a_job_shows_its_units_and_their_reasons(admin: Client, running: Job) -> None:
    assert "It was too dark." in admin.get(reverse("admin:jobs_job_change", args=[running.pk])).content.decode()


def test_jobs_are_searched_by_their_subject(admin: Client, running: Job) -> None:
    assert "analysis" in admin.get(CHANGELIST, {"q": str(running.subject)}).content.decode()


def test_a_job_with_many_units_opens_with_few_queries(
    admin: Client, running: Job, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Unit.objects.bulk_create(
        Unit(job=running, number=n, kind="x", target=uuid4(), label=f"Scene {n}") for n in range(2, 300)
    )

    with django_assert_max_num_queries(12):
        admin.get(reverse("admin:jobs_job_change", args=[running.pk]))


def test_a_job_is_not_deleted_from_under_its_book(admin: Client, running: Job) -> None:
    admin.post(reverse("admin:jobs_job_delete", args=[running.pk]), {"post": "yes"})

    assert Job.objects.filter(pk=running.pk).exists()


def test_a_book_whose_job_is_stopped_is_stopped(admin: Client, running: Job) -> None:
    act(admin, "cancel", running)

    assert status_of(running) == VividPage.Status.CANCELLED


def test_a_book_whose_job_goes_on_is_in_the_making_again(admin: Client, running: Job) -> None:
    act(admin, "cancel", running)
    act(admin, "resume", running)

    assert status_of(running) == VividPage.Status.WORKING


def test_staff_who_may_only_look_cannot_stop_jobs(client: Client, running: Job) -> None:
    staff = User.objects.create_user("staff@example.com", "correct horse battery", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename="view_job"))
    client.force_login(staff)
    act(client, "cancel", running)

    assert Job.objects.get(pk=running.pk).state == Job.State.RUNNING


def test_plain_readers_have_no_admin(client: Client, reader: User, running: Job) -> None:
    client.force_login(reader)

    assert client.get(CHANGELIST).status_code in (302, 403)


def test_a_job_is_moved_before_others_and_behind_them(admin: Client, running: Job) -> None:
    act(admin, "move_first", running)
    assert Job.objects.get(pk=running.pk).priority == Priority.READER_WAITS
    act(admin, "move_last", running)
    assert Job.objects.get(pk=running.pk).priority == Priority.ORDINARY
