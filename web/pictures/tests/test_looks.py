"""The pages on which a book's pictures get another look: its price first, then all taken over or put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.models import User
from books.models import Reading, VividPage
from books.services import set_spoilers
from jobs.models import Unit
from storyboards.looks.look import Look
from storyboards.models import PictureVersion
from storyboards.orders.bulk import Selection, selected
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.tests.making import encoded, keep_drawn, make_drawn_book

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("small_pictures")
PENCIL = Look(style="pencil")


@pytest.fixture
def vividpage(transactional_db: None, reader: User) -> VividPage:
    """A drawn book of four scenes, shown whole."""
    vividpage = make_drawn_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def page(visitor: Client, name: str, vividpage: VividPage, **query: Any) -> str:
    return " ".join(visitor.get(reverse(name, args=[vividpage.pk]), query).content.decode().split())


def waits(vividpage: VividPage, *numbers: int) -> None:
    """Keep pictures that wait in another look, as if they had been drawn."""
    look = PENCIL.whole(vividpage)
    for number in numbers:
        order = RedrawOrder(by=vividpage.owner_id, look=look)
        keep_drawn(vividpage.scenes.get(number=number), encoded("blue"), order=order)


def chosen(vividpage: VividPage) -> dict[str, str]:
    look = PENCIL.whole(vividpage)
    return {"style": look.style, "resolution": look.resolution, "image_model": look.image_model}


def test_what_another_style_costs_is_said_before_with_the_portraits_that_it_takes(
    visitor: Client, vividpage: VividPage
) -> None:
    html = page(visitor, "redraw_many", vividpage, what="all", style="pencil", resolution="", image_model="")

    sheets = len(selected(vividpage, Selection(), PENCIL).sheets)
    assert "Drawn in <strong>Pencil" in html
    assert f"{sheets} portraits and places are drawn in this style first" in html
    assert "The book itself stays in Storybook" in html
    assert "Try it on 3" in html


def test_it_is_tried_in_the_look_and_the_page_offers_the_rest(visitor: Client, vividpage: VividPage) -> None:
    asked = {"what": "all", "style": "pencil", "resolution": "", "image_model": ""}
    offer = selected(vividpage, Selection(), PENCIL).offer

    answer = visitor.post(
        reverse("start_redraw_many", args=[vividpage.pk]), {**asked, "offer": offer, "step": "try"}, follow=True
    )

    assert Unit.objects.filter(kind="scene", options__look__style="pencil").count() == 3
    html = " ".join(answer.content.decode().split())
    assert "The rest: 1 picture" in html
    assert "Drawn in <strong>Pencil" in html


def test_a_price_that_has_changed_is_told_anew(visitor: Client, vividpage: VividPage) -> None:
    asked = {"what": "all", "style": "pencil", "resolution": "", "image_model": "", "offer": "of another style"}

    answer = visitor.post(reverse("start_redraw_many", args=[vividpage.pk]), asked, follow=True)

    assert "Look once more what it costs" in answer.content.decode()
    assert not Unit.objects.filter(options__has_key="look").exists()


def test_what_waits_in_a_look_says_what_becomes_of_the_book(visitor: Client, vividpage: VividPage) -> None:
    waits(vividpage, 1, 2)

    html = page(visitor, "waiting_pictures", vividpage)

    assert "2 pictures wait in this look" in html
    assert "2 of the book are not drawn so" in html
    assert "Use them, and draw this book so from now on" in html
    assert "Use them; the book stays in Storybook" in html


@pytest.mark.parametrize(("book", "style"), [("yes", "pencil"), ("no", "storybook")])
def test_all_are_taken_over_with_one_click(visitor: Client, vividpage: VividPage, book: str, style: str) -> None:
    waits(vividpage, 1, 2)

    visitor.post(reverse("adopt_look", args=[vividpage.pk]), {**chosen(vividpage), "book": book})

    vividpage.refresh_from_db()
    assert vividpage.style == style
    assert PictureVersion.objects.filter(active_for__kind="scene", number=2).count() == 2


def test_what_is_left_in_the_old_look_is_offered_once_the_book_has_the_new_one(
    visitor: Client, vividpage: VividPage
) -> None:
    assert "in another style or size than it has now" not in page(visitor, "redraw_many", vividpage)
    waits(vividpage, 1, 2)
    visitor.post(reverse("adopt_look", args=[vividpage.pk]), {**chosen(vividpage), "book": "yes"})

    html = page(visitor, "redraw_many", vividpage)

    assert "2 pictures of this book are in another style or size than it has now" in html
    rest = page(visitor, "redraw_many", vividpage, what="all", style="pencil", resolution="720", image_model="")
    assert "2 pictures, free of charge" in rest


def test_all_are_put_aside_with_one_click(visitor: Client, vividpage: VividPage) -> None:
    waits(vividpage, 1, 2)

    answer = visitor.post(reverse("put_look_aside", args=[vividpage.pk]), chosen(vividpage), follow=True)

    assert "2 pictures are put aside" in answer.content.decode()
    assert PictureVersion.objects.filter(standing="rejected").count() == 2


def test_a_look_that_there_is_not_is_refused(visitor: Client, vividpage: VividPage) -> None:
    answer = visitor.get(reverse("redraw_many", args=[vividpage.pk]), {"what": "all", "style": "finger-painting"})

    assert answer.status_code == 422


def test_another_s_book_is_not_found(client: Client, vividpage: VividPage, db: None) -> None:
    client.force_login(User.objects.create_user(email="eve@example.com", password="x"))

    for name in ("adopt_look", "put_look_aside"):
        assert client.post(reverse(name, args=[vividpage.pk]), chosen(vividpage)).status_code == 404
