"""What a book says of itself is kept, and told to who looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.models import User
from books.models import VividPage
from books.tests.corpus.metadata import calibre
from books.tests.epubs import build, chapter
from books.tests.uploads import read_upload

if TYPE_CHECKING:
    from django.test import Client

METADATA = (
    "<dc:title>The Sea</dc:title><dc:description>&lt;p&gt;Whales &amp;amp; men.&lt;/p&gt;</dc:description>"
    "<dc:subject>Whales -- Fiction</dc:subject>" + calibre("The River", "2.0")
)


def taken_in(owner: User, metadata: str = METADATA) -> VividPage:
    book = build({"one.xhtml": chapter("One")}, metadata=metadata)
    return read_upload(owner, book)


def test_series_and_subjects_are_kept_with_the_book(reader: User) -> None:
    book = taken_in(reader)

    assert (book.series, book.series_index, book.subjects) == ("The River", "2", ["Whales", "Fiction"])


def test_metadata_beyond_all_measure_are_cut_to_it(reader: User) -> None:
    book = taken_in(reader, calibre("s" * 999, "9" * 999) + f"<dc:subject>{'Whales; ' * 99}{'x' * 999}</dc:subject>")

    assert (len(book.series), len(book.series_index), book.subjects) == (500, 40, ["Whales"])


@pytest.mark.parametrize(
    ("series", "index", "told"),
    [("The River", "2", "The River, book 2"), ("The River", "", "The River"), ("", "2", "")],
)
def test_the_place_in_a_series_is_told_as_readers_say_it(series: str, index: str, told: str) -> None:
    assert VividPage(series=series, series_index=index).place_in_series == told


@pytest.mark.parametrize("told", ["The River", "Whales", "Whales &amp; men."])
def test_the_admin_tells_it_too(client: Client, reader: User, told: str) -> None:
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    address = reverse("admin:books_vividpage_change", args=[taken_in(reader).pk])

    assert told in client.get(address).content.decode()
