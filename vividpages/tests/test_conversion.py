"""A database of version 0.2, see `data/README.md`, is brought to today: it opens, reads, undoes, and goes on."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import zipfile
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf.global_settings import PASSWORD_HASHERS
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections
from django.db.models import Sum
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Schedule
from PIL import Image

from accounts.keys import open_key
from accounts.models import ApiKey, User
from analysts.tests import attentive_reader
from books import services
from books.making import MAKING
from books.models import Reading, VividPage
from characters.editing import undoing
from characters.models import Character, Edit, Finding, Setting
from jobs import services as jobs
from jobs.models import Job, Unit
from providers.models import Batch, PaidCall
from providers.money import batches
from providers.money.budgets import set_limit
from providers.tests.wire.fixtures import wire as wire
from storyboards.models import Picture, PictureVersion
from vividpages.drive import drive
from vividpages.tests.databases import working_on
from web.tests.walking import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker, Settings

    from providers.tests.wire.server import WireServer

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"]), pytest.mark.whole]

DATA = Path(__file__).parent / "data"
KEK = "fixture:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
FILES = (
    "SELECT image FROM storyboards_storyboardversion UNION SELECT thumbnail FROM storyboards_storyboardversion "
    "UNION SELECT unnest(portraits) FROM characters_character UNION SELECT unnest(views) FROM characters_setting "
    "UNION SELECT portrait FROM characters_character UNION SELECT view FROM characters_setting "
    "UNION SELECT cover FROM books_vividpage UNION SELECT file FROM providers_paidcall"
)
"""The pictures that 0.2 knew of, by its own tables."""
NAME = f"converted_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
STANDING = 25
"""Edits of the sample book that have not been undone."""


@contextmanager
def made(database: str, *, template: str = "template0") -> Iterator[str]:
    """Make a database for a time."""
    with working_on("postgres"), connections["default"].cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    try:
        yield database
    finally:
        with working_on("postgres"), connections["default"].cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The storage of the old version: its small EPUBs, and pictures as their names are found."""
    media = tmp_path_factory.mktemp("v0_2")
    with zipfile.ZipFile(DATA / "v0_2-epubs.zip") as epubs:
        epubs.extractall(media)
    return media


@pytest.fixture(scope="module")
def converted(django_db_setup: None, django_db_blocker: DjangoDbBlocker, files: Path) -> Iterator[str]:
    """The name of a database that has been brought to today."""
    with django_db_blocker.unblock(), made(NAME) as database:
        with working_on(database), override_settings(MEDIA_ROOT=files):
            with connections["default"].cursor() as cursor:
                cursor.execute(gzip.decompress((DATA / "v0_2.sql.gz").read_bytes()).decode())
                cursor.execute("SELECT pg_catalog.set_config('search_path', 'public', false)")
                cursor.execute(FILES)
                draw([name for (name,) in cursor.fetchall() if name])
            call_command("migrate", verbosity=0)
        yield database


def draw(names: list[str]) -> None:
    """Keep a small picture under each name."""
    for name in names:
        picture = io.BytesIO()
        Image.new("RGB", (64, 64), "seagreen").save(picture, Path(name).suffix.removeprefix("."))
        default_storage.save(name, picture)


@pytest.fixture
def today(converted: str, files: Path, settings: Settings) -> Iterator[None]:
    """A copy of that database, and of its files, to be worked on."""
    settings.KEY_ENCRYPTION_KEYS = KEK
    shutil.copytree(files, settings.MEDIA_ROOT)
    with made(f"{converted}_copy", template=converted) as database, working_on(database):
        yield


@pytest.fixture
def ann(today: None) -> User:
    return User.objects.get(email="reader@example.com")


@pytest.fixture
def sample(today: None) -> VividPage:
    return VividPage.objects.get(title="The Bell Called Comfort")


@pytest.fixture
def paid(today: None) -> VividPage:
    return VividPage.objects.get(title="The Ferryman")


@pytest.fixture
def visitor(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


@pytest.fixture
def services_of_others(today: None, wire: WireServer) -> Any:
    """The local server in the place of the services whose keys are kept."""
    wire.answer = attentive_reader.read
    for key in ApiKey.objects.all():
        ApiKey.objects.filter(pk=key.pk).update(base_url=wire.base_url(key.service))
    return wire


def test_it_asks_for_no_migration_more(today: None) -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("title", ["The Bell Called Comfort", "The Ferryman"])
def test_every_page_of_a_book_opens(visitor: Client, ann: User, title: str) -> None:
    vividpage = VividPage.objects.get(title=title)
    services.set_spoilers(reader=ann, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)

    answers = {address: visitor.get(address).status_code for address in addresses(vividpage, most=3)}

    # 401: feeds for e-readers want a token, whoever is signed in. 422: a route of the API wants to know more.
    assert {*answers.values()} <= {200, 302, 401, 404, 405, 422}
    assert not [address for address, status in answers.items() if status == 422 and not address.startswith("/api/")]
    assert sum(status == 200 for status in answers.values()) > 40


def test_the_bookcase_has_all_books_and_the_admin_opens(visitor: Client, ann: User) -> None:
    bookcase = visitor.get("/books/").content.decode()

    assert all(title in bookcase for title in VividPage.objects.values_list("title", flat=True))
    assert visitor.get("/admin/").status_code == 200


def test_whoever_was_there_can_sign_in(client: Client, today: None, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert client.login(email="reader@example.com", password="correct horse battery")


def test_the_place_and_what_was_read_are_kept(sample: VividPage, ann: User) -> None:
    reading = Reading.objects.get(reader=ann, vividpage=sample)

    assert (reading.scene.number, reading.farthest.number) == (9, 12)
    assert reading.spoilers == Reading.Spoilers.NONE


def test_all_pictures_are_there_and_are_files(today: None) -> None:
    for version in PictureVersion.objects.all():
        assert default_storage.exists(version.image.name)
        assert not version.thumbnail or default_storage.exists(version.thumbnail.name)


def test_pictures_of_scenes_keep_their_versions_and_the_one_that_is_hidden(sample: VividPage) -> None:
    pictures = Picture.objects.filter(vividpage=sample, kind="scene")

    assert pictures.count() == sample.scene_count == 25
    assert pictures.filter(active_version__number=2).count() == 4
    assert pictures.get(scene__number=3).active_version.moderation == PictureVersion.Moderation.HIDDEN


def test_portraits_and_pictures_of_places_keep_their_history(sample: VividPage) -> None:
    tamsin = Picture.objects.get(person=Character.objects.get(vividpage=sample, name="Tamsin Rook"))
    jonas = Picture.objects.get(person=Character.objects.get(vividpage=sample, name="Jonas Marl"))
    quay = Picture.objects.get(place=Setting.objects.get(vividpage=sample, name="the quay"))

    assert (tamsin.versions.count(), tamsin.active_version.number) == (2, 1)
    assert (jonas.active_version.number, jonas.active_version.origin) == (2, "uploaded")
    assert (quay.active_version.number, quay.active_version.origin) == (2, "uploaded")


def test_all_edits_can_be_undone_one_after_the_other(sample: VividPage) -> None:
    dismissed = Finding.objects.exclude(dismissed_at=None).count()
    undone = 0
    while undoing.latest(sample):
        undoing.undo(vividpage=sample)
        undone += 1

    assert undone == STANDING
    assert {"Edmund Thrale", "Barnaby Hobday", "Captain Pell"} <= {*sample.characters.values_list("name", flat=True)}
    assert not sample.characters.filter(name="The Boatswain").exists()
    assert {"the Lame Goose", "the library"} <= {*sample.settings_found.values_list("name", flat=True)}
    assert not Edit.objects.filter(vividpage=sample, undone_at=None).exists()
    tamsin = Picture.objects.get(person=Character.objects.get(vividpage=sample, name="Tamsin Rook"))
    assert tamsin.active_version.number == 1
    assert dismissed == 1


def test_whom_an_undone_merge_brings_back_has_a_picture_again(sample: VividPage) -> None:
    while undoing.latest(sample):
        undoing.undo(vividpage=sample)
    library = Setting.objects.get(vividpage=sample, name="the library at Highcombe")

    assert Picture.objects.get(place=library).active_version is not None


def test_the_ledger_adds_up(ann: User, paid: VividPage) -> None:
    paid_calls = PaidCall.objects.filter(user=ann)
    of_book = paid_calls.filter(budget=paid.budget)
    month = paid_calls.aggregate(spent=Sum("cost"))["spent"]

    assert paid.budget.limit == 5
    assert paid.budget.spent == of_book.aggregate(spent=Sum("cost"))["spent"] > 0
    assert paid.budget.reserved == Decimal("0.05")
    assert {call.state for call in paid_calls} == {*PaidCall.State.values}
    november = ann.budgets.get(kind="month", month="2026-11-01")
    assert (november.limit, november.spent) == (20, month)
    assert ann.budgets.get(kind="month", month="2026-10-01").spent == Decimal("1.25")


def test_keys_open(today: None) -> None:
    assert {open_key(api_key=key) for key in ApiKey.objects.exclude(kek_id="")} == {"sk-wire-0123456789abcdef"}


def test_what_failed_is_tried_again(paid: VividPage, services_of_others: Any) -> None:
    failed = Unit.objects.filter(job__subject=paid.pk, state=Unit.State.FAILED)
    assert {unit.kind for unit in failed} == {"person", "scene"}

    jobs.retry(pipeline=MAKING, subject=paid.pk, units=[unit.pk for unit in failed])
    drive(paid)

    assert paid.status == VividPage.Status.COMPLETED
    assert paid.budget.spent == PaidCall.objects.filter(budget=paid.budget).aggregate(s=Sum("cost"))["s"]


def test_a_book_that_was_cut_off_is_finished(today: None) -> None:
    vividpage = VividPage.objects.get(title="Cut Off")

    drive(vividpage)

    assert vividpage.status == VividPage.Status.COMPLETED


def test_a_book_that_has_not_begun_is_made(today: None) -> None:
    vividpage = VividPage.objects.get(title="Not Begun")

    drive(vividpage)

    assert vividpage.status == VividPage.Status.COMPLETED
    assert vividpage.scene_count == 2


def test_a_book_whose_budget_was_used_up_goes_on_with_a_larger_one(today: None, services_of_others: Any) -> None:
    vividpage = VividPage.objects.get(title="A Small Budget")
    set_limit(budget=vividpage.budget, limit=Decimal(5))

    drive(vividpage)

    assert vividpage.status == VividPage.Status.COMPLETED


@pytest.fixture
def quick_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    for wait in ("QUIET", "SHORTEST_WAIT"):
        monkeypatch.setattr(batches, wait, timedelta(seconds=0.2))
    Batch.objects.update(created=timezone.now())
    Unit.objects.update(not_before=None)


def test_a_book_that_waits_for_a_batch_to_be_sent_goes_on_with_what_it_asked(
    services_of_others: Any, quick_batches: None
) -> None:
    vividpage = VividPage.objects.get(title="Waiting to Be Sent")
    call = PaidCall.objects.get(subject=vividpage.pk, state=PaidCall.State.QUEUED)

    drive(vividpage)

    assert vividpage.status == VividPage.Status.COMPLETED
    call.refresh_from_db()
    assert call.state == PaidCall.State.ANSWERED


def test_a_book_whose_batch_is_lost_goes_on_when_its_reader_says_so(
    services_of_others: Any, quick_batches: None
) -> None:
    vividpage = VividPage.objects.get(title="Sent by the Dozen")

    drive(vividpage)
    paused = vividpage.status
    drive(vividpage)

    assert (paused, vividpage.status) == (VividPage.Status.PAUSED, VividPage.Status.COMPLETED)


def test_what_was_done_is_the_job_of_its_reader(sample: VividPage) -> None:
    job = Job.objects.get(pipeline=MAKING, subject=sample.pk, stage="image-generation")

    assert job.state == Job.State.COMPLETED
    assert job.owner_id == sample.owner_id


def test_no_schedule_names_what_is_no_longer_there(today: None) -> None:
    for schedule in Schedule.objects.all():
        import_string(schedule.func)


def test_a_model_that_an_admin_added_is_still_offered(visitor: Client, today: None) -> None:
    assert visitor.get("/models/").status_code == 200
