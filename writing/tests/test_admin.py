"""Books that are written here in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import User
from writing import services
from writing.tests.rhymes import NAME

if TYPE_CHECKING:
    from django.test import Client

    from writing.tests.rhymes import Rhymer


def test_operators_see_how_books_stand_and_nothing_of_what_is_in_them(
    client: Client, author: Rhymer, reader: User
) -> None:
    book = services.start_book(owner=reader, kind=NAME, brief={"hero": "Wick Secretname"})
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    listed = client.get(reverse("admin:writing_writtenbook_changelist")).content.decode()
    page = client.get(reverse("admin:writing_writtenbook_change", args=[book.pk])).content.decode()

    assert "rhymes" in listed
    assert "being written" not in page
    assert "Secretname" not in listed + page
    assert client.get(reverse("admin:writing_writtenbook_add")).status_code == 403
