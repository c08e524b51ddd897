"""The books' pages, from the bookcase to the last page of a book's making."""

from __future__ import annotations

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from accounts.models import User
from books.models import Chapter, VividPage
from jobs import engine
from sketch.styles import STYLES

CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
<dc:title>The Lamp &amp; the Sea</dc:title><dc:creator>Ida Holm</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/></spine></package>"""
CHAPTER = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head>
<body><h1>One</h1><p>{}</p></body></html>"""
BOOK_PAGES = {
    "book", "setup", "book_live", "book_start", "book_stop", "book_delete", "book_pictures", "book_resume", "read",
    "book_place", "book_horizon", "book_costs", "book_budget", "book_ledger", "book_ledger_csv", "book_failures",
    "book_search", "similar_scenes", "people", "person", "place", "companion", "same", "answer_same", "edit_person",
    "change_person", "edit_place", "change_place", "edit_scene", "change_scene", "edits", "undo_edit", "stale",
    "redraw", "continuity", "continuity_check", "continuity_answer", "sheets", "sheets_approve", "sheet",
    "sheet_redraw", "sheet_own",
}  # fmt: skip
ONLY_SENT_TO = {
    "book_start", "book_stop", "book_place", "book_horizon", "book_budget", "answer_same", "change_person",
    "change_place", "change_scene", "undo_edit", "redraw", "continuity_check", "continuity_answer", "sheets_approve",
    "sheet_redraw", "sheet_own",
}  # fmt: skip
ARGUMENTS = {"uuid": str(uuid4()), "int": "1", "slug": "character"}


def epub_file(name: str = "lamp.epub") -> SimpleUploadedFile:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("book.opf", PACKAGE)
        archive.writestr("c.xhtml", CHAPTER.format("The lamp was lit when the sea rose. " * 60))
    return SimpleUploadedFile(name, data.getvalue(), content_type="application/epub+zip")


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = VividPage.objects.create(owner=reader, title="A Book of Storms", authors=["Ida Holm"])
    Chapter.objects.create(vividpage=vividpage, number=1, title="Landfall")
    return vividpage


def book_addresses(resolver=None, before: str = "") -> dict[str, str]:
    """The patterns of all addresses of a book, by the names of their views or of the patterns themselves."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found |= book_addresses(pattern, route)
        elif "vividpage_id" in route:
            found[pattern.name or pattern.callback.__name__] = route
    return found


def address(name: str, vividpage: VividPage) -> str:
    route = book_addresses()[name].replace("<uuid:vividpage_id>", str(vividpage.pk))
    return "/" + re.sub(r"<(\w+):\w+>", lambda match: ARGUMENTS[match[1]], route)


def test_every_address_of_a_book_is_among_those_that_are_guarded_below():
    assert set(book_addresses()) == BOOK_PAGES


@pytest.mark.parametrize("name", sorted(BOOK_PAGES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_readers_book_is_never_done_anything_to(client, vividpage, stranger, name, method):
    client.force_login(stranger)

    assert getattr(client, method)(address(name, vividpage)).status_code in (404, 405)


@pytest.mark.parametrize("name", sorted(BOOK_PAGES))
def test_another_readers_book_is_not_found(client, vividpage, stranger, name):
    client.force_login(stranger)
    method = client.post if name in ONLY_SENT_TO else client.get

    assert method(address(name, vividpage)).status_code == 404


@pytest.mark.parametrize("name", sorted(BOOK_PAGES))
def test_who_is_not_signed_in_is_sent_to_sign_in(client, vividpage, name):
    response = client.get(address(name, vividpage))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_landing_page_invites_to_sign_up(client, db):
    assert reverse("account_signup") in client.get("/").content.decode()


def test_who_is_signed_in_comes_home_to_the_bookcase(signed_in):
    assert signed_in.get("/").url == reverse("bookcase")


def test_an_empty_bookcase_invites_to_bring_a_book(signed_in):
    assert "Your bookcase is empty" in signed_in.get(reverse("bookcase")).content.decode()


def test_the_bookcase_shows_no_books_of_others(signed_in, stranger):
    VividPage.objects.create(owner=stranger, title="A Secret Diary")

    assert "A Secret Diary" not in signed_in.get(reverse("bookcase")).content.decode()


def test_a_full_bookcase_takes_no_more_queries_than_a_small_one(signed_in, reader, django_assert_max_num_queries):
    for number in range(30):
        VividPage.objects.create(owner=reader, title=f"Book {number}", status="working" if number % 2 else "completed")

    with django_assert_max_num_queries(6):
        signed_in.get(reverse("bookcase"))


def test_a_book_that_is_brought_comes_to_its_setup_page(signed_in, reader):
    response = signed_in.post(reverse("upload"), {"epub": epub_file()})

    vividpage = VividPage.objects.get(owner=reader)
    assert response.url == reverse("setup", args=[vividpage.pk])
    assert (vividpage.title, vividpage.status) == ("lamp", VividPage.Status.READING)


def test_a_book_that_is_being_read_says_so_and_is_chosen_for_once_it_is(signed_in, reader):
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    vividpage = VividPage.objects.get(owner=reader)
    assert "Reading the book" in signed_in.get(address("setup", vividpage)).content.decode()
    assert 'hx-trigger="every' in signed_in.get(address("book_live", vividpage)).content.decode()
    engine.work_on(vividpage.jobs.get(), seconds=60)

    assert 'hx-trigger="load"' in signed_in.get(address("book_live", vividpage)).content.decode()
    page = signed_in.get(address("setup", vividpage)).content.decode()
    assert "The Lamp &amp; the Sea" in page
    assert "1 picture</span>" in page


def test_a_book_that_cannot_be_read_says_why(signed_in, reader):
    damaged = SimpleUploadedFile("lamp.epub", epub_file().read()[:200])
    signed_in.post(reverse("upload"), {"epub": damaged})
    vividpage = VividPage.objects.get(owner=reader)
    engine.work_on(vividpage.jobs.get(), seconds=60)

    for page in ("setup", "book_live"):
        assert "download the book again" in signed_in.get(address(page, vividpage)).content.decode()


def test_a_book_that_is_being_read_is_not_started(signed_in, reader):
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    vividpage = VividPage.objects.get(owner=reader)
    signed_in.post(address("setup", vividpage), setup_choices())

    assert VividPage.objects.get().status == VividPage.Status.READING


def test_what_is_no_book_is_answered_with_a_sentence(signed_in, reader):
    response = signed_in.post(reverse("upload"), {"epub": SimpleUploadedFile("x.epub", b"not a zip")})

    assert response.status_code == 422
    assert response.context["form"].errors["epub"][0].endswith(".")
    assert not VividPage.objects.exists()


def test_a_file_that_is_too_large_is_refused(signed_in, settings):
    settings.MAX_UPLOAD_BYTES = 100

    response = signed_in.post(reverse("upload"), {"epub": epub_file()})

    assert "the largest that can be taken in" in response.content.decode()


def test_sending_no_file_says_what_to_do(signed_in):
    assert "Choose an EPUB file first." in signed_in.post(reverse("upload"), {}).content.decode()


def setup_choices(**changes: str) -> dict[str, str]:
    chosen = {"title": "Storms", "authors": "Ida Holm, Per Vik", "style": "ink", "density": "per-chapter"}
    return {**chosen, "resolution": "1080", "custom_instructions": "", **changes}


def test_setup_keeps_the_choices_and_starts(signed_in, vividpage):
    response = signed_in.post(address("setup", vividpage), setup_choices())

    vividpage.refresh_from_db()
    assert response.url == address("book", vividpage)
    assert (vividpage.style, vividpage.density, vividpage.resolution) == ("ink", "per-chapter", "1080")
    assert vividpage.authors == ["Ida Holm", "Per Vik"]
    assert vividpage.status == VividPage.Status.WORKING


@pytest.mark.parametrize(("field", "value"), [("style", "scribble"), ("density", "per-word"), ("title", "")])
def test_setup_refuses_what_it_does_not_know(signed_in, vividpage, field, value):
    response = signed_in.post(address("setup", vividpage), setup_choices(**{field: value}))

    assert response.status_code == 422
    assert VividPage.objects.get(pk=vividpage.pk).status == VividPage.Status.UPLOADED


def test_setup_says_what_it_costs(signed_in, vividpage):
    assert "$0.00" in signed_in.get(address("setup", vividpage)).content.decode()


def test_a_book_in_the_making_is_not_set_up_again(signed_in, vividpage):
    VividPage.objects.filter(pk=vividpage.pk).update(status="working")

    assert signed_in.get(address("setup", vividpage)).url == address("book", vividpage)


def test_stopping_stops(signed_in, vividpage):
    signed_in.post(address("setup", vividpage), setup_choices())

    signed_in.post(address("book_stop", vividpage))

    assert VividPage.objects.get(pk=vividpage.pk).status == VividPage.Status.CANCELLED


def test_going_on_goes_on(signed_in, vividpage):
    signed_in.post(address("setup", vividpage), setup_choices())
    signed_in.post(address("book_stop", vividpage))

    signed_in.post(address("book_start", vividpage))

    assert VividPage.objects.get(pk=vividpage.pk).status == VividPage.Status.WORKING


def test_a_book_is_asked_about_before_it_is_deleted(signed_in, vividpage):
    assert signed_in.get(address("book_delete", vividpage)).status_code == 200
    assert VividPage.objects.filter(pk=vividpage.pk).exists()


def test_a_deleted_book_is_gone(signed_in, vividpage):
    assert signed_in.post(address("book_delete", vividpage)).url == reverse("bookcase")
    assert not VividPage.objects.filter(pk=vividpage.pk).exists()


def test_a_page_that_is_not_there_has_the_house_style(client, db):
    response = client.get(f"/books/{uuid4()}/nothing/")

    assert response.status_code == 404
    assert "This page is missing." in response.content.decode()


@pytest.mark.parametrize("page", ["home", "bookcase", "upload", "setup", "people"])
def test_no_page_carries_style_or_script_of_its_own(client, signed_in, vividpage, page):
    address = reverse(page) if page in ("home", "bookcase", "upload") else reverse(page, args=[vividpage.pk])
    if page == "home":
        client.logout()

    html = client.get(address).content.decode()

    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')


def test_every_style_shows_a_picture_of_itself(client):
    shown = {key: client.get(reverse("style_specimen", args=[key])) for key in STYLES}

    assert {response["Content-Type"] for response in shown.values()} == {"image/webp"}
    assert len({response.content for response in shown.values()}) == len(STYLES)
    home = client.get("/").content.decode()
    assert all(reverse("style_specimen", args=[key]) in home for key in STYLES)


def test_a_style_that_is_not_there_has_no_picture(client):
    assert client.get("/styles/cubism.webp").status_code == 404
