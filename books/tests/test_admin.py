"""Books in the admin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import User
from books.models import Chapter, Scene, VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from web.reading.tests.test_reading import draw

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

CHANGELIST = reverse("admin:books_vividpage_changelist")


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    return client


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", authors=["Ida Holm"])
    vividpage.epub.save("original.epub", ContentFile(b"book"))
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Secret words.", word_count=2)
    draw(scene)
    make_job(vividpage, "analysis")
    return vividpage


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_the_list_of_books_opens(admin: Client, vividpage: VividPage) -> None:
    assert "A Book of Storms" in admin.get(CHANGELIST).content.decode()


@pytest.mark.parametrize("words", ["storms", "ann@example.com"])
def test_books_are_found_by_title_and_by_their_reader(admin: Client, vividpage: VividPage, words: str) -> None:
    assert "Ida Holm" in admin.get(CHANGELIST, {"q": words}).content.decode()


def test_a_book_is_found_by_its_id(admin: Client, vividpage: VividPage) -> None:
    assert "Ida Holm" in admin.get(CHANGELIST, {"q": str(vividpage.pk)}).content.decode()


def test_a_book_opens_without_its_text(admin: Client, vividpage: VividPage) -> None:
    html = admin.get(reverse("admin:books_vividpage_change", args=[vividpage.pk])).content.decode()

    assert "A Book of Storms" in html
    assert "Secret words" not in html


def test_an_admin_deletes_a_book_with_its_files(
    admin: Client,
    vividpage: VividPage,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert len(files(settings)) == 5, "the book's own, its picture and three renditions"
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("admin:books_vividpage_delete", args=[vividpage.pk]), {"post": "yes"})

    assert not VividPage.objects.exists()
    assert files(settings) == []


def test_an_admin_deletes_several_books_with_their_files(
    admin: Client,
    vividpage: VividPage,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [str(vividpage.pk)], "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(CHANGELIST, chosen)

    assert not VividPage.objects.exists()
    assert files(settings) == []


def test_a_user_is_not_deleted_while_there_are_books_whose_files_would_stay(
    admin: Client, stranger: User, settings: Settings
) -> None:
    book = make_vividpage(owner=stranger, title="Not Started")
    book.epub.save("original.epub", ContentFile(b"book"))
    admin.post(reverse("admin:accounts_user_delete", args=[stranger.pk]), {"post": "yes"})

    assert User.objects.filter(pk=stranger.pk).exists()


def test_plain_readers_have_no_admin(client: Client, reader: User, vividpage: VividPage) -> None:
    client.force_login(reader)

    assert client.get(CHANGELIST).status_code in (302, 403)
