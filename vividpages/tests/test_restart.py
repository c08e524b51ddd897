"""The database's server is restarted under a web server: pages that are open go on getting news."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import expect

from vividpages import embedded
from vividpages.tests.machine import Machine, wait_until
from vividpages.tests.signed_in import PATIENCE
from vividpages.tests.sockets import Closed, Socket
from vividpages.tests.test_serving import are_gone
from web.making.consumers import TRY_AGAIN_LATER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.processes

PREPARE = """
from importlib import import_module
from uuid import uuid4
from django.conf import settings
from accounts.models import User
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
user = User.objects.create_user(f"{uuid4()}@example.com", "correct horse battery")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(make_vividpage(owner=user, title="A Book of Storms").pk, session.session_key)
"""
TELL = "from jobs import broadcast; from uuid import UUID; broadcast.changed(UUID({!r}))"


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Where a server of their own lies; not under pytest's folders, which the user that serves cannot enter."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "postgres"
        environment = {**os.environ, "DATABASE_URL": embedded.database_url(data)}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment, cwd=settings.BASE_DIR, check=True)
        yield data
        end(data, signal.SIGINT)


@pytest.fixture
def own(machine: Machine, data: Path) -> Machine:
    machine.environment["DATABASE_URL"] = embedded.database_url(data)
    return machine


def run(machine: Machine, code: str) -> str:
    command = [sys.executable, "-W", "ignore", "manage.py", "shell", "--verbosity", "0", "-c", code]
    return subprocess.run(
        command, env=machine.environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True
    ).stdout


def end(data: Path, number: int) -> None:
    """End the server: SIGINT ends every session at once, SIGKILL leaves the server's children to notice."""
    pid_file = data / "postmaster.pid"
    postmaster = psutil.Process(int(pid_file.read_text().split()[0]))
    processes = [postmaster, *postmaster.children(recursive=True)]
    postmaster.send_signal(number)
    wait_until(lambda: are_gone(processes))


def restart(data: Path) -> None:
    end(data, signal.SIGINT)
    embedded.database_url(data)


def write(data: Path, status: str) -> None:
    with psycopg.connect(host=str(data), user="postgres", dbname=embedded.DATABASE) as database:
        database.execute("UPDATE books_vividpage SET status = %s", [status])


class Page:
    """A page that is open, and connects again when it is told to: where a restart takes long it is."""

    def __init__(self, address: str, path: str, session: str) -> None:
        self._connect = partial(Socket, address, path, session=session)
        self._socket = self._connect()

    def read_until(self, status: str) -> None:
        while True:
            try:
                return read_until(self._socket, status)
            except Closed as closed:
                if closed.code != TRY_AGAIN_LATER:
                    raise
            self.close()
            self._socket = self._connect()

    def close(self) -> None:
        self._socket.close()


def read_until(page: Socket, status: str) -> None:
    wait_until(lambda: f'data-status="{status}"' in page.next_text())


def test_a_page_that_is_open_goes_on_getting_news(own: Machine, data: Path) -> None:
    book, session = run(own, PREPARE).split()
    address = own.start_web()
    with closing(Page(address, f"/ws/books/{book}/", session)) as page:
        page.read_until("uploaded")
        write(data, "paused")
        restart(data)
        page.read_until("paused")
        write(data, "completed")
        run(own, TELL.format(book))
        page.read_until("completed")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["stopped", "killed"])
def test_pages_that_cannot_be_told_are_closed_and_connect_again(own: Machine, data: Path, number: int) -> None:
    book, session = run(own, PREPARE).split()
    address, path = own.start_web(), f"/ws/books/{book}/"
    with closing(Socket(address, path, session=session)) as page:
        read_until(page, "uploaded")
        end(data, number)
        with pytest.raises(Closed) as closed:
            page.next_text()
    assert closed.value.code == TRY_AGAIN_LATER
    with pytest.raises(AssertionError, match=r"HTTP/1\.1 5"):  # no page waits for what nobody can tell
        Socket(address, path, session=session)

    embedded.database_url(data)

    with closing(Socket(address, path, session=session)) as page:
        read_until(page, "uploaded")
        write(data, "completed")
        run(own, TELL.format(book))
        read_until(page, "completed")


@pytest.mark.browser
def test_a_page_connects_again_after_the_database_was_away(own: Machine, data: Path, browser: Browser) -> None:
    book, session = run(own, PREPARE).split()
    write(data, "paused")
    address = own.start_web()
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page.goto(f"{address}/books/{book}/")
    page.evaluate("addEventListener('htmx:wsClose', () => window.wasClosed = true)")
    end(data, signal.SIGINT)
    page.wait_for_function("() => window.wasClosed")
    embedded.database_url(data)

    for status in ("working", "completed"):
        write(data, status)
        run(own, TELL.format(book))
        expect(page.locator("#live")).to_have_attribute("data-status", status)
    assert page.evaluate("window.wasClosed"), "the page was not loaded anew"
    page.close()
