"""The page editor as its pages are asked for and sent to, without a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from books.models import Reading, VividPage
from books.services import set_spoilers
from publishing.models import Page, PageEdit
from publishing.pages.editing import add_page
from publishing.pages.laying import Plan
from publishing.pages.services import lay_out
from publishing.tests.books import make_published_book
from storyboards.models import PictureVersion
from storyboards.tests.making import hide

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from accounts.models import User

HTMX = {"HX-Request": "true"}


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book with pictures whose reader has read it."""
    vividpage = make_published_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


@pytest.fixture
def laid(vividpage: VividPage, reader: User) -> VividPage:
    """That book, laid out."""
    lay_out(vividpage=vividpage, plan=Plan(audience="young"), by=reader)
    return vividpage


def page(vividpage: VividPage, number: int) -> Page:
    return Page.objects.get(vividpage=vividpage, number=number)


def pictured(vividpage: VividPage) -> Page:
    return Page.objects.filter(vividpage=vividpage, role="story", picture__isnull=False).first()


def fields_of(html: str) -> dict[str, str]:
    """Return what the form of the page in hand would send."""
    form = html[html.index("data-page-form") :]
    form = form[: form.index("</form>")]
    values = dict(re.findall(r'<input type="number" name="(\w+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        values[name] = re.search(r'value="([^"]*)" selected', options)[1]
    values["text"] = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", form, re.DOTALL)[1]
    return values


def change(client: Client, one: Page, **values: Any) -> HttpResponse:
    base = f"/books/{one.vividpage_id}/pages/"
    sent = fields_of(client.get(base, {"page": one.number}).content.decode())
    return client.post(f"{base}{one.pk}/change/", {**sent, **values}, headers=HTMX)  # type: ignore[return-value]


def act(client: Client, one: Page, action: str, **values: Any) -> HttpResponse:
    address = f"/books/{one.vividpage_id}/pages/{one.pk}/act/"
    return client.post(address, {"action": action, **values}, headers=HTMX)  # type: ignore[return-value]


def test_a_book_is_laid_out_as_its_reader_chooses(signed_in: Client, vividpage: VividPage) -> None:
    base = f"/books/{vividpage.pk}/pages/"
    assert "Lay out the pages" in signed_in.get(base).content.decode()

    answer = signed_in.post(
        f"{base}lay/", {"trim": "6x9", "audience": "older", "passages": "whole", "multiple": "8"}, follow=True
    )

    assert "The pages are laid out." in answer.content.decode()
    assert Page.objects.filter(vividpage=vividpage).count() % 8 == 0
    assert 'viewBox="0 0 432.00 648.00"' in answer.content.decode()


def test_a_book_without_pictures_says_what_to_do_first(signed_in: Client, vividpage: VividPage) -> None:
    for version in PictureVersion.objects.all():
        hide(version)

    answer = signed_in.post(f"/books/{vividpage.pk}/pages/lay/", {"trim": "6x9", "multiple": "2"})

    assert answer.status_code == 422
    assert "Have them drawn first" in answer.content.decode()


def test_saving_a_page_as_it_is_changes_nothing(signed_in: Client, laid: VividPage) -> None:
    before = list(Page.objects.filter(vividpage=laid).values())

    for number in range(1, len(before) + 1):
        assert change(signed_in, page(laid, number)).status_code == 200

    assert [{**row, "focus_x": 0, "focus_y": 0} for row in Page.objects.filter(vividpage=laid).values()] == [
        {**row, "focus_x": 0, "focus_y": 0} for row in before
    ]


def test_text_layout_and_box_are_saved_and_undone(signed_in: Client, laid: VividPage) -> None:
    one = pictured(laid)
    before = Page.objects.filter(pk=one.pk).values().get()

    html = change(signed_in, one, text="Other words.", layout="framed").content.decode()
    assert "Saved." in html
    html = change(signed_in, one, left="20", width="60", size="18.5").content.decode()
    changed = page(laid, one.number)
    assert (changed.text, changed.layout, changed.size) == ("Other words.", "framed", 18.5)
    assert changed.text_box == [0.2, 0.65, 0.6, 0.27]
    assert Page.objects.get(pk=one.pk).picture_id == one.picture_id

    for _ in range(2):
        signed_in.post(f"/books/{laid.pk}/pages/undo/", {"page": one.number}, headers=HTMX)
    assert Page.objects.filter(pk=one.pk).values().get() == before
    answer = signed_in.post(f"/books/{laid.pk}/pages/undo/", {"page": one.number}, headers=HTMX)
    assert answer.status_code == 422
    assert "There is nothing to undo." in answer.content.decode()


def test_what_does_not_fit_is_told_while_it_is_typed_and_nothing_is_saved(signed_in: Client, laid: VividPage) -> None:
    one = pictured(laid)
    sent = fields_of(signed_in.get(f"/books/{laid.pk}/pages/", {"page": one.number}).content.decode())
    address = f"/books/{laid.pk}/pages/{one.pk}/try/"
    shown = {**sent, "layout": "above", "size": "20"}

    short = signed_in.post(address, {**shown, "text": "A word."}, headers=HTMX).content.decode()
    long = signed_in.post(address, {**shown, "text": "\n".join(["word"] * 9)}, headers=HTMX).content.decode()

    assert "The text fits." in short
    assert "data:image/svg+xml;base64," in short
    assert "Its text is 4 lines too long. Make the type smaller, choose a larger box or split the page." in long
    assert not PageEdit.objects.exists()


def test_what_no_page_holds_is_not_set_only_to_be_tried(signed_in: Client, laid: VividPage) -> None:
    one = pictured(laid)
    sent = fields_of(signed_in.get(f"/books/{laid.pk}/pages/", {"page": one.number}).content.decode())
    address = f"/books/{laid.pk}/pages/{one.pk}/try/"

    most = signed_in.post(address, {**sent, "layout": "above", "text": "x\r\n" * 3000}, headers=HTMX)
    more = signed_in.post(address, {**sent, "layout": "above", "text": "x" * 6001}, headers=HTMX)

    assert (most.status_code, more.status_code) == (200, 204)


def test_pages_are_moved_added_split_merged_and_removed(signed_in: Client, laid: VividPage) -> None:
    count = Page.objects.filter(vividpage=laid).count()
    one = page(laid, 4)

    assert "Done." in act(signed_in, one, "later").content.decode()
    assert page(laid, 5).pk == one.pk
    act(signed_in, one, "move", to=2)
    assert page(laid, 2).pk == one.pk
    act(signed_in, one, "other-side")
    assert page(laid, 3).pk == one.pk
    act(signed_in, one, "add")
    act(signed_in, page(laid, 4), "remove")
    assert Page.objects.filter(vividpage=laid).count() == count + 1
    change(signed_in, one, layout="text", text="One.\n\nTwo.")
    act(signed_in, one, "split")
    assert [page(laid, number).text for number in (3, 4)] == ["One.", "Two."]
    act(signed_in, one, "merge")
    assert page(laid, 3).text == "One.\n\nTwo."
    assert act(signed_in, page(laid, 1), "nonsense").status_code == 404


def test_pictures_are_exchanged_with_a_page_of_that_number(signed_in: Client, laid: VividPage) -> None:
    one = pictured(laid)
    other = Page.objects.filter(vividpage=laid, picture=None).first()

    act(signed_in, one, "swap", to=other.number)

    assert page(laid, other.number).picture_id == one.picture_id
    assert page(laid, one.number).picture_id is None
    refused = act(signed_in, one, "swap", to=999)
    assert refused.status_code == 422
    assert "give its number" in refused.content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"size": "3"}, "Size of the type"),
        ({"layout": "none"}, "Layout"),
        ({"picture": "11111111-1111-1111-1111-111111111111"}, "Picture"),
        ({"left": "nan"}, "Left"),
        ({"text": "x" * 6001}, "6,000 characters"),
        ({"layout": "spread-left"}, "hand page"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    signed_in: Client, laid: VividPage, values: dict[str, str], words: str
) -> None:
    one = page(laid, 5)
    answer = change(signed_in, one, **values)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PageEdit.objects.exists()


def test_the_text_of_a_page_is_drawn_by_the_typesetter(signed_in: Client, laid: VividPage) -> None:
    html = signed_in.get(f"/books/{laid.pk}/pages/").content.decode()
    address = re.search(r'href="(/books/[^"]+text\.svg\?v=\w+)"', html)[1]

    answer = signed_in.get(address)

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"<svg")


def test_markup_in_a_text_stays_text(signed_in: Client, laid: VividPage) -> None:
    html = change(signed_in, pictured(laid), text="<script>go()</script>").content.decode()

    assert "<script>go" not in html
    assert "&lt;script&gt;go()" in html


def test_pages_without_scripts_lead_back_to_the_page(signed_in: Client, laid: VividPage) -> None:
    one = page(laid, 4)

    answer = signed_in.post(f"/books/{laid.pk}/pages/{one.pk}/act/", {"action": "later"})

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/pages/?page=5")


def test_the_editor_asks_no_more_queries_for_more_pages(
    signed_in: Client, laid: VividPage, django_assert_max_num_queries: Any
) -> None:
    base = f"/books/{laid.pk}/pages/"
    for number in range(1, 12):
        act(signed_in, page(laid, number), "add")

    with django_assert_max_num_queries(24):
        signed_in.get(base)


def test_a_page_that_another_tab_adds_meanwhile_does_no_harm(signed_in: Client, laid: VividPage, reader: User) -> None:
    last = Page.objects.filter(vividpage=laid).order_by("number").last()
    added: list[Page] = []

    def add_once_pages_are_read(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if not added and sql.startswith("SELECT") and 'FROM "publishing_page"' in sql:
            added.append(last)
            added.append(add_page(after=last, by=reader))
        return result

    with connection.execute_wrapper(add_once_pages_are_read):
        answer = signed_in.get(f"/books/{laid.pk}/pages/")

    assert added
    assert answer.status_code == 200


def test_a_picture_behind_a_blur_is_not_shown(signed_in: Client, laid: VividPage) -> None:
    PictureVersion.objects.update(rating="violent")

    html = signed_in.get(f"/books/{laid.pk}/pages/").content.decode()

    assert "<image" not in re.sub(r"<image data-drawn-text[^>]*>", "", html)
