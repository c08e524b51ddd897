"""The page of a book's editions: forms made from options, files for their reader and by link, and their state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from books.tests.vividpages import make_vividpage
from publishing import catalogue
from publishing.catalogue import kind_named
from publishing.kinds.kind import Refused
from publishing.models import Edition
from publishing.services import links
from publishing.services.making import request_edition
from publishing.tests.making import NAME, work_on
from storyboards.tests.making import add_version, hide
from web.publishing.forms import OptionsForm
from web.publishing.live import EditionsAudience, NewsAudience
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from publishing.tests.making import Leaflets

pytestmark = pytest.mark.usefixtures("leaflets")


@pytest.fixture
def ready(vividpage: VividPage, reader: User) -> Edition:
    return work_on(request_edition(vividpage=vividpage, kind=NAME, options={"margin": 0.1}, by=reader))


def page(visitor: Client, vividpage: VividPage, **query: str) -> str:
    answer = visitor.get(reverse("editions", args=[vividpage.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def ask(visitor: Client, vividpage: VividPage, **fields: Any) -> Any:
    data = {"kind": NAME, **{f"{NAME}-{name}": value for name, value in fields.items()}}
    return visitor.post(reverse("make_edition", args=[vividpage.pk]), data)


@pytest.mark.django_db
def test_every_kind_has_a_form_for_all_of_its_options() -> None:
    for kind in catalogue.KINDS:
        form = OptionsForm(kind)
        assert set(form.fields) == set(kind.options.model_fields)
        assert all(field.label for field in form)


def test_a_form_says_what_the_options_are_and_stands_at_their_defaults() -> None:
    form = OptionsForm(kind_named(NAME))

    assert [(field.name, field.initial) for field in form] == [
        ("greeting", "Hello"),
        ("copies", 1),
        ("margin", 0.5),
        ("is_folded", False),
        ("paper", "white"),
    ]
    html = form.as_p()
    assert "Stands first." in html
    assert 'max="9"' in html
    assert '<option value="cream">Cream</option>' in html


def test_an_edition_is_asked_for_made_and_taken_away(signed_in: Client, vividpage: VividPage) -> None:
    assert "There are none yet" in page(signed_in, vividpage)

    assert ask(signed_in, vividpage, greeting="", copies=2, is_folded="on", paper="cream").status_code == 302
    assert "being made" in page(signed_in, vividpage)
    edition = work_on(Edition.objects.get())
    html = page(signed_in, vividpage)

    assert edition.options == {"greeting": "", "copies": 2, "margin": 0.5, "is_folded": True, "paper": "cream"}
    assert "Greeting: none · Copies: 2 · Fold it · Paper: cream" in html
    assert ">ready<" in html
    answer = signed_in.get(reverse("edition_file", args=[vividpage.pk, edition.pk]))
    assert answer.getvalue() == b", The Mill!\n" * 2
    assert answer.headers["Content-Disposition"] == 'attachment; filename="the-mill-leaflet.txt"'


@pytest.mark.parametrize("wrong", [{"copies": 99}, {"paper": "pink"}, {"margin": "wide"}])
def test_what_cannot_be_is_shown_at_its_field(signed_in: Client, vividpage: VividPage, wrong: dict[str, Any]) -> None:
    answer = ask(signed_in, vividpage, **wrong)

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not Edition.objects.exists()


def test_the_remarks_on_a_file_say_how_to_mend_it(signed_in: Client, ready: Edition) -> None:
    html = page(signed_in, ready.vividpage)

    assert "1 remark on this file" in html
    assert "Choose a wider one." in html


def test_an_edition_that_is_out_of_date_is_made_again_with_one_click(signed_in: Client, ready: Edition) -> None:
    vividpage = ready.vividpage
    add_version(vividpage.scenes.get(number=1))
    assert "The pictures of the book changed after this file was made" in page(signed_in, vividpage)

    signed_in.post(reverse("make_edition_again", args=[vividpage.pk, ready.pk]))
    assert "The file from before stays" in page(signed_in, vividpage)
    work_on(ready)

    assert ">out of date<" not in page(signed_in, vividpage)


def test_a_making_is_cancelled_and_an_edition_deleted(signed_in: Client, vividpage: VividPage) -> None:
    ask(signed_in, vividpage)
    edition = Edition.objects.get()

    signed_in.post(reverse("cancel_edition", args=[vividpage.pk, edition.pk]))
    assert ">cancelled<" in page(signed_in, vividpage)
    signed_in.post(reverse("delete_edition", args=[vividpage.pk, edition.pk]))

    assert not Edition.objects.exists()


def test_a_link_downloads_without_signing_in_and_ends_with_its_edition(
    signed_in: Client, client: Client, ready: Edition
) -> None:
    address = reverse("edition_by_link", args=[links.token_of(ready), links.name_of(ready)])
    assert address in page(signed_in, ready.vividpage)

    assert Client().get(address).getvalue() == b"Hello, The Mill!\n"
    assert Client().get(reverse("edition_by_link", args=["no-token", "x.txt"])).status_code == 404
    signed_in.post(reverse("delete_edition", args=[ready.vividpage_id, ready.pk]))
    assert Client().get(address).status_code == 404


def test_a_file_with_a_picture_that_was_hidden_is_given_to_nobody(signed_in: Client, ready: Edition) -> None:
    hide(ready.vividpage.scenes.get(number=1).picture.active_version)

    html = page(signed_in, ready.vividpage)
    assert "A picture in this file has been hidden" in html
    assert "Download<" not in html
    for address in (
        reverse("edition_file", args=[ready.vividpage_id, ready.pk]),
        reverse("edition_by_link", args=[links.token_of(ready), "x.txt"]),
    ):
        assert signed_in.get(address).status_code == 403


def test_another_reader_s_edition_is_not_found_even_under_a_book_of_one_s_own(
    ready: Edition, stranger: User, vividpage: VividPage
) -> None:
    visitor = Client()
    sign_in_now(visitor, stranger)
    own = make_vividpage(owner=stranger, title="Own")

    assert visitor.get(reverse("edition_file", args=[own.pk, ready.pk])).status_code == 404
    assert visitor.get(reverse("edition_file", args=[vividpage.pk, ready.pk])).status_code == 404


def test_pages_say_that_an_edition_is_ready_until_its_page_was_seen(
    signed_in: Client, vividpage: VividPage, reader: User
) -> None:
    bookcase = reverse("bookcase")
    assert "news.js" not in signed_in.get(bookcase).content.decode()

    ask(signed_in, vividpage)
    assert "news.js" in signed_in.get(bookcase).content.decode()
    assert NewsAudience(reader).render() == "[]"
    work_on(Edition.objects.get())

    (news,) = json.loads(NewsAudience(reader).render() or "")
    assert news["words"] == "“The Mill”, Leaflet, is ready."
    assert news["address"] == reverse("editions", args=[vividpage.pk])
    page(signed_in, vividpage)
    assert NewsAudience(reader).render() is None
    assert "news.js" not in signed_in.get(bookcase).content.decode()


def test_the_live_list_is_that_of_the_page_and_holds_no_token_of_a_browser(signed_in: Client, ready: Edition) -> None:
    html = EditionsAudience(ready.vividpage_id, ready.vividpage.owner).render()

    assert html is not None
    assert html.strip() in page(signed_in, ready.vividpage)
    assert "csrfmiddlewaretoken" not in html
    assert html == signed_in.get(reverse("editions_live", args=[ready.vividpage_id])).content.decode()


def test_the_page_asks_as_many_queries_for_many_editions_as_for_one(
    signed_in: Client, vividpage: VividPage, reader: User
) -> None:
    counts = []
    for copies in (1, 2, 3):
        work_on(request_edition(vividpage=vividpage, kind=NAME, options={"copies": copies}, by=reader))
        page(signed_in, vividpage)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(signed_in, vividpage)
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_one_that_failed_says_why(signed_in: Client, vividpage: VividPage, reader: User, leaflets: Leaflets) -> None:
    def refuse() -> None:
        raise Refused("This book has too many leaves.")

    leaflets.deed = refuse
    work_on(request_edition(vividpage=vividpage, kind=NAME, options={}, by=reader))

    html = page(signed_in, vividpage)
    assert "This book has too many leaves." in html
    assert ">not made<" in html


def test_what_stores_ask_is_answered_by_who_drew_the_pictures(signed_in: Client, vividpage: VividPage) -> None:
    assert "answer <strong>None</strong>" in page(signed_in, vividpage)

    add_version(vividpage.scenes.get(number=1), parameters={"model": "openai/gpt-image-1"})

    html = page(signed_in, vividpage)
    assert "answer <strong>One or a few AI-generated images, with minimal or no editing</strong>" in html
    assert "Tools: openai/gpt-image-1." in html


def test_printers_are_called_what_they_call_themselves(signed_in: Client, vividpage: VividPage) -> None:
    for kind in ("print", "coloring", "picture_book"):
        assert '<option value="kdp" selected>Amazon KDP</option>' in page(signed_in, vividpage, kind=kind)


def test_a_picture_book_leads_to_its_pages(signed_in: Client, vividpage: VividPage) -> None:
    assert reverse("pages", args=[vividpage.pk]) in page(signed_in, vividpage, kind="picture_book")
