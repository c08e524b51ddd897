"""Open pages of somebody who is signed out are told nothing more, at once; pages of other origins nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from channels.layers import channel_layers
from channels_postgres import core
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.models import User
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from jobs import broadcast
from vividpages.asgi import application
from vividpages.tests.sockets import PageSocket
from vividpages.tests.test_live import leave, signed_in, watch
from web.making import sessions
from web.making.consumers import SIGNED_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import AsyncClient
    from pytest_django import Settings

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"]), pytest.mark.asyncio]
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _fresh_layer() -> Iterator[None]:
    """Each test has an event loop of its own, and a listener belongs to one loop."""
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book of Storms")


async def open_page(vividpage: VividPage, browser: AsyncClient) -> PageSocket:
    page = await watch(vividpage, None, browser=browser)
    assert await page.connect()
    await page.next_text()
    return page


async def code_of(page: PageSocket) -> int | None:
    """Return with what the server closes a page, which is told nothing before."""
    message = await page.next_message()
    assert message["type"] == "websocket.close", message
    return message.get("code")


async def sign_out(browser: AsyncClient, reader: User) -> None:
    await browser.post(reverse("account_logout"))


async def sign_out_of_the_admin(browser: AsyncClient, reader: User) -> None:
    await User.objects.filter(pk=reader.pk).aupdate(is_staff=True)
    await browser.post(reverse("admin:logout"))


async def change_password(browser: AsyncClient, reader: User) -> None:
    """Change the password in another browser: the one that changes it stays signed in, the others do not."""
    other = await signed_in(reader)
    sent = {"oldpassword": PASSWORD, "password1": "quite another phrase 8", "password2": "quite another phrase 8"}
    await other.post(reverse("account_change_password"), sent)


async def switch_off(browser: AsyncClient, reader: User) -> None:
    reader.is_active = False
    await reader.asave()


@pytest.mark.parametrize("how", [sign_out, sign_out_of_the_admin, change_password, switch_off])
async def test_whoever_is_signed_out_is_told_nothing_more(
    vividpage: VividPage, reader: User, how: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "LOOK_EVERY_SECONDS", 600)
    browser = await signed_in(reader)
    page = await open_page(vividpage, browser)

    await how(browser, reader)  # type: ignore[operator]

    assert await code_of(page) == SIGNED_OUT
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})
    assert await page.is_silent(seconds=0.3)
    await leave(page)


async def test_signing_out_closes_no_page_of_another_session(
    vividpage: VividPage, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "LOOK_EVERY_SECONDS", 600)
    here, there = await signed_in(reader), await signed_in(reader)
    pages = [await open_page(vividpage, browser) for browser in (here, here, there)]

    await sign_out(here, reader)

    assert [await code_of(page) for page in pages[:2]] == [SIGNED_OUT, SIGNED_OUT]
    await VividPage.objects.filter(pk=vividpage.pk).aupdate(status=VividPage.Status.WORKING)
    await channel_layers["default"].group_send(broadcast.group_of(vividpage.pk), {"type": broadcast.MESSAGE_TYPE})
    assert 'data-status="working"' in await pages[2].next_text()
    for page in pages:
        await page.disconnect()
    await channel_layers["default"].close()


async def test_a_session_that_ends_without_a_word_is_noticed(
    vividpage: VividPage, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "LOOK_EVERY_SECONDS", 0.1)
    page = await open_page(vividpage, await signed_in(reader))

    await Session.objects.all().adelete()

    assert await code_of(page) == SIGNED_OUT
    await leave(page)


@pytest.mark.parametrize(
    ("origin", "https", "is_let_in"),
    [
        ("http://localhost:8000", False, True),
        ("http://localhost:9999", False, False),
        ("http://localhost", False, False),
        ("https://localhost:8000", False, False),
        ("https://localhost:8000", True, True),
        ("http://localhost:8000", True, False),
        ("http://evil.example", False, False),
        ("http://localhost:8000.evil.example", False, False),
        ("null", False, False),
        (None, False, False),
        ("https://books.example.com", False, True),
    ],
)
async def test_a_page_of_another_origin_is_not_let_in(
    vividpage: VividPage, reader: User, settings: Settings, origin: str | None, https: bool, is_let_in: bool
) -> None:
    settings.HTTPS, settings.CSRF_TRUSTED_ORIGINS = https, ["https://books.example.com"]
    cookie = (await signed_in(reader)).cookies[settings.SESSION_COOKIE_NAME].value
    headers = [(b"host", b"localhost:8000"), (b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    page = PageSocket(application, f"/ws/books/{vividpage.pk}/", headers=headers)

    assert await page.connect() is is_let_in
    await leave(page)


async def test_who_is_not_let_in_is_not_kept_in_mind(vividpage: VividPage, reader: User) -> None:
    """Else what the channel layer tells all of a process would reach strangers, whose sockets know no such message."""
    known = set(core.ASYNCIO_EVENT_CHANNEL_MAPPING)
    headers = [(b"host", b"localhost:8000"), (b"origin", b"http://evil.example")]
    page = PageSocket(application, f"/ws/books/{vividpage.pk}/", headers=headers)

    assert not await page.connect()
    assert set(core.ASYNCIO_EVENT_CHANNEL_MAPPING) == known
    await leave(page)


async def test_a_host_that_is_not_ours_is_not_let_in(vividpage: VividPage, reader: User) -> None:
    """A name that somebody else lets lead to this machine."""
    headers = [(b"host", b"evil.example:8000"), (b"origin", b"http://evil.example:8000")]
    page = PageSocket(application, f"/ws/books/{vividpage.pk}/", headers=headers)

    assert not await page.connect()
    await leave(page)
