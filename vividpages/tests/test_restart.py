"""The database's server is restarted under a web server: pages that are open go on getting news."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings

from vividpages import embedded
from vividpages.tests.machine import Machine, wait_until
from vividpages.tests.sockets import Socket

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes

PREPARE = """
from importlib import import_module
from django.conf import settings
from accounts.models import User
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
user = User.objects.create_user("ann@example.com", "correct horse battery")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(make_vividpage(owner=user, title="A Book of Storms").pk, session.session_key)
"""
TELL = "from jobs import broadcast; from uuid import UUID; broadcast.changed(UUID({!r}))"


@pytest.fixture
def data() -> Iterator[Path]:
    """Where the server of a test's own lies; not under pytest's folders, which the user that serves cannot enter."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "postgres"


@pytest.fixture
def own(machine: Machine, data: Path) -> Machine:
    machine.environment["DATABASE_URL"] = embedded.database_url(data)
    machine.start("manage.py", "migrate", "--verbosity", "0").wait()
    return machine


def run(machine: Machine, code: str) -> str:
    command = [sys.executable, "-W", "ignore", "manage.py", "shell", "--verbosity", "0", "-c", code]
    return subprocess.run(
        command, env=machine.environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True
    ).stdout


def restart(data: Path) -> None:
    number = data / "postmaster.pid"
    os.kill(int(number.read_text().split()[0]), signal.SIGINT)  # which ends every session at once
    wait_until(lambda: not number.exists())
    embedded.database_url(data)


def write(data: Path, status: str) -> None:
    with psycopg.connect(host=str(data), user="postgres", dbname=embedded.DATABASE) as database:
        database.execute("UPDATE books_vividpage SET status = %s", [status])


def read_until(page: Socket, status: str) -> None:
    wait_until(lambda: f'data-status="{status}"' in page.next_text())


def test_a_page_that_is_open_goes_on_getting_news(own: Machine, data: Path) -> None:
    book, session = run(own, PREPARE).split()
    with closing(Socket(own.start_web(), f"/ws/books/{book}/", session=session)) as page:
        read_until(page, "uploaded")
        write(data, "paused")
        restart(data)
        read_until(page, "paused")
        write(data, "completed")
        run(own, TELL.format(book))
        read_until(page, "completed")
