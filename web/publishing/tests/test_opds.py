"""Feeds for e-readers: valid, paged, searched, and for nobody without a token of their reader."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import etree
from PIL import Image

from accounts import tokens
from accounts.models import AccessToken
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from publishing.models import Edition
from publishing.opds import shelf
from publishing.services.making import delete, request_edition
from publishing.tests.making import NAME, work_on
from storyboards.tests.making import hide
from web.publishing.tests import opds2

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("leaflets")
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "opds12.rng"))
NAMES = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def secret(reader: User) -> str:
    return token_for(reader)


@pytest.fixture
def ready(vividpage: VividPage, reader: User) -> Edition:
    VividPage.objects.update(
        series="Mills", series_index="2", subjects=["Rivers & <mills>"], description="A mill.\x01", language="en-GB"
    )
    return work_on(request_edition(vividpage=vividpage, kind=NAME, options={}, by=reader))


def token_for(reader: User) -> str:
    with transaction.atomic():
        return tokens.create_token(owner=reader, name="Reader")[1]


def ask(address: str, secret: str, **query: Any) -> Any:
    value = base64.b64encode(f"ann@example.com:{secret}".encode()).decode()
    return Client().get(address, query, headers={"Authorization": f"Basic {value}"})


def feed(secret: str, **query: Any) -> opds2.Feed:
    answer = ask(reverse("opds2"), secret, **query)
    assert answer.headers["Content-Type"] == "application/opds+json"
    return opds2.Feed.model_validate_json(answer.content)


def atom(secret: str, **query: Any) -> Any:
    answer = ask(reverse("opds"), secret, **query)
    assert answer.headers["Content-Type"].startswith("application/atom+xml;profile=opds-catalog")
    root = etree.fromstring(answer.content)
    SCHEMA.assertValid(root)
    assert {"self", "start"} <= {link.get("rel") for link in root.findall("a:link", NAMES)}
    return root


def path_of(address: Any) -> str:
    parts = urlsplit(str(address))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_both_feeds_are_as_their_specifications_ask_and_offer_the_file(ready: Edition, secret: str) -> None:
    (book,) = feed(secret).publications
    (entry,) = atom(secret).findall("a:entry", NAMES)

    assert book.metadata.title == entry.findtext("a:title", namespaces=NAMES) == "The Mill"
    assert book.metadata.belongs_to is not None
    assert book.metadata.belongs_to.series == opds2.Series(name="Mills", position=2)
    assert entry.find("a:category", NAMES).get("term") == "Rivers & <mills>"
    offered = next(link for link in book.links if link.has("http://opds-spec.org/acquisition"))
    (link,) = [one for one in entry.findall("a:link", NAMES) if one.get("rel").endswith("/acquisition")]
    assert (offered.title, offered.type, offered.size) == ("Leaflet", "text/plain", ready.bytes)
    for address in (offered.href, link.get("href")):
        assert ask(path_of(address), secret).getvalue() == b"Hello, The Mill!\n"


def test_what_feeds_lead_to_is_there(ready: Edition, secret: str) -> None:
    (book,) = feed(secret).publications

    for link in [*feed(secret).links, *book.links]:
        if not link.templated:
            assert ask(path_of(link.href), secret).status_code == 200
    image = ask(path_of(book.images[0].href), secret)
    assert Image.open(io.BytesIO(image.content)).format == "JPEG"
    alone = next(link for link in book.links if link.has("self"))
    assert opds2.Publication.model_validate_json(ask(path_of(alone.href), secret).content) == book


def test_a_description_without_characters_that_no_xml_holds(ready: Edition, secret: str) -> None:
    assert atom(secret).findtext("a:entry/a:summary", namespaces=NAMES) == "A mill."


@pytest.mark.parametrize(
    ("query", "found"), [("mill", 1), ("MILL ann", 1), ("rivers", 1), ("mill whale", 0), ("%", 0), ("\0", 1)]
)
def test_the_shelf_is_searched_by_all_words_in_titles_authors_series_and_subjects(
    ready: Edition, secret: str, query: str, found: int
) -> None:
    assert len(feed(secret, query=query).publications) == found
    assert len(atom(secret, query=query).findall("a:entry", NAMES)) == found


def test_how_to_search_is_said_in_both(ready: Edition, secret: str) -> None:
    template = next(link for link in feed(secret).links if link.has("search"))
    assert template.templated
    assert template.href.endswith("{?query}")

    description = etree.fromstring(ask(reverse("opds_search"), secret).content)
    (url,) = description.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    searched = url.get("template").replace("{searchTerms}", "mill")
    assert len(etree.fromstring(ask(path_of(searched), secret).content).findall("a:entry", NAMES)) == 1


def test_a_long_shelf_has_pages_in_as_many_queries(
    ready: Edition,
    reader: User,
    secret: str,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(shelf, "PAGE_SIZE", 2)
    for number in range(4):
        book = make_vividpage(owner=reader, title=f"Book {number}")
        Edition.objects.create(
            vividpage=book, kind=NAME, state="ready", file=ready.file.name, finished=ready.finished, bytes=1
        )

    titles, address = [], reverse("opds2")
    while address:
        page = opds2.Feed.model_validate_json(ask(address, secret).content)
        titles += [book.metadata.title for book in page.publications]
        address = next((path_of(link.href) for link in page.links if link.has("next")), "")

    assert sorted(titles) == ["Book 0", "Book 1", "Book 2", "Book 3", "The Mill"]
    assert page.metadata.number_of_items == 5
    with django_assert_max_num_queries(6):  # a book with a preview on the page costs one more
        assert len(shelf.shelf_page(reader).books) == 2
    assert feed(secret, page=99).publications == []
    assert feed(secret, page="x").metadata.current_page == 1


def test_a_shelf_with_nothing_on_it_is_valid_too(reader: User, secret: str) -> None:
    assert feed(secret).publications == []
    assert atom(secret).findall("a:entry", NAMES) == []


def test_without_a_token_one_is_told_how_to_sign_in(ready: Edition, reader: User) -> None:
    for address in (reverse("opds"), reverse("opds2"), reverse("opds_file", args=[ready.pk, "x.txt"])):
        for answer in (Client().get(address), ask(address, "vp_wrong"), ask(address, "")):
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"].startswith("Basic ")
            told = opds2.Authentication.model_validate_json(answer.content)
            assert str(told.authentication[0].type) == "http://opds-spec.org/auth/basic"


@pytest.mark.parametrize("header", ["Basic", "Basic !!", "Basic " + base64.b64encode(b"\xff\xfe").decode(), "Digest x"])
def test_a_header_that_is_none_is_no_token(db: None, header: str) -> None:
    assert Client().get(reverse("opds"), headers={"Authorization": header}).status_code == 401


def test_a_bearer_s_token_works_and_a_session_alone_does_not(
    ready: Edition, secret: str, reader: User, client: Client
) -> None:
    assert Client().get(reverse("opds2"), headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    client.force_login(reader)
    assert client.get(reverse("opds2")).status_code == 401


def test_a_token_that_was_deleted_and_an_account_that_is_off_open_nothing(
    ready: Edition, secret: str, reader: User
) -> None:
    reader.is_active = False
    reader.save()
    assert ask(reverse("opds2"), secret).status_code == 401
    reader.is_active = True
    reader.save()
    assert ask(reverse("opds2"), secret).status_code == 200

    tokens.revoke(token=AccessToken.objects.get())
    assert ask(reverse("opds2"), secret).status_code == 401


def test_another_reader_s_editions_are_on_no_shelf(ready: Edition, stranger: User) -> None:
    secret = token_for(stranger)

    assert feed(secret).publications == []
    for name, arguments in (
        ("opds_file", [ready.pk, "x.txt"]),
        ("opds_cover", [ready.pk]),
        ("opds_publication", [ready.vividpage_id]),
    ):
        assert ask(reverse(name, args=arguments), secret).status_code == 404


def test_an_edition_with_a_hidden_picture_and_a_deleted_one_are_on_no_shelf(ready: Edition, secret: str) -> None:
    address = reverse("opds_file", args=[ready.pk, "x.txt"])
    hide(ready.vividpage.scenes.get(number=1).picture.active_version)
    assert feed(secret).publications == []
    assert ask(address, secret).status_code == 404

    delete(edition=ready)
    assert ask(address, secret).status_code == 404


def test_a_token_is_shown_once_kept_as_a_digest_and_deleted(signed_in: Client, reader: User) -> None:
    html = signed_in.post(reverse("tokens"), {"name": "My reader", "scope": "feeds"}).content.decode()

    shown = html.partition('<code class="token-secret">')[2].partition("</code>")[0]
    assert shown.startswith("vp_")
    assert ask(reverse("opds2"), shown).status_code == 200
    assert shown not in signed_in.get(reverse("tokens")).content.decode()
    assert shown not in json.dumps(list(AccessToken.objects.values()), default=str)
    token = AccessToken.objects.get()
    assert token.last_used is not None
    signed_in.post(reverse("delete_token", args=[token.pk]))
    assert ask(reverse("opds2"), shown).status_code == 401


def test_a_token_needs_a_name_and_there_are_only_so_many(
    signed_in: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signed_in.post(reverse("tokens"), {"name": " "}).status_code == 422
    monkeypatch.setattr(tokens, "MOST_TOKENS", 1)
    signed_in.post(reverse("tokens"), {"name": "One", "scope": "feeds"})
    assert "You have 1 tokens" in signed_in.post(reverse("tokens"), {"name": "Two", "scope": "feeds"}).content.decode()


def test_another_reader_s_token_is_not_found(client: Client, stranger: User, secret: str) -> None:
    client.force_login(stranger)

    assert client.post(reverse("delete_token", args=[AccessToken.objects.get().pk])).status_code == 404
    assert AccessToken.objects.exists()
