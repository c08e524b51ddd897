"""The pages of many pictures: those that wait, and redrawing a chapter, a person's or all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse

from books.models import Reading, VividPage
from books.services import set_position, set_spoilers
from books.tests.making import make_job
from characters.editing.tests.books import make_book
from characters.models import Character
from jobs.models import Job, Unit
from storyboards.models import PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures.preferring import accept_at_once
from storyboards.tests.making import encoded, keep_drawn

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book of four pictures, shown whole."""
    vividpage = make_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    make_job(vividpage, "image-generation", state=Job.State.COMPLETED, planned=True)
    for scene in vividpage.scenes.all():
        keep_drawn(scene, encoded())
    return vividpage


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def redrawn(vividpage: VividPage, number: int) -> PictureVersion:
    order = RedrawOrder(by=vividpage.owner_id, wish="more snow")
    return keep_drawn(vividpage.scenes.get(number=number), encoded("blue"), order=order, cost=Decimal("0.5"))


def page(visitor: Client, name: str, vividpage: VividPage, **query: Any) -> str:
    return " ".join(visitor.get(reverse(name, args=[vividpage.pk]), query).content.decode().split())


def offered(visitor: Client, vividpage: VividPage, **query: Any) -> str:
    offer: str = visitor.get(reverse("redraw_many", args=[vividpage.pk]), query).context["pictures"].offer
    return offer


def test_what_waits_stands_beside_what_is_shown_and_the_book_tells_of_it(visitor: Client, vividpage: VividPage) -> None:
    redrawn(vividpage, 2)
    redrawn(vividpage, 3)

    html = page(visitor, "waiting_pictures", vividpage)

    assert html.count('class="pair"') == 2
    assert "more snow" in html
    assert "2 new pictures</a> wait for you" in page(visitor, "book", vividpage)


def test_all_are_used_with_one_click(visitor: Client, vividpage: VividPage) -> None:
    redrawn(vividpage, 2)
    redrawn(vividpage, 3)

    visitor.post(reverse("accept_waiting", args=[vividpage.pk]))

    shown = PictureVersion.objects.filter(active_for__isnull=False)
    assert sorted(shown.values_list("number", flat=True)) == [1, 1, 2, 2]
    assert "No new picture waits" in page(visitor, "waiting_pictures", vividpage)


def test_all_are_put_aside_with_one_click(visitor: Client, vividpage: VividPage) -> None:
    redrawn(vividpage, 2)
    redrawn(vividpage, 3)
    assert "Keep all old ones" in page(visitor, "waiting_pictures", vividpage)

    visitor.post(reverse("keep_all_shown", args=[vividpage.pk]))

    assert set(PictureVersion.objects.filter(active_for__isnull=False).values_list("number", flat=True)) == {1}
    assert PictureVersion.objects.filter(standing="rejected").count() == 2
    assert "No new picture waits" in page(visitor, "waiting_pictures", vividpage)


def test_one_is_used_from_the_list_and_leads_back_to_it(visitor: Client, vividpage: VividPage) -> None:
    version = redrawn(vividpage, 2)

    answer = visitor.post(reverse("accept_version", args=[vividpage.pk, version.pk]), {"next": "waiting"})

    assert answer.headers["Location"] == reverse("waiting_pictures", args=[vividpage.pk])


def test_what_lies_ahead_is_counted_and_not_shown(visitor: Client, vividpage: VividPage, reader: User) -> None:
    redrawn(vividpage, 1)
    ahead = redrawn(vividpage, 4)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    set_position(reader=reader, scene=vividpage.scenes.get(number=1))

    html = page(visitor, "waiting_pictures", vividpage)

    assert html.count('class="pair"') == 1
    assert ahead.thumbnail.url not in html
    assert "1 more lies ahead" in html


def test_old_versions_are_deleted_once_their_reader_is_sure(visitor: Client, vividpage: VividPage) -> None:
    visitor.post(reverse("reject_version", args=[vividpage.pk, redrawn(vividpage, 2).pk]))
    assert "1 old one that is not shown" in page(visitor, "waiting_pictures", vividpage)

    asked = visitor.post(reverse("delete_old_versions", args=[vividpage.pk]))
    assert "has cost $0.50" in asked.content.decode()
    assert PictureVersion.objects.count() == 5
    visitor.post(reverse("delete_old_versions", args=[vividpage.pk]), {"sure": asked.context["space"].old})

    assert PictureVersion.objects.count() == 4


def test_what_has_become_old_since_its_reader_was_asked_is_not_deleted(visitor: Client, vividpage: VividPage) -> None:
    address = reverse("delete_old_versions", args=[vividpage.pk])
    visitor.post(reverse("reject_version", args=[vividpage.pk, redrawn(vividpage, 2).pk]))
    sure = visitor.post(address).context["space"].old
    visitor.post(reverse("reject_version", args=[vividpage.pk, redrawn(vividpage, 3).pk]))

    asked = visitor.post(address, {"sure": sure})

    assert PictureVersion.objects.count() == 6
    assert "Meanwhile others have become old." in asked.content.decode()
    assert "Delete 2 old versions?" in asked.content.decode()
    visitor.post(address, {"sure": asked.context["space"].old})
    assert PictureVersion.objects.count() == 4


def test_draughts_alone_offer_no_button_that_would_use_none_of_them(visitor: Client, vividpage: VividPage) -> None:
    order = RedrawOrder(by=vividpage.owner_id, draught_of=uuid4())
    for colour in ("blue", "green"):
        keep_drawn(vividpage.scenes.get(number=2), encoded(colour), order=order)

    assert "Use all new ones" not in page(visitor, "waiting_pictures", vividpage)
    for number in (3, 4):
        redrawn(vividpage, number)
    assert "Use all new ones" in page(visitor, "waiting_pictures", vividpage)


def test_the_price_of_what_is_chosen_is_said_before(visitor: Client, vividpage: VividPage) -> None:
    VividPage.objects.update(image_model="openai/gpt-image-2.5-flare")
    captain = Character.objects.get(name="the Captain")

    assert "4 pictures, for about $0.0" in page(visitor, "redraw_many", vividpage, what="chapter", chapter=1)
    assert "2 pictures, for about $0.0" in page(visitor, "redraw_many", vividpage, what="person", person=captain.pk)


def test_whoever_wants_no_waiting_is_told_that_what_is_new_is_shown(
    visitor: Client, vividpage: VividPage, reader: User
) -> None:
    assert "What is new waits for your word" in page(visitor, "redraw_many", vividpage, what="all")
    accept_at_once(reader=reader)

    assert "What is new is shown at once" in page(visitor, "redraw_many", vividpage, what="all")
    form = {"what": "all", "step": "all", "offer": offered(visitor, vividpage, what="all")}
    answer = visitor.post(reverse("start_redraw_many", args=[vividpage.pk]), form, follow=True)

    assert "What is new is shown at once" in answer.content.decode()


def test_a_budget_that_is_not_enough_is_said_before(visitor: Client, vividpage: VividPage) -> None:
    VividPage.objects.update(image_model="openai/gpt-image-2.5-flare")
    vividpage.budget.limit = Decimal("0.01")
    vividpage.budget.save()

    assert "which is not enough" in page(visitor, "redraw_many", vividpage, what="all")


@pytest.mark.parametrize("query", [{"what": "x"}, {"what": "chapter"}, {"what": "person", "person": "x"}])
def test_what_is_no_choice_is_answered_with_the_form(
    visitor: Client, vividpage: VividPage, query: dict[str, str]
) -> None:
    assert visitor.get(reverse("redraw_many", args=[vividpage.pk]), query).status_code == 422
    visitor.post(reverse("start_redraw_many", args=[vividpage.pk]), query)

    assert not Unit.objects.exists()


def test_three_are_tried_and_then_the_rest(visitor: Client, vividpage: VividPage) -> None:
    address = reverse("start_redraw_many", args=[vividpage.pk])
    assert "Try it on 3" in page(visitor, "redraw_many", vividpage, what="all")

    answer = visitor.post(address, {"what": "all", "step": "try", "offer": offered(visitor, vividpage, what="all")})

    assert Unit.objects.count() == 3
    query = {name: value[0] for name, value in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    assert "The rest: 1 picture" in page(visitor, "redraw_many", vividpage, **query)
    visitor.post(address, {**query, "step": "all", "offer": offered(visitor, vividpage, **query)})
    assert Unit.objects.count() == 4


def test_what_has_changed_since_its_price_was_told_is_not_drawn(visitor: Client, vividpage: VividPage) -> None:
    address = reverse("start_redraw_many", args=[vividpage.pk])
    waits = redrawn(vividpage, 2)
    fewer = offered(visitor, vividpage, what="all")
    visitor.post(reverse("accept_version", args=[vividpage.pk, waits.pk]))
    free = offered(visitor, vividpage, what="all")

    answer = visitor.post(address, {"what": "all", "step": "all", "offer": fewer}, follow=True)
    VividPage.objects.update(image_model="openai/gpt-image-2.5-flare")
    visitor.post(address, {"what": "all", "step": "all", "offer": free})

    assert not Unit.objects.exists()
    assert "Look once more what it costs." in answer.content.decode()
    assert "4 pictures" in answer.content.decode(), "the choice stands"
    visitor.post(address, {"what": "all", "step": "all", "offer": offered(visitor, vividpage, what="all")})
    assert Unit.objects.count() == 4


def test_whoever_has_not_read_it_all_is_warned(visitor: Client, vividpage: VividPage, reader: User) -> None:
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    set_position(reader=reader, scene=vividpage.scenes.get(number=1))

    assert "the Captain" not in page(visitor, "redraw_many", vividpage)
