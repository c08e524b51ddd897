"""More ask than can be answered: real servers with small limits, kept busy by a lock that the test holds."""

from __future__ import annotations

import asyncio
import http.client
import io
import json
import os
import socket
import time
import urllib.error
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from tusclient.client import TusClient

from accounts.tokens import create_token
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from vividpages.front_door import FORM_BYTES, ThreadPool, _send_file
from vividpages.tests.machine import DEADLINE_SECONDS, wait_until
from vividpages.tests.sockets import Socket
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.test import Client

    from accounts.models import User
    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes

PAGE = "/books/"
"""What asks the database for the session first."""


def ask(address: str, path: str, *, wait: float = DEADLINE_SECONDS) -> http.client.HTTPResponse:
    where = urlsplit(address)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=wait)
    connection.request("GET", path, headers={"Cookie": "sessionid=" + "a" * 32})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@contextmanager
def sessions_locked(machine: Machine) -> Iterator[psycopg.Connection]:
    """While this holds, whoever shows a session waits in the database."""
    with psycopg.connect(machine.environment["DATABASE_URL"]) as connection:
        connection.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        yield connection


def problem_in(answer: http.client.HTTPResponse | urllib.error.HTTPError) -> str:
    """Return the kind of the problem (RFC 9457) that an answer is."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.read())
    assert told["status"] == answer.status
    return str(told["type"]).rpartition("#")[2]


def waiting_in(database: psycopg.Connection) -> int:
    row = database.execute(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE NOT granted AND locktype = 'relation' AND datname = current_database()"
    ).fetchone()
    return int(row[0]) if row else 0


def start(machine: Machine, **limits: int | float) -> str:
    machine.environment |= {
        "WEB_PROCESSES": "1",
        "DATABASE_ANSWER_SECONDS": "600",
        **{name: str(value) for name, value in limits.items()},
    }
    return machine.start_web()


def test_who_finds_no_thread_waits_and_who_finds_no_place_to_wait_is_told_to_come_later(machine: Machine) -> None:
    address = start(machine, WEB_THREADS=2, WEB_WAITING=3, WEB_WAITING_SECONDS=600)
    with ThreadPoolExecutor(10) as many:
        with sessions_locked(machine) as database:
            asked = [many.submit(ask, address, PAGE) for _ in range(10)]
            wait_until(lambda: sum(one.done() for one in asked) == 5)
            refused = [one.result() for one in asked if one.done()]
            assert {one.status for one in refused} == {503}
            assert {one.headers["Retry-After"] for one in refused} == {"5"}
            wait_until(lambda: waiting_in(database) == 2)
            # Files and the health of the site are not kept waiting.
            assert ask(address, "/health/").status == 200
            assert ask(address, "/static/css/base.css").status == 200
            with pytest.raises(urllib.error.HTTPError) as for_programs:
                urllib.request.urlopen(f"{address}/api/v1/me", timeout=DEADLINE_SECONDS)
            with closing(for_programs.value) as refusal:
                assert problem_in(refusal) == "busy"
                assert refusal.headers["Retry-After"] == "5"
        assert sorted(one.result().status for one in asked) == [302] * 5 + [503] * 5


def test_of_those_who_come_at_once_no_more_are_let_in_than_may_wait() -> None:
    async def come(pool: ThreadPool) -> bool:
        return await pool.enter(asyncio.create_task(asyncio.sleep(3600)))

    async def let_in() -> list[bool | None]:
        pool = ThreadPool("test", threads=2, waiting=3, seconds=3600)
        came = [asyncio.create_task(come(pool)) for _ in range(10)]
        await asyncio.wait([*came[:2], *came[5:]], timeout=DEADLINE_SECONDS)
        return [one.result() if one.done() else None for one in came]

    assert asyncio.run(let_in()) == [True, True, None, None, None, False, False, False, False, False]


@pytest.mark.parametrize(("path", "status"), [("/accounts/login/", 403), ("/api/v1/auth/login", 400)])
def test_pages_are_not_kept_waiting_by_passwords(machine: Machine, path: str, status: int) -> None:
    address = start(machine, WEB_THREADS=1, WEB_PASSWORD_THREADS=1, WEB_WAITING=5, WEB_WAITING_SECONDS=600)
    where = urlsplit(address)

    def send() -> int:
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=DEADLINE_SECONDS)
        connection.request("POST", path, body="a=b", headers={"Cookie": "sessionid=" + "a" * 32})
        return connection.getresponse().status

    with ThreadPoolExecutor(4) as many:
        with sessions_locked(machine) as database:
            sent = [many.submit(send) for _ in range(4)]
            wait_until(lambda: waiting_in(database) == 1)
            with urllib.request.urlopen(f"{address}/accounts/login/", timeout=DEADLINE_SECONDS) as page:
                assert page.status == 200
            assert not any(one.done() for one in sent)
        assert [one.result() for one in sent] == [status] * 4


@pytest.mark.parametrize("cookie", ["", "theme=dark"])
def test_who_is_not_signed_in_brings_no_file(machine: Machine, cookie: str) -> None:
    address = start(machine)
    where = urlsplit(address)
    with closing(socket.create_connection((where.hostname, where.port), timeout=DEADLINE_SECONDS)) as sender:
        head = (
            f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Length: 5000000\r\n\r\n"
        )
        sender.sendall(head.encode() + b"x" * 1000)

        assert sender.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_a_program_with_a_token_uploads_to_the_api_and_nowhere_else(machine: Machine, reader: User) -> None:
    _, secret = create_token(owner=reader, name="Program", scopes=["write"])
    epub = io.BytesIO(epub_file().read())
    with zipfile.ZipFile(epub, "a") as archive:
        archive.writestr("picture.bin", bytes(2 * FORM_BYTES))
    form = encode_multipart(BOUNDARY, {"epub": SimpleUploadedFile("book.epub", epub.getvalue())})
    address = start(machine)
    where = urlsplit(address)

    def send(path: str, **headers: str) -> int | str:
        with closing(http.client.HTTPConnection(str(where.hostname), where.port, timeout=DEADLINE_SECONDS)) as sender:
            sender.request("POST", path, form, {"Content-Type": MULTIPART_CONTENT, **headers})
            answer = sender.getresponse()
            return problem_in(answer) if path == upload and answer.status == 413 else answer.status

    upload, bearer = "/api/v1/vividpages", f"Bearer {secret}"
    assert send(upload, Authorization=bearer) == 201
    assert send(upload) == "too-large"
    assert send(upload, Authorization="Basic YTpi") == "too-large"
    assert send("/accounts/login/", Authorization=bearer) == 413
    assert send(upload, **{"Authorization": bearer, "Content-Type": "application/json"}) == "too-large"


def test_of_an_upload_in_parts_what_had_come_before_the_cut_is_kept_and_a_client_goes_on(
    machine: Machine, reader: User
) -> None:
    _, secret = create_token(owner=reader, name="Program", scopes=["write"])
    bearer = f"Bearer {secret}"
    epub = io.BytesIO(epub_file().read())
    with zipfile.ZipFile(epub, "a") as archive:
        archive.writestr("picture.bin", os.urandom(2 * FORM_BYTES))
    address = start(machine)
    where = urlsplit(address)
    program = TusClient(f"{address}/api/v1/uploads/", headers={"Authorization": bearer})
    metadata = {"filename": "The Mill.epub"}
    uploader = program.uploader(file_stream=epub, chunk_size=FORM_BYTES, metadata=metadata)
    uploader.upload_chunk()  # type: ignore[no-untyped-call]
    with closing(socket.create_connection((where.hostname, where.port), timeout=DEADLINE_SECONDS)) as sender:
        head = (
            f"PATCH {urlsplit(uploader.url).path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {bearer}\r\n"
            "Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
            f"Upload-Offset: {FORM_BYTES}\r\nContent-Length: {FORM_BYTES}\r\n\r\n"
        )
        sender.sendall(head.encode() + epub.getvalue()[FORM_BYTES : FORM_BYTES + 5000])
    wait_until(lambda: uploader.get_offset() == FORM_BYTES + 5000)
    again = program.uploader(file_stream=epub, chunk_size=FORM_BYTES, url=uploader.url)
    assert again.offset == FORM_BYTES + 5000
    again.upload()
    vividpage = VividPage.objects.get()
    assert vividpage.title == "The Mill"
    with (Path(machine.environment["MEDIA_ROOT"]) / str(vividpage.epub.name)).open("rb") as kept:
        assert kept.read() == epub.getvalue()


def test_who_has_waited_too_long_is_told_to_come_later(machine: Machine) -> None:
    address = start(machine, WEB_THREADS=1, WEB_WAITING_SECONDS=0.2)
    with ThreadPoolExecutor(2) as many, sessions_locked(machine) as database:
        first = many.submit(ask, address, PAGE)
        wait_until(lambda: waiting_in(database) == 1)

        assert ask(address, PAGE).status == 503
        database.rollback()
        assert first.result().status == 302


def test_who_goes_away_while_waiting_leaves_the_place_to_others(machine: Machine) -> None:
    address = start(machine, WEB_THREADS=1, WEB_WAITING=1, WEB_WAITING_SECONDS=600)
    where = urlsplit(address)

    def is_refused() -> bool:
        try:
            return ask(address, PAGE, wait=5).status == 503
        except TimeoutError:  # it has come before who was to wait, and has waited instead
            return False

    with ThreadPoolExecutor(2) as many, sessions_locked(machine) as database:
        many.submit(ask, address, PAGE)
        wait_until(lambda: waiting_in(database) == 1)
        with closing(socket.create_connection((where.hostname, where.port), timeout=DEADLINE_SECONDS)) as impatient:
            impatient.sendall(b"GET /books/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            wait_until(is_refused)

        def is_let_in() -> bool:
            try:
                return ask(address, PAGE, wait=1).status != 503
            except TimeoutError:  # it waits for the lock
                return True

        wait_until(is_let_in)
        database.rollback()


def test_of_a_file_no_more_is_read_when_who_asked_has_gone() -> None:
    content = io.BytesIO(bytes(1_000_000))
    sent: list[bytes] = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message.get("body", b""))

    async def ask_and_go() -> None:
        gone = asyncio.create_task(asyncio.sleep(0))
        await gone
        await _send_file(ThreadPool("test", threads=1, waiting=1, seconds=1), send, FileResponse(content), gone)

    asyncio.run(ask_and_go())

    assert b"".join(sent) == b""
    assert content.closed


@pytest.mark.parametrize("says_so", [True, False])
def test_what_is_larger_than_any_file_is_refused_before_it_has_come(machine: Machine, says_so: bool) -> None:
    address = start(machine, MAX_UPLOAD_BYTES=100_000)
    where = urlsplit(address)
    with closing(socket.create_connection((where.hostname, where.port), timeout=DEADLINE_SECONDS)) as sender:
        length = b"Content-Length: 400000000" if says_so else b"Transfer-Encoding: chunked"
        sender.sendall(b"POST /books/new/ HTTP/1.1\r\nHost: localhost\r\n" + length + b"\r\n\r\n")
        piece = b"x" * 100_000
        for _ in range(30):
            sender.sendall(piece if says_so else b"%x\r\n%b\r\n" % (len(piece), piece))

        assert sender.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_a_page_more_than_may_watch_is_told_to_come_later(machine: Machine, reader: User, client: Client) -> None:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms")
    client.force_login(reader)
    session = client.cookies["sessionid"].value
    address = start(machine, WEB_SOCKETS=1)
    path = f"/ws/books/{vividpage.pk}/"
    with closing(Socket(address, path, session=session)) as first:
        assert 'id="live"' in first.next_text()
        with pytest.raises(AssertionError, match=" 503 "):
            Socket(address, path, session=session)

    def is_let_in() -> bool:
        try:
            Socket(address, path, session=session).close()
        except AssertionError:
            return False
        return True

    wait_until(is_let_in)


def test_many_at_once_use_no_more_connections_than_there_are_threads(machine: Machine) -> None:
    address = start(
        machine,
        WEB_PROCESSES=2,
        WEB_THREADS=3,
        WEB_FILE_THREADS=1,
        WEB_WAITING=1000,
        WEB_WAITING_SECONDS=600,
        CONN_MAX_AGE=3600,  # none of them ends, and is there still when the next has come
    )
    most = 0
    database_url = machine.environment["DATABASE_URL"]
    with ThreadPoolExecutor(150) as many, psycopg.connect(database_url, autocommit=True) as database:
        asked = [many.submit(ask, address, path) for path in [PAGE, "/health/", "/accounts/login/"] * 200]
        while not all(one.done() for one in asked):
            row = database.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchone()
            most = max(most, row[0] if row else 0)
            time.sleep(0.05)
    assert {one.result().status for one in asked} == {200, 302}
    assert most <= 2 * (3 + 1) + 2  # and the test's own
