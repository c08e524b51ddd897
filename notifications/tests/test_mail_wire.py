"""Mail over the wire, to a server that speaks SMTP, refuses, or breaks off."""

from __future__ import annotations

import socketserver
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from notifications.delivering import engine
from notifications.kinds import Kind
from notifications.models import Delivery
from notifications.services import notify
from notifications.tests.conftest import make_due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db
State = Delivery.State


@dataclass(slots=True)
class MailServer:
    """Keeps what it is sent; `answers` is what it says once it has a whole mail, "" hangs up then."""

    answers: str = "250 taken"
    mails: list[bytes] = field(default_factory=list)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    kept = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    kept.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    if not kept.answers:
                        return
                    self.wfile.write(f"{kept.answers}\r\n".encode())
                elif word == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 ok\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_URL, settings.EMAIL_HOST = "smtp://127.0.0.1", "127.0.0.1"
        settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = listening.server_address[1], False, ""
        settings.SITE_URL = "https://books.example.com"
        yield kept
        listening.shutdown()


@pytest.mark.parametrize(
    ("answers", "state", "again"),
    [
        ("250 taken", State.DELIVERED, 1),
        ("451 come later", State.WAITING, 2),
        ("550 nobody of that name", State.FAILED, 1),
        ("", State.UNKNOWN, 1),  # it may have the mail: it is not sent twice
    ],
)
def test_what_the_server_says_decides_whether_mail_is_sent_again(
    server: MailServer, reader: User, answers: str, state: State, again: int
) -> None:
    server.answers = answers
    notify(readers=[reader.pk], kind=Kind.DONE, key="a", title="“Die Mühle” is ready.")
    make_due()
    engine.deliver_due()
    delivery = Delivery.objects.get()
    assert delivery.state == state
    assert f"Message-ID: <{delivery.pk}@".encode() in server.mails[0]

    make_due()
    engine.deliver_due()

    assert len(server.mails) == again


def test_a_server_that_is_not_there_is_tried_again(server: MailServer, reader: User, settings: Settings) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    notify(readers=[reader.pk], kind=Kind.DONE, key="a", title="It is ready.")
    make_due()
    engine.deliver_due()
    assert Delivery.objects.get().state == State.WAITING

    settings.EMAIL_PORT = there
    make_due()
    engine.deliver_due()

    assert len(server.mails) == 1
