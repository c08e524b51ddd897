"""Pages as they come: one that is not there has the house style, and none carries style or script of its own.

Who may see which page: `vividpages/tests/access`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from books.models import Chapter, VividPage
from books.tests.vividpages import make_vividpage

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", authors=["Ida Holm"])
    Chapter.objects.create(vividpage=vividpage, number=1, title="Landfall")
    return vividpage


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
