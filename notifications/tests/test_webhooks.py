"""Webhooks over the wire: what is sent, who may have sent it, and what happens when nobody takes it."""

from __future__ import annotations

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from accounts.rotation import reseal_all
from accounts.tests.keyrings import NEW, OLD
from notifications.delivering import claims, engine
from notifications.kinds import Kind
from notifications.models import Delivery, Notification, Webhook
from notifications.services import notify
from notifications.services.webhooks import (
    WebhookRefused,
    add_webhook,
    delete_webhook,
    secret_of,
    switch_webhook,
    try_webhook,
)
from notifications.tests.conftest import make_due

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from accounts.models import User
    from notifications.tests.conftest import Listener

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = "https://books.example.com"


def added(listener: Listener, reader: User, form: str = "plain") -> tuple[Webhook, str]:
    return add_webhook(owner=reader, address=f"{listener.address}/hook?for=me", form=form)


def tell(reader: User, key: str = "a", title: str = "“Die Mühle” <is> ready.") -> None:
    notify(readers=[reader.pk], kind=Kind.DONE, key=key, title=title)


def test_a_call_is_signed_and_says_what_happened(listener: Listener, reader: User) -> None:
    _, secret = added(listener, reader)
    tell(reader)
    engine.deliver_due()

    (received,) = listener.received
    parts = dict(part.split("=") for part in received.headers["x-vividpages-signature"].split(","))
    expected = hmac.new(secret.encode(), parts["t"].encode() + b"." + received.body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(parts["v1"], expected)
    assert abs(int(parts["t"]) - timezone.now().timestamp()) < 300
    delivery, told = Delivery.objects.get(), Notification.objects.get()
    assert delivery.state == State.DELIVERED
    assert received.path == "/hook?for=me"
    assert received.headers["x-vividpages-delivery"] == str(delivery.pk)
    assert json.loads(received.body) == {
        "version": 1,
        "id": str(delivery.pk),
        "notification": str(told.pk),
        "kind": "done",
        "title": "“Die Mühle” <is> ready.",
        "about": "nothing",
        "subject": None,
        "url": f"https://books.example.com/notifications/{told.pk}/",
        "created": told.created.isoformat(),
    }


def test_slack_and_discord_are_called_as_they_take_it(listener: Listener, reader: User, stranger: User) -> None:
    added(listener, reader, "slack")
    added(listener, stranger, "discord")
    tell(reader)
    tell(stranger, title="@everyone")
    engine.deliver_due()

    slack, discord = (json.loads(one.body) for one in listener.received)
    assert slack["text"].endswith("|“Die Mühle” &lt;is&gt; ready.>")
    assert slack["text"].startswith("<https://books.example.com/notifications/")
    assert discord["allowed_mentions"] == {"parse": []}
    assert discord["embeds"][0]["title"] == "@everyone"


def test_a_worker_that_dies_after_a_call_makes_it_again_under_the_same_id(listener: Listener, reader: User) -> None:
    added(listener, reader)
    tell(reader)
    (claimed,) = claims.claim()
    engine.SENDERS[claimed.channel]([claimed])  # and dies before it is written down
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    engine.deliver_due()
    engine.deliver_due()

    ids = [one.headers["x-vividpages-delivery"] for one in listener.received]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_a_call_that_fails_is_tried_again_later_and_the_others_wait_for_it(listener: Listener, reader: User) -> None:
    webhook, _ = added(listener, reader)
    listener.answers, listener.headers = [503, 200], {"Retry-After": "600"}
    tell(reader, "one")
    tell(reader, "two")
    engine.deliver_due()

    assert len(listener.received) == 1
    first = Delivery.objects.get(notification__key="one")
    assert (first.state, first.code, first.tries) == (State.WAITING, 503, 1)
    assert first.due > timezone.now() + timedelta(seconds=590)
    assert Delivery.objects.get(notification__key="two").due == first.due
    webhook.refresh_from_db()
    assert webhook.failing_since is not None

    make_due()
    engine.deliver_due()
    webhook.refresh_from_db()
    assert {one.state for one in Delivery.objects.all()} == {State.DELIVERED}
    assert webhook.failing_since is None


def test_a_webhook_that_takes_nothing_for_a_day_is_switched_off_and_its_owner_told_once(
    listener: Listener, reader: User
) -> None:
    webhook, _ = added(listener, reader)
    listener.answers = [500]
    tell(reader)
    waited = timedelta()
    while Delivery.objects.filter(state=State.WAITING).exists():
        engine.deliver_due()
        waiting = Delivery.objects.filter(state=State.WAITING).first()
        waited += waiting.due - timezone.now() if waiting else timedelta()
        make_due()
    tell(reader, "later")

    assert timedelta(hours=23) < waited < timedelta(hours=27)
    assert len(listener.received) == 7
    assert Delivery.objects.get(webhook=webhook).state == State.FAILED
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert Notification.objects.filter(kind=Kind.CHANNEL).count() == 1


def test_a_webhook_that_is_gone_is_switched_off_at_once(listener: Listener, reader: User) -> None:
    webhook, _ = added(listener, reader)
    listener.answers = [410]
    tell(reader)
    engine.deliver_due()

    webhook.refresh_from_db()
    assert not webhook.is_active


def test_a_redirect_is_not_followed(listener: Listener, reader: User) -> None:
    added(listener, reader)
    listener.answers, listener.headers = [307], {"Location": f"{listener.address}/elsewhere"}
    tell(reader)
    engine.deliver_due()

    assert [one.path for one in listener.received] == ["/hook?for=me"]
    assert Delivery.objects.get().state == State.WAITING


def test_an_address_that_has_become_private_is_not_called(listener: Listener, reader: User, settings: Settings) -> None:
    added(listener, reader)
    settings.ALLOW_PRIVATE_WEBHOOKS = False
    tell(reader)
    engine.deliver_due()

    assert listener.received == []
    assert Delivery.objects.get().state == State.WAITING


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/hook",
        "https://10.0.0.7/hook",
        "https://169.254.169.254/latest",
        "https://[::1]/hook",
        "https://2130706433/hook",
        "http://93.184.215.14/hook",
        "https://ann:secret@93.184.215.14/hook",
        "ftp://93.184.215.14/hook",
        "https://93.184.215.14/ho ok",
        "https://93.184.215.14/hook?a#b",
        f"https://93.184.215.14/{'x' * 500}",
    ],
)
def test_addresses_that_are_not_called_are_not_kept(reader: User, address: str) -> None:
    with pytest.raises(WebhookRefused):
        add_webhook(owner=reader, address=address, form="plain")


def test_a_reader_has_only_so_many_and_none_twice(reader: User, settings: Settings) -> None:
    settings.NOTIFY_WEBHOOKS_PER_READER = 2
    add_webhook(owner=reader, address="https://93.184.215.14/1", form="plain")
    with pytest.raises(WebhookRefused, match="already"):
        add_webhook(owner=reader, address="https://93.184.215.14/1", form="plain")
    add_webhook(owner=reader, address="https://93.184.215.14/2", form="plain")
    with pytest.raises(WebhookRefused, match="2 webhooks"):
        add_webhook(owner=reader, address="https://93.184.215.14/3", form="plain")


def test_a_test_is_sent_by_one_that_is_switched_off_and_nothing_else(listener: Listener, reader: User) -> None:
    webhook, _ = added(listener, reader)
    switch_webhook(webhook=webhook, is_active=False)
    tell(reader)
    listener.answers = [500]
    delivery = try_webhook(webhook=webhook)
    engine.deliver_due()

    (received,) = listener.received
    assert received.headers["x-vividpages-event"] == "test"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.code) == (State.DROPPED, 500)  # whoever tries looks, and tries again
    assert Notification.objects.of(reader).count() == 1


def test_secrets_are_sealed_and_sealed_anew_with_all_others(reader: User, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    webhook, secret = add_webhook(owner=reader, address="https://93.184.215.14/1", form="plain")
    assert secret.encode() not in bytes(webhook.sealed)
    settings.KEY_ENCRYPTION_KEYS = f"{NEW},{OLD}"

    reseal_all()

    webhook.refresh_from_db()
    assert webhook.kek_id == "2026-11"
    assert secret_of(webhook) == secret


def test_what_waits_for_a_webhook_goes_with_it(listener: Listener, reader: User) -> None:
    webhook, _ = added(listener, reader)
    tell(reader)
    delete_webhook(webhook=webhook)
    engine.deliver_due()

    assert listener.received == []


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_make_each_call_once(listener: Listener, reader: User, stranger: User) -> None:
    added(listener, reader)
    added(listener, stranger)
    for key in "abcdef":
        tell(reader, key)
        tell(stranger, key)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(in_a_thread, [engine.deliver_due] * 4))
    engine.deliver_due()

    ids = [one.headers["x-vividpages-delivery"] for one in listener.received]
    assert len(ids) == 12
    assert len(set(ids)) == 12


def in_a_thread(work: Callable[[], object]) -> None:
    """Do something in a thread, and let its connection go."""
    try:
        work()
    finally:
        connection.close()
