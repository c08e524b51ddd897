"""How much one reader may ask of the site: what is too much is refused with a sentence, also of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.access.allowances import LimitReached
from accounts.models import Tally
from books import services
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Character
from jobs.models import Job, Unit
from storyboards.making.retrying import retry_with
from web.tests.at_once import AtOnce, browser_of
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db


def in_the_making(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="Under way", status=VividPage.Status.WORKING)
    Job.objects.create(pipeline="making", subject=vividpage.pk, stage="analysis", owner=reader)
    return vividpage


def nothing_kept(reader: User) -> bool:
    try:
        folders, _ = default_storage.listdir(f"epubs/{reader.pk}")
    except FileNotFoundError:
        folders = []
    return not folders and not VividPage.objects.exists()


def test_so_many_files_are_taken_within_an_hour(
    signed_in: Client, reader: User, stranger: User, settings: Settings
) -> None:
    settings.READER_UPLOADS_AN_HOUR = 2
    for _ in range(2):
        assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 302

    refused = signed_in.post(reverse("upload"), {"epub": epub_file()})

    assert refused.status_code == 429
    assert "No more than 2 files may be uploaded within an hour." in refused.content.decode()
    assert "Wait 60 minutes" in refused.content.decode()
    assert VividPage.objects.count() == 2
    assert browser_of(stranger).post(reverse("upload"), {"epub": epub_file()}).status_code == 302


def test_files_that_are_no_books_count_too(signed_in: Client, settings: Settings) -> None:
    settings.READER_UPLOADS_AN_HOUR = 2
    for _ in range(2):
        signed_in.post(reverse("upload"), {"epub": epub_file("x.epub")})
    VividPage.objects.all().delete()

    assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 429


def test_after_the_hour_more_are_taken(signed_in: Client, settings: Settings) -> None:
    settings.READER_UPLOADS_AN_HOUR = 1
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    refused = signed_in.post(reverse("upload"), {"epub": epub_file()})
    assert "No more than 1 file may be uploaded within an hour." in refused.content.decode()
    Tally.objects.update(until="2020-01-01T00:00:00Z")

    assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 302


def test_a_book_that_there_is_no_room_for_is_refused(
    signed_in: Client,
    reader: User,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.READER_STORAGE_BYTES = int(epub_file().size or 0)
    signed_in.post(reverse("upload"), {"epub": epub_file()})

    refused = signed_in.post(reverse("upload"), {"epub": epub_file()})

    assert refused.status_code == 429
    assert "Delete a book that you no longer need" in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(vividpage=VividPage.objects.get())
    assert nothing_kept(reader)
    assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 302


@pytest.mark.parametrize("limit", ["READER_UPLOADS_AN_HOUR", "READER_OPEN_JOBS", "READER_STORAGE_BYTES"])
def test_files_that_come_at_once_are_all_counted(
    transactional_db: None, reader: User, settings: Settings, limit: str
) -> None:
    setattr(settings, limit, 2 if limit != "READER_STORAGE_BYTES" else 2 * int(epub_file().size or 0))
    browsers = [browser_of(reader) for _ in range(5)]

    clicks = AtOnce(
        [lambda browser=browser: browser.post(reverse("upload"), {"epub": epub_file()}) for browser in browsers]  # type: ignore[misc]
    )

    assert sorted(response.status_code for response in clicks.wait()) == [302, 302, 429, 429, 429]
    assert VividPage.objects.count() == 2
    assert len(default_storage.listdir(f"epubs/{reader.pk}")[0]) == 2


def test_so_many_books_are_made_at_once(signed_in: Client, reader: User, stranger: User, settings: Settings) -> None:
    settings.READER_OPEN_JOBS = 1
    in_the_making(stranger)
    under_way = in_the_making(reader)
    stopped = make_vividpage(owner=reader, title="Next", status=VividPage.Status.CANCELLED)

    refused = signed_in.post(reverse("book_start", args=[stopped.pk]))

    assert refused.status_code == 429
    assert "Wait until one of them is done, or stop one" in refused.content.decode()
    assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 429
    with pytest.raises(LimitReached):
        retry_with(vividpage=stopped, units=[], model="rules", by=reader)
    assert signed_in.post(reverse("book_start", args=[under_way.pk])).status_code == 302
    services.stop(vividpage=under_way)
    assert signed_in.post(reverse("book_start", args=[stopped.pk])).status_code == 302


def test_a_refused_start_shows_the_choices_again(signed_in: Client, reader: User, settings: Settings) -> None:
    settings.READER_OPEN_JOBS = 1
    in_the_making(reader)
    vividpage = make_vividpage(owner=reader, title="Next")
    chosen = {"title": "My own title", "authors": "Ida Holm", "style": "ink", "density": "per-chapter"}

    refused = signed_in.post(
        reverse("setup", args=[vividpage.pk]), {**chosen, "resolution": "1080", "custom_instructions": "All in rain."}
    )

    html = refused.content.decode()
    assert refused.status_code == 429
    assert "Wait until one of them is done, or stop one" in html
    assert 'name="style" value="ink" checked' in html
    assert 'name="density" value="per-chapter" checked' in html
    assert 'value="My own title"' in html
    assert "All in rain." in html
    vividpage.refresh_from_db()
    assert vividpage.status == VividPage.Status.UPLOADED


def test_a_refused_start_after_a_change_of_models_shows_the_page_of_costs_again(
    signed_in: Client, reader: User, settings: Settings
) -> None:
    settings.READER_OPEN_JOBS = 1
    in_the_making(reader)
    stopped = make_vividpage(owner=reader, title="Next", status=VividPage.Status.CANCELLED)

    refused = signed_in.post(reverse("book_costs", args=[stopped.pk]), {"budget": "2.50", "go_on": "1"})

    html = refused.content.decode()
    assert refused.status_code == 429
    assert "Wait until one of them is done, or stop one" in html
    assert 'value="2.5' in html


def test_a_refused_retry_keeps_what_was_chosen(signed_in: Client, reader: User, settings: Settings) -> None:
    settings.READER_OPEN_JOBS = 1
    in_the_making(reader)
    stopped = make_vividpage(owner=reader, title="Next", status=VividPage.Status.COMPLETED_WITH_FAILURES)
    job = Job.objects.create(
        pipeline="making",
        subject=stopped.pk,
        stage="image-generation",
        owner=reader,
        state=Job.State.COMPLETED_WITH_FAILURES,
    )
    units = [
        Unit.objects.create(job=job, number=number, kind="scene", target=uuid4(), label="A scene", state="failed")
        for number in (1, 2)
    ]

    refused = signed_in.post(reverse("book_failures", args=[stopped.pk]), {"unit": str(units[0].pk), "model": "sketch"})

    html = refused.content.decode()
    assert refused.status_code == 429
    assert "Wait until one of them is done, or stop one" in html
    assert f'value="{units[0].pk}" checked' in html
    assert f'value="{units[1].pk}" checked' not in html
    assert 'value="sketch" selected' in html


def test_a_picture_beyond_the_limit_is_refused_beside_its_form(
    signed_in: Client, reader: User, settings: Settings
) -> None:
    settings.READER_UPLOADS_AN_HOUR = 1
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    vividpage = make_vividpage(owner=reader, title="Next", status=VividPage.Status.COMPLETED)
    jim = Character.objects.create(vividpage=vividpage, name="Jim Hawkins")

    refused = signed_in.post(
        f"{reverse('edit_person', args=[vividpage.pk, jim.pk])}portrait/",
        {"picture": SimpleUploadedFile("jim.png", b"a picture", "image/png")},
        headers={"HX-Request": "true"},
    )

    html = refused.content.decode()
    assert "No more than 1 file may be uploaded within an hour." in html
    assert html.lstrip().startswith('<div class="editor"')


def test_a_refusal_leads_back_to_the_page_before(signed_in: Client, reader: User, settings: Settings) -> None:
    settings.READER_OPEN_JOBS = 1
    in_the_making(reader)
    stopped = make_vividpage(owner=reader, title="Next", status=VividPage.Status.CANCELLED)
    start = reverse("book_start", args=[stopped.pk])
    ours = f"http://testserver{reverse('book', args=[stopped.pk])}"

    assert f'href="{ours}"' in signed_in.post(start, headers={"Referer": ours}).content.decode()
    theirs = signed_in.post(start, headers={"Referer": "https://elsewhere.example/page"}).content.decode()
    assert "elsewhere.example" not in theirs


def test_books_that_are_started_at_once_are_all_counted(
    transactional_db: None, reader: User, settings: Settings
) -> None:
    settings.READER_OPEN_JOBS = 2
    books = [make_vividpage(owner=reader, title="Next", status=VividPage.Status.CANCELLED) for _ in range(5)]

    clicks = AtOnce(
        [lambda book=book: browser_of(reader).post(reverse("book_start", args=[book.pk])) for book in books]  # type: ignore[misc]
    )

    assert sorted(response.status_code for response in clicks.wait()) == [302, 302, 429, 429, 429]
    assert Job.objects.filter(state=Job.State.RUNNING).count() == 2


def test_books_are_started_so_often_within_an_hour(signed_in: Client, reader: User, settings: Settings) -> None:
    settings.READER_STARTS_AN_HOUR = 2
    stopped = make_vividpage(owner=reader, title="On and off", status=VividPage.Status.CANCELLED)
    answers = []
    for _ in range(3):
        answers.append(signed_in.post(reverse("book_start", args=[stopped.pk])).status_code)
        services.stop(vividpage=stopped)

    assert answers == [302, 302, 429]


def test_the_sample_is_refused_in_a_sentence_as_well(
    signed_in: Client, reader: User, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.READER_OPEN_JOBS = 1
    in_the_making(reader)

    refused = signed_in.post(reverse("sample"))

    assert refused.status_code == 429
    assert "Wait until one of them is done" in refused.content.decode()


def test_zero_is_no_limit(signed_in: Client, reader: User, settings: Settings) -> None:
    settings.READER_UPLOADS_AN_HOUR = settings.READER_OPEN_JOBS = settings.READER_STORAGE_BYTES = 0
    in_the_making(reader)

    for _ in range(3):
        assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 302
