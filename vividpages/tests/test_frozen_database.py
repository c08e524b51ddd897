"""A database that is there and does not answer: nobody waits for it for ever, and its return is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from vividpages.database import RELIABLE
from vividpages.database.base import PatientConnection
from vividpages.tests.machine import wait_until
from vividpages.tests.relay import Relay
from vividpages.tests.test_front_door import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as relay:
        yield relay


def test_an_answer_that_does_not_come_is_given_up_with_its_connection(relay: Relay, settings: Settings) -> None:
    line = PatientConnection.connect(relay.database_url)
    assert line.execute("SELECT 1").fetchone() == (1,)
    relay.flows.clear()
    settings.DATABASE_ANSWER_SECONDS = 0.5

    with pytest.raises(psycopg.OperationalError, match="did not answer in time"):
        line.execute("SELECT 1")

    assert line.closed


def test_a_wait_without_a_limit_is_as_long_as_it_takes(settings: Settings) -> None:
    assert settings.DATABASE_ANSWER_SECONDS == 0, "in commands, such as migrate"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")


def test_every_connection_notices_a_line_that_is_dead() -> None:
    connection.ensure_connection()
    assert isinstance(connection.connection, PatientConnection)
    assert RELIABLE.items() <= settings.DATABASES["default"]["OPTIONS"].items()
    assert {str(value) for value in RELIABLE.values()} <= set(connection.connection.info.get_parameters().values())


@pytest.mark.processes
def test_a_page_is_told_to_come_later_and_is_shown_once_the_database_answers(machine: Machine, relay: Relay) -> None:
    machine.environment |= {
        "DATABASE_URL": relay.database_url,
        "DATABASE_ANSWER_SECONDS": "2",
        "WEB_PROCESSES": "1",
        "WEB_THREADS": "2",
    }
    address = machine.start_web()
    wait_until(lambda: ask(address, "/books/").status == 302)
    relay.flows.clear()

    answers = [ask(address, "/books/") for _ in range(4)]

    assert {answer.status for answer in answers} == {503}
    assert {answer.headers["Retry-After"] for answer in answers} == {"5"}
    relay.flows.set()
    wait_until(lambda: ask(address, "/books/").status == 302)
