"""The pages that tell of pictures that no longer fit, and have them redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import Reading, VividPage
from books.services import set_spoilers
from books.tests.making import make_job
from characters.editing import scenes
from characters.editing.tests.books import make_book
from jobs.models import Job, Unit
from storyboards.requests import composing
from storyboards.requests.facts import facts_of_book
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book that has been drawn, of which the pictures of the scenes 2 and 3 no longer fit."""
    vividpage = make_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    job = make_job(vividpage, "image-generation", state=Job.State.COMPLETED, planned=True)
    for number, facts in facts_of_book(vividpage).items():
        add_version(facts.scene, digest=composing.digest_of(facts), parameters={"model": "sketch"})
        Unit.objects.create(job=job, number=number, kind="scene", target=facts.scene.pk, state=Unit.State.DONE)
    for number in (2, 3):
        scenes.edit_scene(analysis=vividpage.scenes.get(number=number).analysis, weather="storm", by=reader)
    return vividpage


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def waiting(vividpage: VividPage) -> list[int]:
    targets = Unit.objects.filter(state=Unit.State.WAITING).values("target")
    return list(vividpage.scenes.filter(pk__in=targets).values_list("number", flat=True))


@pytest.mark.parametrize("page", ["book", "people", "stale"])
def test_pages_of_the_book_say_how_many_no_longer_fit_and_what_redrawing_them_costs(
    visitor: Client, vividpage: VividPage, page: str
) -> None:
    html = " ".join(visitor.get(reverse(page, args=[vividpage.pk])).content.decode().split())

    assert "2 pictures</a> no longer fit since" in html
    assert "Redraw them all, free of charge" in html


def test_a_paid_redrawing_says_its_price_before(visitor: Client, vividpage: VividPage) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(image_model="openai/gpt-image-2.5-flare")

    assert "Redraw them all, for about $" in visitor.get(reverse("stale", args=[vividpage.pk])).content.decode()


def test_one_click_redraws_them_all(visitor: Client, vividpage: VividPage) -> None:
    answer = visitor.post(reverse("redraw", args=[vividpage.pk]))

    assert answer.headers["Location"] == reverse("book", args=[vividpage.pk])
    assert waiting(vividpage) == [2, 3]


def test_one_click_redraws_one(visitor: Client, vividpage: VividPage) -> None:
    answer = visitor.post(reverse("redraw", args=[vividpage.pk]), {"scene": "3"})

    assert answer.headers["Location"] == reverse("stale", args=[vividpage.pk])
    assert waiting(vividpage) == [3]


@pytest.mark.parametrize("scene", ["", "x", "9" * 400, "-1"])
def test_what_is_no_number_of_a_scene_is_refused(visitor: Client, vividpage: VividPage, scene: str) -> None:
    assert visitor.post(reverse("redraw", args=[vividpage.pk]), {"scene": scene}).status_code == 400


def test_where_all_fit_nothing_is_redrawn(visitor: Client, vividpage: VividPage) -> None:
    visitor.post(reverse("redraw", args=[vividpage.pk]), {"scene": "1"})

    assert waiting(vividpage) == []
