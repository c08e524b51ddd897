"""What happens to an edition when its worker, the database or the disk fails while it is made: nothing is lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, InterfaceError, connection, transaction

from books.models import VividPage
from custody.storage_check import check_storage
from files.workshop import folders_of
from jobs.models import Job
from publishing.models import Edition
from publishing.services.making import make_again, request_edition
from publishing.tests.books import make_published_book
from publishing.tests.conftest import leaflets as leaflets
from publishing.tests.making import NAME, work_on
from vividpages.tests.machine import end_other_sessions, let_leases_run_out, wait_until

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from publishing.tests.making import Leaflets
    from vividpages.tests.machine import Machine

WORKER = """
import sys, threading
from pathlib import Path
import django
django.setup()
from publishing.models import Edition
from publishing.tests.making import leaflets_offered, work_on

def stand_still():
    Path(sys.argv[1]).touch()
    threading.Event().wait()

with leaflets_offered() as leaflets:
    leaflets.deed = stand_still
    work_on(Edition.objects.get())
"""
"""A worker that never comes to the end of a leaflet."""


@pytest.fixture
def asked(transactional_db: None, reader: User, leaflets: Leaflets) -> Edition:
    """A leaflet that nobody has begun to make."""
    with transaction.atomic():
        vividpage = make_published_book(reader)
    return request_edition(vividpage=vividpage, kind=NAME, options={}, by=reader)


def content_of(edition: Edition) -> str:
    with edition.file.open("rb") as file:
        data: bytes = file.read()
    return data.decode()


@pytest.mark.processes
def test_an_edition_whose_worker_was_killed_is_made_by_another_and_leaves_nothing(
    machine: Machine, asked: Edition, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    machine.environment["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    worker = machine.start("-c", WORKER, str(begun))
    wait_until(lambda: begun.exists() or worker.poll() is not None)
    assert worker.poll() is None, Path(machine.log.name).read_text()
    machine.kill(worker)
    assert folders_of("edition", [asked.pk])
    let_leases_run_out()

    made = work_on(asked)

    assert made.state == Edition.State.READY
    assert content_of(made) == "Hello, The Mill!\n"
    assert folders_of("edition", [asked.pk]) == []


def test_an_edition_is_made_though_the_database_was_restarted_meanwhile(asked: Edition, leaflets: Leaflets) -> None:
    before = VividPage.objects.values().get()

    def restart() -> None:
        leaflets.deed = lambda: None
        end_other_sessions()

    leaflets.deed = restart
    with suppress(DatabaseError, InterfaceError):  # a worker takes the next task then
        work_on(asked)
    connection.close()
    let_leases_run_out()
    Job.objects.get().units.update(not_before=None)
    made = work_on(asked)

    assert made.state == Edition.State.READY
    assert content_of(made) == "Hello, The Mill!\n"
    assert VividPage.objects.values().get() == before
    assert folders_of("edition", [asked.pk]) == []


def test_a_disk_that_takes_no_more_costs_an_attempt_and_neither_the_last_file_nor_room(
    asked: Edition, reader: User, settings: Settings, tmp_path: Path
) -> None:
    made = work_on(asked)
    VividPage.objects.update(title="The Inn")
    settings.JOB_MAX_ATTEMPTS = 1
    kept, folder = settings.MEDIA_ROOT, tmp_path / "no-folder"
    folder.write_text("where no folder can be made")

    settings.MEDIA_ROOT = folder
    failed = work_on(make_again(edition=made, by=reader))
    settings.MEDIA_ROOT = kept

    assert failed.state == Edition.State.FAILED
    assert "on our side" in failed.reason
    assert content_of(failed) == "Hello, The Mill!\n"
    assert check_storage().orphans == []
    assert content_of(work_on(make_again(edition=failed, by=reader))) == "Hello, The Inn!\n"
