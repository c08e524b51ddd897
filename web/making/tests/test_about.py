"""What a book says of itself is told on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import VividPage
from books.tests.corpus.metadata import calibre
from books.tests.epubs import build, chapter
from books.tests.uploads import read_upload

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

METADATA = (
    "<dc:title>The Sea</dc:title><dc:description>&lt;p&gt;Whales &amp;amp; men.&lt;/p&gt;</dc:description>"
    "<dc:subject>Whales -- Fiction</dc:subject>" + calibre("The River", "2.0")
)


def taken_in(owner: User, metadata: str = METADATA) -> VividPage:
    book = build({"one.xhtml": chapter("One")}, metadata=metadata)
    return read_upload(owner, book)


@pytest.mark.parametrize(
    "told",
    ["The River, book 2", "<li>Whales</li><li>Fiction</li>", "Whales &amp; men."],
    ids=["series", "subjects", "description"],
)
def test_the_page_of_a_book_tells_what_it_says_of_itself(client: Client, reader: User, told: str) -> None:
    client.force_login(reader)

    assert told in client.get(reverse("book", args=[started(taken_in(reader)).pk])).content.decode()


def test_the_page_of_a_book_that_says_nothing_of_itself_has_no_room_for_it(client: Client, reader: User) -> None:
    client.force_login(reader)
    book = started(taken_in(reader, "<dc:title>The Sea</dc:title>"))

    assert "About this book" not in client.get(reverse("book", args=[book.pk])).content.decode()


def started(book: VividPage) -> VividPage:
    book.status = VividPage.Status.COMPLETED
    book.save(update_fields=["status"])
    return book
