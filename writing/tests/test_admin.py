"""Books that are written here in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.models import User
from storyboards.models import ModerationEvent
from storyboards.safety.moderators import appoint
from writing import services
from writing.models import Passage, Source
from writing.services import WritingRefused
from writing.tests.conftest import work
from writing.tests.lives import BRIEF, add_sources
from writing.tests.rhymes import NAME

if TYPE_CHECKING:
    from django.test import Client

    from writing.models import WrittenBook
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


BOOKS = reverse("admin:writing_writtenbook_changelist")


def act(client: Client, action: str, book: WrittenBook, reason: str = "It names a neighbour.") -> str:
    chosen = {"action": action, "_selected_action": [str(book.pk)], "reason": reason}
    return client.post(BOOKS, chosen, follow=True).content.decode()


@pytest.mark.usefixtures("author")
def test_a_moderator_takes_a_book_down_and_puts_it_back(client: Client, reader: User) -> None:
    book = services.start_book(owner=reader, kind=NAME, brief={"hero": "Wick"})
    services.plan(book=book)
    book = work(book)
    services.approve(book=book)
    boss = User.objects.create_superuser("admin@example.com", "correct horse battery")
    client.force_login(boss)
    act(client, "take_down", book)
    book.refresh_from_db()
    assert book.taken_down is None, "an admin is no moderator"

    appoint(boss)
    assert "Say why" in act(client, "take_down", book, reason=" ")
    assert "1 book taken down." in act(client, "take_down", book)
    work(book)
    part = book.parts.first()
    assert part is not None
    assert part.accepted is None, "the work was stopped"
    for deed in (services.approve, services.go_on, services.plan, services.bind):
        with pytest.raises(WritingRefused, match="It names a neighbour"):
            deed(book=book)
    client.force_login(reader)
    assert "It names a neighbour" in client.get(reverse("writing", args=[book.pk])).content.decode()

    client.force_login(boss)
    assert "1 book put back." in act(client, "put_back", book)
    services.go_on(book=book)
    assert work(book).state == "written"
    trail = ModerationEvent.objects.filter(vividpage=book.pk).order_by("pk").values_list("action", "owner", "by")
    assert list(trail) == [("taken_down", reader.pk, boss.pk), ("put_back", reader.pk, boss.pk)]


def test_sources_and_passages_are_looked_at_without_their_words_and_never_changed(client: Client, reader: User) -> None:
    book = services.start_book(owner=reader, kind="biography", brief=BRIEF)
    add_sources(book)
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    passage = Passage.objects.select_related("source").first()
    assert passage is not None

    for row in (passage, passage.source):
        name = f"admin:writing_{type(row)._meta.model_name}"
        pages = [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])]
        shown = "".join(client.get(address).content.decode() for address in pages)
        assert str(row.pk) in shown
        assert passage.text[:40] not in shown
        assert client.get(reverse(f"{name}_add")).status_code == 403
        assert client.post(pages[1], {"number": 7}).status_code == 403
        assert client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert Source.objects.filter(book=book).exists()
