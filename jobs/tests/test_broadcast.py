"""Wake-ups to browsers, while the database that carries them is silent."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import psycopg
import pytest
from channels.layers import channel_layers
from channels_postgres.db import GROUP_CHANNEL_TABLE
from django.db import connection

from jobs import broadcast
from vividpages.tests.machine import wait_until


@pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"])
def test_a_wake_up_that_is_given_up_keeps_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    channel_layers.backends.clear()
    monkeypatch.setattr(broadcast, "SEND_TIMEOUT_SECONDS", 0.2)
    parameters = connection.get_connection_params()
    address = {name: parameters[name] for name in ("dbname", "user", "password", "host", "port") if name in parameters}
    with psycopg.connect(**address) as silent:
        silent.execute(f"LOCK TABLE {GROUP_CHANNEL_TABLE} IN ACCESS EXCLUSIVE MODE")
        broadcast.changed(uuid4(), at_once=True)
        thread = broadcast._thread  # noqa: SLF001
        assert thread is not None
        wait_until(lambda: not asyncio.all_tasks(thread.loop))
    channel_layers.backends.clear()


def test_of_many_subjects_those_told_long_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "SHORTEST_INTERVAL_SECONDS", 0.0)
    for _ in range(3 * broadcast.MOST_REMEMBERED):
        assert broadcast._is_due(uuid4(), at_once=False)  # noqa: SLF001

    assert len(broadcast._last) <= broadcast.MOST_REMEMBERED  # noqa: SLF001


def test_a_subject_that_was_told_just_now_is_remembered_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "SHORTEST_INTERVAL_SECONDS", 3600.0)
    subject = uuid4()
    assert broadcast._is_due(subject, at_once=False)  # noqa: SLF001
    for _ in range(2 * broadcast.MOST_REMEMBERED):
        broadcast._is_due(uuid4(), at_once=False)  # noqa: SLF001

    assert not broadcast._is_due(subject, at_once=False)  # noqa: SLF001
    assert broadcast._is_due(subject, at_once=True)  # noqa: SLF001
    broadcast._last.clear()  # noqa: SLF001
