"""Live progress over a real channel layer: LISTEN/NOTIFY on the test database."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.layers import channel_layers
from channels.routing import URLRouter
from channels_postgres import core
from channels_postgres.models import GroupChannel, Message
from django.db import OperationalError, connection
from django.test import AsyncClient
from django.utils import timezone

from books.models import Reading, VividPage
from books.tests.vividpages import make_vividpage
from jobs import broadcast
from vividpages.asgi import websockets
from vividpages.tests.machine import wait_until
from vividpages.tests.sockets import PageSocket
from web.making import live as progress
from web.making import watching
from web.making.watching import BookAudience, states_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from accounts.models import User

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"]), pytest.mark.asyncio]


@pytest.fixture(autouse=True)
def _fresh_layer() -> Iterator[None]:
    """Each test has an event loop of its own, and a listener belongs to one loop."""
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book of Storms")


async def signed_in(user: User) -> AsyncClient:
    """Make a browser in which a reader is signed in."""
    browser = AsyncClient()
    await browser.aforce_login(user)
    return browser


async def watch(
    vividpage: VividPage, user: User | None, query: str = "", *, browser: AsyncClient | None = None
) -> PageSocket:
    """Make a page of a book in a browser of the reader's, or of nobody."""
    cookies = (browser or (await signed_in(user) if user else AsyncClient())).cookies
    sent = "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())
    return PageSocket(
        AuthMiddlewareStack(URLRouter(websockets)),
        f"/ws/books/{vividpage.pk}/{query}",
        headers=[(b"cookie", sent.encode())],
    )


async def leave(browser: PageSocket) -> None:
    """Disconnect, and let go of the database."""
    await browser.disconnect()
    await channel_layers["default"].close()


async def test_who_connects_is_told_the_state_at_once(vividpage: VividPage, reader: User) -> None:
    browser = await watch(vividpage, reader)
    assert await browser.connect()

    assert 'id="live"' in await browser.next_text()
    await leave(browser)


async def test_a_change_reaches_whoever_watches(vividpage: VividPage, reader: User) -> None:
    browser = await watch(vividpage, reader)
    await browser.connect()
    await browser.next_text()
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING)
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})

    assert 'data-status="working"' in await browser.next_text()
    await leave(browser)


@pytest.mark.parametrize(("query", "is_for_all"), [("", False), ("?all=1", True)])
async def test_whoever_opened_a_page_for_all_of_the_book_is_told_all_of_it(
    vividpage: VividPage, reader: User, query: str, is_for_all: bool
) -> None:
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING, scene_count=2)
    await Reading.objects.acreate(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    browser = await watch(vividpage, reader, query)
    await browser.connect()

    assert (f"/books/{vividpage.pk}/live/?all=1" in await browser.next_text()) is is_for_all
    await leave(browser)


async def test_many_changes_at_once_are_told_as_few_and_the_last_is_true(vividpage: VividPage, reader: User) -> None:
    browser = await watch(vividpage, reader)
    await browser.connect()
    for _ in range(30):
        await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.COMPLETED)
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})

    messages = 1
    while 'data-status="completed"' not in await browser.next_text():
        messages += 1
    assert messages < 30
    await leave(browser)


async def test_a_change_is_rendered_once_for_all_who_watch(
    vividpage: VividPage, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[bool] = []
    render = progress.render

    def counted(vividpage_id: UUID, reader: User, *, ahead: bool = False) -> str | None:
        rendered.append(ahead)
        return render(vividpage_id, reader, ahead=ahead)

    monkeypatch.setattr(progress, "render", counted)
    browsers = [await watch(vividpage, reader, query) for query in ["", "?all=1"] for _ in range(15)]
    for browser in browsers:
        await browser.connect()
        await browser.next_text()
    rendered.clear()
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING)
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})

    for browser in browsers:
        while 'data-status="working"' not in await browser.next_text():
            pass
    # Once for each audience, and once more where the layer told only now that it listens.
    assert set(rendered) == {False, True}
    assert len(rendered) < len(browsers) / 2
    for browser in browsers[1:]:
        await browser.disconnect()
    await leave(browsers[0])


async def test_who_comes_later_is_told_the_state_as_it_is_then(vividpage: VividPage, reader: User) -> None:
    first, second = await watch(vividpage, reader), await watch(vividpage, reader)
    await first.connect()
    await first.next_text()
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING)  # nobody is told
    await second.connect()

    assert 'data-status="working"' in await second.next_text()
    await first.disconnect()
    await leave(second)


async def test_whoever_asks_is_told_again(vividpage: VividPage, reader: User) -> None:
    browser = await watch(vividpage, reader)
    await browser.connect()
    state = await browser.next_text()
    await browser.send_text("?")

    assert await browser.next_text() == state
    await leave(browser)


@pytest.mark.parametrize("who", ["stranger", "nobody"])
async def test_others_are_told_nothing(vividpage: VividPage, stranger: User, who: str) -> None:
    browser = await watch(vividpage, stranger if who == "stranger" else None)
    await browser.connect()

    assert (await browser.next_message())["type"] == "websocket.close"
    await leave(browser)


async def test_a_state_that_cannot_be_read_is_told_as_soon_as_it_can(
    vividpage: VividPage, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = progress.render

    def broken(*_: object, **__: object) -> None:
        monkeypatch.setattr(progress, "render", render)
        raise OperationalError("the database is away")

    monkeypatch.setattr(watching, "GIVE_UP_SECONDS", 600)
    monkeypatch.setattr(progress, "render", broken)
    browser = await watch(vividpage, reader)
    await browser.connect()

    assert 'id="live"' in await browser.next_text()
    await leave(browser)


async def test_who_leaves_before_the_first_state_leaves_nothing_behind(vividpage: VividPage, reader: User) -> None:
    layer = channel_layers["default"]
    known = set(core.ASYNCIO_EVENT_CHANNEL_MAPPING)
    states = states_for(BookAudience(vividpage.pk, reader), layer)
    browser = asyncio.ensure_future(anext(states))
    while set(core.ASYNCIO_EVENT_CHANNEL_MAPPING) == known:
        await asyncio.sleep(0)
    browser.cancel()
    await asyncio.wait([browser])

    assert set(core.ASYNCIO_EVENT_CHANNEL_MAPPING) == known
    await layer.close()


async def test_who_has_left_leaves_no_task_behind(vividpage: VividPage, reader: User) -> None:
    before = asyncio.all_tasks()
    browser = await watch(vividpage, reader)
    await browser.connect()
    await browser.next_text()
    await leave(browser)

    assert asyncio.all_tasks() == before


async def test_what_has_expired_is_cleared_away_by_whoever_listens(vividpage: VividPage, reader: User) -> None:
    for expire in (timezone.now() - timedelta(seconds=1), timezone.now() + timedelta(hours=1)):
        await GroupChannel.objects.acreate(group_key="another", channel="somebody", expire=expire)
        await Message.objects.acreate(channel="somebody", message=b"", expire=expire)
    browser = await watch(vividpage, reader)
    await browser.connect()
    rows = GroupChannel.objects.filter(channel="somebody"), Message.objects.filter(channel="somebody")

    for kept in rows:
        await sync_to_async(wait_until)(lambda kept=kept: kept.count() == 1)  # type: ignore[misc]
        assert (await kept.aget()).expire > timezone.now()
    await leave(browser)


async def test_a_listener_that_the_database_has_ended_listens_again(vividpage: VividPage, reader: User) -> None:
    browser = await watch(vividpage, reader)
    await browser.connect()
    await browser.next_text()
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING)
    await sync_to_async(end_listeners)()

    state = ""
    while 'data-status="working"' not in state:  # nobody sends it: what is sent meanwhile would be lost
        state = await browser.next_text()
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.COMPLETED)
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})

    while 'data-status="completed"' not in state:
        state = await browser.next_text()
    await leave(browser)


async def test_pages_that_connect_while_nobody_listens_are_told_later(vividpage: VividPage, reader: User) -> None:
    first, second = await watch(vividpage, reader), await watch(vividpage, reader)
    await first.connect()
    await first.next_text()
    await sync_to_async(end_listeners)()
    await second.connect()
    await second.next_text()
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING)
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})

    while 'data-status="working"' not in await second.next_text():
        pass
    await first.disconnect()
    await leave(second)


def end_listeners() -> None:
    """End the listener as an administrator, or a restart, does, once there is one: a page may be told before it is."""

    def has_ended_one() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND query LIKE 'LISTEN %'"
            )
            return cursor.rowcount == 1

    wait_until(has_ended_one)
