"""No words of a book come into a log, however a request ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from web.library import queries

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


def test_every_handler_of_the_console_leaves_words_out() -> None:
    handlers = django_settings.LOGGING["handlers"]

    assert handlers["console"]["formatter"] == django_settings.LOG_FORMAT
    assert handlers["console"]["filters"] == ["own"]


def test_a_page_that_breaks_is_answered_in_the_house_style(
    client: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ValueError("words of a secret book")

    monkeypatch.setattr(queries, "bookcase_of", broken)
    client.raise_request_exception = False
    client.force_login(reader)
    response = client.get(reverse("bookcase"))

    assert response.status_code == 500
    assert "secret" not in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_stage_that_breaks_tells_the_queue_nothing_of_the_book(
    reader: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from jobs import engine

    vividpage = make_vividpage(owner=reader, title="A Book")
    make_job(vividpage, "analysis")

    def broken(*_: object) -> None:
        raise ValueError("words of a secret book")

    monkeypatch.setattr(engine, "plan_once", broken)
    engine.work_slice()

    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
