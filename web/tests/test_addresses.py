"""Every address of a book: nobody but its reader gets there, and no page carries style or script of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from books.models import Chapter, VividPage
from books.tests.vividpages import make_vividpage

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

BOOK_PAGES = {
    "book",
    "setup",
    "book_live",
    "book_style",
    "book_styles",
    "book_start",
    "book_stop",
    "book_delete",
    "book_pictures",
    "book_resume",
    "read",
    "book_place",
    "book_horizon",
    "book_costs",
    "book_budget",
    "book_ledger",
    "book_ledger_csv",
    "book_failures",
    "book_held",
    "book_search",
    "similar_scenes",
    "people",
    "person",
    "place",
    "companion",
    "same",
    "answer_same",
    "edit_person",
    "change_person",
    "edit_place",
    "edit_world",
    "add_to_bible",
    "change_adding",
    "change_world",
    "change_place",
    "edit_scene",
    "change_scene",
    "edits",
    "undo_edit",
    "stale",
    "mend",
    "redraw",
    "continuity",
    "check_continuity",
    "answer_finding",
    "face",
    "references",
    "references_approve",
    "reference",
    "reference_redraw",
    "reference_own",
    "reference_crop",
    "reference_back",
    "waiting_pictures",
    "accept_waiting",
    "adopt_look",
    "keep_all_shown",
    "put_look_aside",
    "variants",
    "make_variant",
    "editions",
    "editions_live",
    "edition_cover",
    "edition_cover_preview",
    "canva_edition",
    "make_edition",
    "make_edition_again",
    "cancel_edition",
    "delete_edition",
    "edition_file",
    "edition_preview",
    "films",
    "films_live",
    "make_film",
    "estimate_film",
    "film",
    "film_live",
    "reveal_film",
    "film_place",
    "film_captions",
    "film_poster",
    "film_file",
    "make_film_again",
    "go_on_film",
    "cancel_film",
    "delete_film",
    "import_bible",
    "picture_as",
    "save_picture",
    "writing",
    "writing_live",
    "act_on_writing",
    "brief",
    "plan",
    "reorder_plan",
    "return_to_plan",
    "keep_hero",
    "plan_part",
    "part",
    "act_on_part",
    "manuscript",
    "sources",
    "add_sources",
    "act_on_sources",
    "decide_source",
    "source_cited",
    "sources_live",
    "settle",
    "facts",
    "timeline",
    "quality",
    "quality_json",
    "pages",
    "turn_pages",
    "lay_pages",
    "undo_pages",
    "change_page",
    "try_page",
    "act_on_page",
    "page_text",
    "delete_old_versions",
    "redraw_many",
    "start_redraw_many",
    "versions",
    "coming_version",
    "redraw_scene",
    "prefer_versions",
    "accept_version",
    "keep_shown_version",
    "reject_version",
    "show_version",
    "favourite_version",
    "delete_version",
    "report",
    "report_version",
}
ONLY_SENT_TO = {
    "book_start",
    "book_stop",
    "book_place",
    "book_horizon",
    "book_budget",
    "book_held",
    "answer_same",
    "change_person",
    "change_place",
    "change_scene",
    "change_world",
    "change_adding",
    "undo_edit",
    "redraw",
    "check_continuity",
    "answer_finding",
    "references_approve",
    "reference_redraw",
    "reference_own",
    "reference_back",
    "adopt_look",
    "keep_all_shown",
    "put_look_aside",
    "make_variant",
    "edition_cover_preview",
    "make_edition",
    "make_edition_again",
    "cancel_edition",
    "delete_edition",
    "make_film",
    "estimate_film",
    "reveal_film",
    "film_place",
    "make_film_again",
    "go_on_film",
    "cancel_film",
    "delete_film",
    "act_on_writing",
    "reorder_plan",
    "return_to_plan",
    "keep_hero",
    "act_on_part",
    "add_sources",
    "act_on_sources",
    "decide_source",
    "settle",
    "lay_pages",
    "undo_pages",
    "change_page",
    "try_page",
    "act_on_page",
    "accept_waiting",
    "delete_old_versions",
    "start_redraw_many",
    "redraw_scene",
    "prefer_versions",
    "accept_version",
    "keep_shown_version",
    "reject_version",
    "show_version",
    "favourite_version",
}
ARGUMENTS = {"uuid": str(uuid4()), "int": "1", "slug": "character", "str": "speaking"}


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", authors=["Ida Holm"])
    Chapter.objects.create(vividpage=vividpage, number=1, title="Landfall")
    return vividpage


def book_addresses(resolver: Any = None, before: str = "") -> dict[str, str]:
    """Return the patterns of all addresses of a book, by the names of their views or of the patterns themselves."""
    addresses = {}  # type: ignore[var-annotated]
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if route.startswith("api/"):  # api/tests/test_routes_matrix.py goes through those
            continue
        if hasattr(pattern, "url_patterns"):
            addresses |= book_addresses(pattern, route)
        elif "vividpage_id" in route:
            addresses[pattern.name or pattern.callback.__name__] = route
    return addresses


def address(name: str, vividpage: VividPage) -> str:
    route = book_addresses()[name].replace("<uuid:vividpage_id>", str(vividpage.pk))
    return "/" + re.sub(r"<(\w+):\w+>", lambda match: ARGUMENTS[match[1]], route)


def test_every_address_of_a_book_is_among_those_that_are_guarded_below() -> None:
    assert set(book_addresses()) == BOOK_PAGES


@pytest.mark.parametrize("name", sorted(BOOK_PAGES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_readers_book_is_never_done_anything_to(
    client: Client, vividpage: VividPage, stranger: User, name: Any, method: str
) -> None:
    client.force_login(stranger)

    assert getattr(client, method)(address(name, vividpage)).status_code in (404, 405)


@pytest.mark.parametrize("name", sorted(BOOK_PAGES))
def test_another_readers_book_is_not_found(client: Client, vividpage: VividPage, stranger: User, name: Any) -> None:
    client.force_login(stranger)
    method = client.post if name in ONLY_SENT_TO else client.get

    assert method(address(name, vividpage)).status_code == 404


@pytest.mark.parametrize("name", sorted(BOOK_PAGES))
def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, vividpage: VividPage, name: Any) -> None:
    response = client.get(address(name, vividpage))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_a_page_that_is_not_there_has_the_house_style(client: Client, db: None) -> None:
    response = client.get(f"/books/{uuid4()}/nothing/")

    assert response.status_code == 404
    assert "Page not found." in response.content.decode()


@pytest.mark.parametrize("page", ["home", "bookcase", "upload", "setup", "people"])
def test_no_page_carries_style_or_script_of_its_own(
    client: Client, signed_in: Client, vividpage: VividPage, page: str
) -> None:
    address = reverse(page) if page in ("home", "bookcase", "upload") else reverse(page, args=[vividpage.pk])
    if page == "home":
        client.logout()

    html = client.get(address).content.decode()

    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')
