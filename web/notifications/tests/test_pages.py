"""The pages of notifications: the list, what one hears of, webhooks, devices, and the end of mail by one click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from books.tests.vividpages import make_vividpage
from notifications.delivering import engine
from notifications.kinds import CHOSEN_KINDS, About, Channel, Kind, Lead
from notifications.models import Delivery, Notification, PushDevice, Webhook
from notifications.services import notify
from notifications.services.preferring import preferences_of
from notifications.tests.conftest import make_due
from notifications.tests.test_pushes import FakeBrowser, encoded
from web.notifications.live import BellAudience
from web.notifications.presenting import path_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db


def tell(reader: User, key: str = "a", lead: Lead | None = None) -> Notification:
    notify(
        readers=[reader.pk], kind=Kind.DONE, key=key, title="“<The Mill>” is ready.", words="Why.", lead=lead or Lead()
    )
    return Notification.objects.get(reader=reader, key=key)


@pytest.mark.parametrize("about", list(About))
def test_every_notification_leads_to_a_page(about: About) -> None:
    told = Notification(about=about, subject=uuid4(), part=uuid4(), is_shown=True)

    assert (path_of(told) == reverse("notifications")) is (about == About.NOTHING)


def test_the_list_leads_on_and_remembers_what_was_read(signed_in: Client, reader: User) -> None:
    vividpage = make_vividpage(owner=reader, title="The Mill")
    told = tell(reader, lead=Lead(About.BOOK, vividpage.pk))
    tell(reader, "b")
    page = signed_in.get("/notifications/").content.decode()
    assert "“&lt;The Mill&gt;” is ready." in page
    assert "2 unread" in page

    answer = signed_in.get(f"/notifications/{told.pk}/")
    assert answer["Location"] == f"/books/{vividpage.pk}/"
    assert BellAudience(reader).render() == '{"unread": 1}'
    signed_in.post(f"/notifications/{told.pk}/mark/", {"as": "unread"})
    assert BellAudience(reader).render() == '{"unread": 2}'
    signed_in.post("/notifications/all-read/")
    assert BellAudience(reader).render() == '{"unread": 0}'
    assert signed_in.get("/notifications/", headers={"HX-Request": "true"}).content.startswith(b"<section")


def test_a_stranger_finds_nothing_of_it(client: Client, signed_in: Client, reader: User, stranger: User) -> None:
    told = tell(stranger)
    webhook = Webhook.objects.create(owner=stranger, address="https://93.184.215.14/", sealed=b"x", kek_id="x")

    assert "is ready" not in signed_in.get("/notifications/").content.decode()
    for address in (f"/notifications/{told.pk}/", f"/account/notifications/webhooks/{webhook.pk}/"):
        assert signed_in.get(address).status_code == 404
    for address in (f"/notifications/{told.pk}/mark/", f"/account/notifications/webhooks/{webhook.pk}/act/"):
        assert signed_in.post(address, {"do": "delete"}).status_code == 404
    assert Webhook.objects.exists()


def test_what_one_hears_of_is_kept_as_it_was_ticked(signed_in: Client, reader: User) -> None:
    sent = {f"{kind}-{Channel.PAGE}": "on" for kind in CHOSEN_KINDS}
    hours = {"time_zone": "Europe/Berlin", "quiet_from": "22:00", "quiet_until": "07:30", "digest": "8"}
    answer = signed_in.post("/account/notifications/", sent | {"failed-mail": "on"} | hours)
    assert answer.status_code == 302

    kept = preferences_of(reader)
    assert (kept.time_zone, kept.digest_hour, str(kept.quiet_until)) == ("Europe/Berlin", 8, "07:30:00")
    assert [kept.wants("failed", channel) for channel in Channel] == [True, True, False, False]
    assert [kept.wants("done", channel) for channel in Channel] == [True, False, False, False]
    page = signed_in.get("/account/notifications/").content.decode()
    assert len(re.findall(r'type="checkbox" name="[a-z-]+" checked', page)) == len(CHOSEN_KINDS) + 1
    assert 'value="22:00"' in page
    assert signed_in.post("/account/notifications/", hours | {"quiet_until": ""}).status_code == 422


def test_one_click_in_a_mail_ends_them_signed_in_or_not(client: Client, reader: User, settings: Settings) -> None:
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example.com", "https://books.example.com"
    tell(reader)
    make_due()
    engine.deliver_due()
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    address = header.strip("<>").removeprefix("https://books.example.com")
    strict = type(client)(enforce_csrf_checks=True)

    assert strict.get(address).status_code == 200
    assert preferences_of(reader).wants("done", Channel.MAIL)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not any(preferences_of(reader).wants(kind, Channel.MAIL) for kind in CHOSEN_KINDS)
    assert preferences_of(reader).wants("done", Channel.PAGE)
    assert strict.post(f"{address[:-3]}xx/").status_code == 404


def test_a_webhook_is_added_tried_and_deleted_and_its_secret_is_shown_once(signed_in: Client, reader: User) -> None:
    answer = signed_in.post(
        "/account/notifications/webhooks/", {"address": "https://93.184.215.14/secret-path", "format": "plain"}
    )
    webhook = Webhook.objects.get()
    assert len(re.findall(r"whsec_[\w-]{43}", answer.content.decode())) == 1
    own = f"/account/notifications/webhooks/{webhook.pk}/"
    for address in ("/account/notifications/", own):
        page = signed_in.get(address).content.decode()
        assert "93.184.215.14" in page
        assert "whsec_" not in page
        assert "secret-path" not in page

    signed_in.post(f"{own}act/", {"do": "off"})
    signed_in.post(f"{own}act/", {"do": "test"})
    assert "This is a test" in signed_in.get(own).content.decode()
    assert Delivery.objects.get().state == Delivery.State.WAITING
    signed_in.post(f"{own}act/", {"do": "delete"})
    assert not Webhook.objects.exists()


def test_an_address_that_is_refused_stays_in_the_form_with_the_reason(signed_in: Client) -> None:
    answer = signed_in.post("/account/notifications/webhooks/", {"address": "https://10.0.0.1/", "format": "slack"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "private network" in page
    assert 'value="https://10.0.0.1/"' in page


def test_a_device_is_switched_on_and_off(signed_in: Client, reader: User) -> None:
    browser = FakeBrowser()
    sent = {"endpoint": "https://93.184.215.14/push", "p256dh": encoded(browser.point), "auth": encoded(browser.auth)}
    assert signed_in.post("/account/notifications/devices/", sent | {"name": "Firefox"}).status_code == 204
    assert PushDevice.objects.get().session == signed_in.session.session_key
    assert "Firefox" in signed_in.get("/account/notifications/").content.decode()
    signed_in.post("/account/notifications/devices/", {"endpoint": sent["endpoint"], "do": "off"})
    assert not PushDevice.objects.exists()
    assert signed_in.post("/account/notifications/devices/", sent | {"auth": "no"}).status_code == 422
