"""Signing out at one process of a real web server ends what is open at all of them."""

from __future__ import annotations

import re
import urllib.request
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from books.tests.vividpages import make_vividpage
from vividpages.tests.machine import DEADLINE_SECONDS
from vividpages.tests.sockets import Socket

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes


def ask(url: str, session: str, data: bytes | None = None, *, csrf: str = "") -> tuple[int, str]:
    cookie = f"sessionid={session}; csrftoken={csrf}"
    request = urllib.request.Request(url, data, headers={"Cookie": cookie, "Referer": url})
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE_SECONDS) as response:
            return response.status, response.read().decode("latin1")
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_signing_out_at_one_process_ends_what_is_open_at_all(machine: Machine, reader: User, client: Client) -> None:
    machine.environment |= {"WEB_PROCESSES": "2"}
    vividpage = make_vividpage(owner=reader, title="A Book of Storms")
    name = default_storage.save(f"storyboards/{vividpage.pk}/scene.webp", ContentFile(b"picture"))
    client.force_login(reader)
    session = client.cookies["sessionid"].value
    address = machine.start_web()
    sockets = [Socket(address, f"/ws/books/{vividpage.pk}/", session=session) for _ in range(8)]
    for page in sockets:
        assert 'id="live"' in page.next_text()
    assert ask(f"{address}/media/{name}", session) == (200, "picture")

    _, html = ask(f"{address}/accounts/logout/", session, csrf="a" * 32)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', html)[1]
    ask(f"{address}/accounts/logout/", session, f"csrfmiddlewaretoken={token}".encode(), csrf="a" * 32)

    for page in sockets:
        with pytest.raises(ConnectionError):
            page.next_text()
        page.close()
    assert ask(f"{address}/media/{name}", session)[0] == 404
