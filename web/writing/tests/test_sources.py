"""The page of a book's sources: adding, verdicts, deciding otherwise, and questions on which sources differ."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from web.writing.live_sources import SourcesAudience
from writing import services
from writing.models import Contradiction, Source
from writing.sources import services as services_of_sources
from writing.tests.conftest import work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from writing.models import WrittenBook

pytestmark = pytest.mark.django_db(transaction=True)
LIFE = b"Hallgrim Dahl was born in 1841 at Nes. In 1863 Hallgrim Dahl went to Bergen and built a school there.\n\n" * 4


@pytest.fixture
def life(reader: User) -> WrittenBook:
    """A biography of which there is a brief."""
    return services.start_book(owner=reader, kind="biography", brief={"subject": "Hallgrim Dahl"})


def page(signed_in: Client, book: WrittenBook) -> str:
    answer = signed_in.get(reverse("sources", args=[book.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_files_and_addresses_are_added_and_what_is_not_taken_is_said(signed_in: Client, life: WrittenBook) -> None:
    assert "There are none yet." in page(signed_in, life)

    address = reverse("add_sources", args=[life.pk])
    files = [SimpleUploadedFile("life.txt", LIFE), SimpleUploadedFile("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(99))]
    signed_in.post(address, {"addresses": "https://example.org/hallgrim\nnot an address", "files": files})

    html = page(signed_in, life)
    assert life.sources.count() == 2
    assert "life.txt" in html
    assert "https://example.org/hallgrim" in html
    assert "picture.png:" in html
    assert "not an address:" in html


def test_a_verdict_is_overruled_and_that_is_taken_back(signed_in: Client, life: WrittenBook) -> None:
    source = life.sources.create(
        number=1,
        origin=Source.Origin.FILE,
        name="<b>life.txt",
        state=Source.State.READ,
        verdicts=[{"rule": "about", "outcome": "bad", "reason": "It tells of somebody else."}],
        is_refused=True,
    )
    html = page(signed_in, life)
    assert "It tells of somebody else." in html
    assert "not used" in html
    assert "<b>life.txt" not in html

    signed_in.post(reverse("decide_source", args=[life.pk, source.pk]), {"action": "use"})
    source.refresh_from_db()
    assert source.is_used
    assert "Undo" in page(signed_in, life)

    signed_in.post(reverse("act_on_sources", args=[life.pk]), {"action": "undo"})
    source.refresh_from_db()
    assert not source.is_used


def test_how_a_source_is_cited_is_corrected_and_as_it_was_found_again(signed_in: Client, life: WrittenBook) -> None:
    source = life.sources.create(
        number=1, origin=Source.Origin.FILE, name="life.txt", state=Source.State.READ, title="untitled-3.doc"
    )
    address = reverse("source_cited", args=[life.pk, source.pk])
    form = {"title": "A Life", "authors": "Anna Holm\n\nBo Dahl", "publisher": "", "published": "1934-05"}

    refused = signed_in.post(address, {**form, "published": "in May"})
    assert (refused.status_code, "Write the date as 1934" in refused.content.decode()) == (422, True)
    signed_in.post(address, form)
    html = page(signed_in, life)
    assert "A Life" in html
    assert "Anna Holm, Bo Dahl · 1934-05" in html
    assert "untitled-3.doc" in signed_in.get(address).content.decode()

    signed_in.post(address, {"action": "as-found"})
    assert "untitled-3.doc <span" in page(signed_in, life)


def test_open_pages_are_told_of_verdicts_and_strangers_are_not(
    signed_in: Client, life: WrittenBook, reader: User, stranger: User
) -> None:
    services_of_sources.add_file(book=life, file=BytesIO(LIFE), name="life.txt")
    services_of_sources.read_sources(book=life)
    audience = SourcesAudience(life.pk, reader)
    before = audience.render()
    work(life)
    after = audience.render()

    assert before is not None
    assert after is not None
    assert "to be read" in before
    assert "Reading the sources" in before
    assert "badge--good" in after
    assert "Reading the sources" not in after
    assert after == signed_in.get(reverse("sources_live", args=[life.pk])).content.decode()
    assert SourcesAudience(life.pk, stranger).render() is None


def test_a_question_is_settled_left_open_again_and_said_to_be_none(signed_in: Client, life: WrittenBook) -> None:
    claims = [{"words": "1841", "facts": []}, {"words": "1843", "facts": []}]
    data = {"id": "c1", "kind": "date", "about": "birth", "question": "When was he born?", "claims": claims}
    row = Contradiction.objects.create(book=life, key="c1", number=1, data=data)
    address = reverse("settle", args=[life.pk])

    seen = []
    for said in ("1", "open", "none"):
        signed_in.post(address, {"question": "c1", "claim": said})
        row.refresh_from_db()
        seen.append((row.followed, row.dismissed))

    assert seen == [(1, False), (None, False), (None, True)]
    assert signed_in.post(address, {"question": "c9", "claim": "0"}).status_code == 404


def test_a_biography_begins_with_its_sources(signed_in: Client) -> None:
    form = {"brief-subject": "Hallgrim Dahl", "brief-words": "5000", "brief-quoted_words": "600", "author": "built-in"}

    answer = signed_in.post(reverse("new_book", args=["biography"]), form)

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/writing/sources/")
