"""No words of a book come into a log, however a request ends."""

from __future__ import annotations

import logging
import logging.config
import sys
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


def formatted(error: Exception) -> str:
    given = dict(django_settings.LOGGING["formatters"]["line"])  # type: ignore[index]  # what it configures it empties
    formatter = logging.config.DictConfigurator({}).configure_formatter(given)
    try:
        raise error
    except type(error):
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Something broke", None, sys.exc_info())
    return formatter.format(record)


def test_a_logged_error_tells_its_kind_and_place_but_not_its_words() -> None:
    line = formatted(ValueError("words of a secret book"))

    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "secret" not in line


def test_neither_do_the_errors_that_it_came_from() -> None:
    error = ValueError("words of a secret book")
    error.__cause__ = KeyError("another secret")
    line = formatted(error)

    assert "KeyError" in line
    assert "secret" not in line


def test_the_console_speaks_that_way() -> None:
    assert {handler["formatter"] for handler in django_settings.LOGGING["handlers"].values()} == {"line"}  # type: ignore[attr-defined]


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
