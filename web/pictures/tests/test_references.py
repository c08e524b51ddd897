"""The page of the reference sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from characters.editing.tests.books import make_book
from characters.models import Character, Setting
from jobs.models import Job
from storyboards.references.tests.test_redrawing import draw, look_first, shown
from storyboards.steps import IMAGE_GENERATION
from storyboards.tests.making import encoded

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage


pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return Character.objects.get(vividpage=vividpage, name="Jim Hawkins")


@pytest.fixture
def inn(vividpage: VividPage) -> Setting:
    return Setting.objects.get(vividpage=vividpage, name="the inn")


def address(name: str, vividpage: VividPage, row: Any = None) -> str:
    kind = [] if row is None else ["person" if isinstance(row, Character) else "place", row.pk]
    return reverse(name, args=[vividpage.pk, *kind])


def test_the_page_shows_all_sheets_with_what_a_redraw_costs(vividpage: VividPage, signed_in: Client) -> None:
    look_first(vividpage)

    html = signed_in.get(address("references", vividpage)).content.decode()

    assert html.count("<article class=") == 5
    assert "free of charge" in html
    assert "Approve all and continue" in html


def test_who_has_not_asked_to_see_them_first_is_warned(vividpage: VividPage, signed_in: Client) -> None:
    draw(vividpage)

    assert "contains spoilers" in signed_in.get(address("references", vividpage)).content.decode()


def test_a_sheet_is_asked_for_again_until_it_is_drawn(vividpage: VividPage, signed_in: Client, jim: Character) -> None:
    look_first(vividpage)
    signed_in.post(address("reference_redraw", vividpage, jim), {"wish": ""})

    assert 'hx-trigger="every 3s"' in signed_in.get(address("reference", vividpage, jim)).content.decode()
    draw(vividpage)
    assert "hx-trigger" not in signed_in.get(address("reference", vividpage, jim)).content.decode()


def test_a_picture_can_be_brought(vividpage: VividPage, signed_in: Client, inn: Setting) -> None:
    file = SimpleUploadedFile("inn.png", encoded(), content_type="image/png")

    signed_in.post(address("reference_own", vividpage, inn), {"picture": file})

    assert shown(inn).image.name.endswith(".webp")


@pytest.mark.parametrize("sent", [{}, {"picture": SimpleUploadedFile("x.png", b"no picture")}])
def test_what_is_no_picture_is_refused_with_a_sentence(
    vividpage: VividPage, signed_in: Client, inn: Setting, sent: Any
) -> None:
    response = signed_in.post(address("reference_own", vividpage, inn), sent, follow=True)

    assert [str(message).endswith(".") for message in response.context["messages"]] == [True]
    assert response.redirect_chain == [(address("references", vividpage), 302)], "from the top, where the sentence is"
    assert shown(inn) is None


def test_approving_leads_back_to_the_book(vividpage: VividPage, signed_in: Client) -> None:
    look_first(vividpage)

    assert signed_in.post(address("references_approve", vividpage)).headers["Location"] == reverse(
        "book", args=[vividpage.pk]
    )
    assert Job.objects.get(stage=IMAGE_GENERATION.name).state == Job.State.RUNNING


def test_a_kind_that_is_none_is_not_found(vividpage: VividPage, signed_in: Client, inn: Setting) -> None:
    assert signed_in.post(reverse("reference_redraw", args=[vividpage.pk, "scene", inn.pk])).status_code == 404
