"""Behind PgBouncer in transaction mode each transaction may be in another session: nothing may hold on to one.

Tried with a real one, where it is installed.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
import pytest
from asgiref.sync import async_to_sync
from channels.layers import channel_layers
from django.db import connection, connections
from django.test import AsyncClient

from accounts.models import User
from books import services
from books.models import VividPage
from vividpages.backups.postgres import own_server
from vividpages.channel_layer import ReconnectingPostgresLayer
from vividpages.database.addresses import Addresses, databases, direct
from vividpages.database.base import DatabaseWrapper, PatientConnection
from vividpages.tests.poolers import MOST, PGBOUNCER, pooler
from vividpages.tests.sockets import Socket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings

    from vividpages.tests.machine import Machine

needs_pooler = pytest.mark.skipif(PGBOUNCER is None, reason="PgBouncer is not installed")


@pytest.fixture
def pooled_url(transactional_db: None) -> Iterator[str]:
    with pooler() as url:
        yield url


def _wrapper(url: str, **more: Any) -> DatabaseWrapper:
    """Connect as Django does with such settings."""
    return DatabaseWrapper(connections.configure_settings(databases(Addresses(url, **more)))["default"])


def _own_url() -> str:
    database = connection.settings_dict
    return f"postgresql://{database['USER']}@{quote(str(database['HOST']), safe='')}/{database['NAME']}"


@needs_pooler
def test_long_reads_go_on_while_others_have_the_session(
    pooled_url: str, reader: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = databases(Addresses(pooled_url, is_pooled=True))["default"]
    connection.close()
    with monkeypatch.context() as patch:
        for name in ("HOST", "PORT", "DISABLE_SERVER_SIDE_CURSORS"):
            patch.setitem(connection.settings_dict, name, config[name])
        others = [psycopg.connect(pooled_url, prepare_threshold=None) for _ in range(MOST - 1)]
        read = User.objects.order_by("email").iterator(chunk_size=1)
        first = next(read)
        for other in others:  # whatever session is free
            other.execute("SELECT 1")
        with psycopg.connect(pooled_url, prepare_threshold=None) as last:
            last.execute("SELECT 1")
            for other in others:
                other.close()
            assert [first, *read] == [reader, stranger]
        connection.close()


@needs_pooler
def test_more_sessions_than_connections_take_turns(pooled_url: str) -> None:
    sessions = [psycopg.connect(pooled_url, autocommit=True, prepare_threshold=None) for _ in range(3 * MOST)]
    servers = {session.execute("SELECT pg_backend_pid()").fetchone() for session in sessions for _ in range(3)}
    for session in sessions:
        session.close()

    assert 1 <= len(servers) <= MOST


@needs_pooler
def test_what_is_sent_through_the_pooler_is_heard_past_it(pooled_url: str) -> None:
    [config] = databases(Addresses(pooled_url, is_pooled=True)).values()
    listen = direct(Addresses(pooled_url, direct_url=_own_url()))
    layer = ReconnectingPostgresLayer(**config, TIME_ZONE=None, LISTEN=listen, CONNECTIONS=2, group_expiry=60)

    async def heard() -> dict[str, Any]:
        channel = await layer.new_channel()
        await layer.group_add("readers", channel)
        hearing = asyncio.create_task(layer.receive(channel))
        await layer.listening.wait()
        while (message := await hearing)["type"] == "layer.listening":
            hearing = asyncio.create_task(layer.receive(channel))
            for _ in range(10):  # each in whatever session is free
                await layer.group_send("readers", {"type": "changed"})
        await layer.close()
        return message

    assert async_to_sync(heard)() == {"type": "changed"}


@needs_pooler
@pytest.mark.processes
def test_two_web_servers_and_a_worker_behind_a_pooler_serve_one_session_and_one_live_page(
    machine: Machine, sample_epub: Path, reader: User
) -> None:
    """No sticky sessions: who signs in at one host is known to the other, and sees there what is done at the first."""
    with pooler() as url, sample_epub.open("rb") as epub:
        own = machine.environment["DATABASE_URL"]
        machine.environment |= {"DATABASE_URL": url, "DATABASE_DIRECT_URL": own, "DATABASE_POOLED": "1"}
        machine.environment |= {"WEB_PROCESSES": "1", "WEB_DATABASE_POOL": "3"}
        one, other = machine.start_web(), machine.start_web()
        client = AsyncClient()
        async_to_sync(client.aforce_login)(reader)
        session = client.cookies["sessionid"].value
        vividpage = services.upload(owner=reader, epub=epub)
        for address in (one, other):
            assert _status(address, f"/books/{vividpage.pk}/setup/", session) in (200, 302)
        page = Socket(other, f"/ws/books/{vividpage.pk}/", session=session)
        page.next_text()

        machine.start_worker()
        services.start(vividpage=vividpage, until="epub-parse")

        while 'data-status="completed"' not in page.next_text():
            pass
        page.close()
        assert VividPage.objects.get(pk=vividpage.pk).scenes.exists()


def _status(address: str, path: str, session: str) -> int:
    import httpx2

    return httpx2.get(f"{address}{path}", headers={"Cookie": f"sessionid={session}"}).status_code


def test_threads_of_a_web_server_share_connections_that_are_given_up_when_no_answer_comes(db: None) -> None:
    wrapper = _wrapper(_own_url(), pool=2, kept_seconds=60)
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert isinstance(wrapper.connection, PatientConnection)
        assert wrapper.pool.max_size == 2
        assert wrapper.settings_dict["CONN_MAX_AGE"] == 0
    finally:
        wrapper.close()
        wrapper.close_pool()


def test_backups_go_past_the_pooler(settings: Settings) -> None:
    settings.DIRECT_DATABASE = direct(Addresses("postgresql://a@pooler/x", direct_url="postgresql://a@straight:5433/x"))

    assert (own_server().host, own_server().port) == ("straight", "5433")


def test_the_layer_of_the_tests_is_the_one_that_readers_have() -> None:
    assert isinstance(channel_layers["default"], ReconnectingPostgresLayer)
