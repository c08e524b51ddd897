"""Operators are told once when something goes wrong, and once when it is well again, by mail and webhook."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.utils import timezone

from custody.models import BackupRun
from jobs import presence
from jobs.models import Job
from monitoring import alerting, readings, rules, telling
from monitoring.models import Alert, Sample
from monitoring.tests.test_monitoring import drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db


class Hook:
    """A webhook of an operator, which answers with `status` and keeps what it was sent."""

    def __init__(self) -> None:
        self.status = 204
        self.sent: list[tuple[dict[str, str], bytes]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.sent.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/alerts"

    def states(self) -> list[str]:
        return [json.loads(body)["state"] for _, body in self.sent]


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.server.shutdown()
    hook.server.server_close()


def look() -> None:
    alerting.check(readings.read())


def open_rules() -> set[str]:
    return set(Alert.objects.filter(ended=None).values_list("rule", flat=True))


def test_a_stuck_queue_is_told_once_until_it_moves_and_then_that_it_is_well_again(
    reader: User, settings: Settings, hook: Hook
) -> None:
    settings.ALERT_EMAILS, settings.ALERT_WEBHOOK = ["operator@example.com"], hook.address
    settings.ALERT_WEBHOOK_SECRET = "a secret of operators"
    presence.show(pid=1)
    drawing(reader)
    look()
    assert (open_rules(), mail.outbox, hook.sent) == (set(), [], [])
    Job.objects.update(created=timezone.now() - timedelta(hours=1), taken_up=None)
    for _ in range(3):
        look()
    assert open_rules() == {"queue-stuck"}
    assert [message.subject for message in mail.outbox] == ["VividPages: queue-stuck"]
    assert hook.states() == ["started"]
    Job.objects.update(state=Job.State.COMPLETED)
    for _ in range(3):
        look()

    assert open_rules() == set()
    assert [message.subject for message in mail.outbox[1:]] == ["VividPages: queue-stuck is well again"]
    assert "60 minutes" in mail.outbox[0].body
    assert hook.states() == ["started", "ended"]
    headers, body = hook.sent[0]
    at = int(headers["X-VividPages-Signature"].split(",")[0].removeprefix("t="))
    assert headers["X-VividPages-Signature"] == telling.signature(body, at=at)
    assert "Storms" not in body.decode() + mail.outbox[0].body


def test_a_channel_that_does_not_answer_is_tried_again_and_the_other_is_not_told_twice(
    reader: User, settings: Settings, hook: Hook
) -> None:
    settings.ALERT_EMAILS, settings.ALERT_WEBHOOK = ["operator@example.com"], hook.address
    drawing(reader)
    hook.status = 500
    look()
    look()
    hook.status = 200
    look()
    look()

    assert open_rules() == {"no-workers"}
    assert len(mail.outbox) == 1
    assert len(hook.sent) == 3


def test_a_backup_that_failed_or_is_old_is_told_and_none_at_all_is_not() -> None:
    look()
    assert open_rules() == set()
    long_ago = timezone.now() - timedelta(hours=40)
    BackupRun.objects.create(destination="/b", outcome="done", started=long_ago, finished=long_ago)
    BackupRun.objects.create(destination="/b", outcome="failed", finished=timezone.now())
    look()

    assert open_rules() == {"backup-failed", "backup-old"}


def test_rates_are_those_of_a_quarter_of_an_hour_and_of_more_than_a_few() -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    before = {"requests": 0, "page_errors": 0, "calls": 0, "calls_failed": 0, "errors": 0}
    after = {"requests": 100, "page_errors": 10, "calls": 9, "calls_failed": 9, "errors": 21}
    Sample.objects.create(host="one", at=now - timedelta(minutes=10), values=before)
    Sample.objects.create(host="one", at=now - timedelta(minutes=1), values=after)
    look()

    assert open_rules() == {"page-errors", "logged-errors"}


def test_thresholds_are_set_and_rules_switched_off(settings: Settings) -> None:
    settings.ALERT_THRESHOLDS = {"disk-full": -1}
    look()
    assert open_rules() == {"disk-full"}
    settings.ALERT_THRESHOLDS = {"disk-full": None}
    look()
    assert open_rules() == set()
    settings.ALERT_THRESHOLDS = {"moon-full": 1}
    with pytest.raises(KeyError, match=r"moon-full.*queue-stuck"):
        rules.thresholds()
