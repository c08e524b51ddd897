"""What several clicks at the same moment do to a bookcase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from books.models import VividPage
from books.tests.vividpages import make_vividpage
from jobs.models import Job
from web.making.tests.test_setup import setup_choices
from web.tests.at_once import AtOnce, browser_of, wait_until_waiting

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User

pytestmark = [pytest.mark.whole, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book of Storms")


def test_a_book_that_is_deleted_twice_at_once_is_deleted(vividpage: VividPage, reader: User) -> None:
    address = reverse("book_delete", args=[vividpage.pk])
    browsers = [browser_of(reader) for _ in range(3)]

    with transaction.atomic():  # all have found the book before the first of them deletes it
        VividPage.objects.select_for_update().get(pk=vividpage.pk)
        clicks = AtOnce([lambda browser=browser: browser.post(address) for browser in browsers])  # type: ignore[misc]
        wait_until_waiting(3)

    assert [response.status_code for response in clicks.wait()] == [302, 302, 302]
    assert not VividPage.objects.exists()


@pytest.mark.parametrize("name", ["book_start", "setup"])
def test_a_book_that_is_deleted_while_something_is_done_to_it_is_not_found(
    vividpage: VividPage, reader: User, name: str
) -> None:
    if name != "setup":
        VividPage.objects.update(status=VividPage.Status.WORKING)
    browser = browser_of(reader)
    address = reverse(name, args=[vividpage.pk])

    with transaction.atomic():
        VividPage.objects.select_for_update().get(pk=vividpage.pk).delete()
        click = AtOnce([lambda: browser.post(address, setup_choices())])
        wait_until_waiting(1)

    assert click.wait()[0].status_code == 404
    assert not Job.objects.exists()


def test_four_clicks_at_once_bring_one_sample_book(reader: User, settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    browsers = [browser_of(reader) for _ in range(4)]

    clicks = AtOnce([lambda browser=browser: browser.post(reverse("sample")) for browser in browsers])  # type: ignore[misc]

    assert {response.status_code for response in clicks.wait()} == {302}
    assert VividPage.objects.count() == 1
    assert Job.objects.count() == 1
