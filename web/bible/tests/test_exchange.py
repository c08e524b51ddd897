"""A story bible comes in from a file, on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from books.models import Reading
from books.services import set_spoilers
from characters.editing.tests.books import bible_of, make_book
from characters.exchange.document import written
from characters.exchange.exporting import exported_bible
from characters.models import Character

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    book = make_book(reader)
    set_spoilers(reader=reader, vividpage=book, spoilers=Reading.Spoilers.ALL)
    return book


def send(client: Client, book: VividPage, data: bytes) -> Any:
    file = SimpleUploadedFile("bible.json", data, "application/json")
    return client.post(reverse("import_bible", args=[book.pk]), {"file": file}, follow=True)


def test_a_file_comes_in_and_the_page_of_edits_can_undo_it(client: Client, reader: User, vividpage: VividPage) -> None:
    client.force_login(reader)
    data = written(exported_bible(vividpage))
    Character.objects.filter(vividpage=vividpage, name="the Captain").update(name="Billy Bones")
    before = bible_of(vividpage)

    page = send(client, vividpage, data)

    assert "was imported" in page.content.decode()
    assert written(exported_bible(vividpage)) == data
    client.post(reverse("undo_edit", args=[vividpage.pk, vividpage.edits.get().pk]))
    assert bible_of(vividpage) == before


def test_a_bad_file_is_told_beside_its_field(client: Client, reader: User, vividpage: VividPage) -> None:
    client.force_login(reader)
    page = send(client, vividpage, b"{}")

    assert page.status_code == 422
    assert "no story bible" in page.content.decode()
    assert not vividpage.edits.exists()


def test_no_file_is_asked_for_again(client: Client, reader: User, vividpage: VividPage) -> None:
    client.force_login(reader)

    assert client.post(reverse("import_bible", args=[vividpage.pk])).status_code == 422
    assert "Import a bible" in client.get(reverse("import_bible", args=[vividpage.pk])).content.decode()


def test_a_strangers_book_is_not_found(client: Client, stranger: User, vividpage: VividPage) -> None:
    client.force_login(stranger)

    assert send(client, vividpage, written(exported_bible(vividpage))).status_code == 404
