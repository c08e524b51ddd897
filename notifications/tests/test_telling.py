"""Each is told once: however often it is said, by whatever ways, and whoever dies in between."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from notifications.delivering import claims, engine
from notifications.kinds import CHOSEN_KINDS, About, Channel, Kind, Lead
from notifications.models import Delivery, Notification, Preferences
from notifications.services import keeping, notify, settle, tell_of_wait
from notifications.services.preferring import Wanted, mute_mail, prefer
from notifications.tests.conftest import make_due

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def mailing(settings: Settings) -> None:
    """Mail leaves the site, which has an address."""
    settings.EMAIL_URL = "smtp://mail.example.com"
    settings.SITE_URL = "https://books.example.com"


def tell(reader: User, key: str = "a", kind: Kind = Kind.DONE, **more: Any) -> int:
    return notify(readers=[reader.pk], kind=kind, key=key, title=f"“The Mill” {key}.", **more)


@pytest.mark.parametrize("kind", CHOSEN_KINDS)
def test_each_kind_is_told_once_by_each_way_although_the_task_runs_twice(
    mailing: None, reader: User, kind: Kind
) -> None:
    assert [tell(reader, kind=kind), tell(reader, kind=kind)] == [1, 0]

    make_due()
    engine.deliver_due()
    engine.deliver_due()

    assert Notification.objects.of(reader).unread().count() == 1
    assert len(mail.outbox) == 1


def test_what_is_rolled_back_is_not_told(reader: User) -> None:
    with transaction.atomic():
        tell(reader)
        transaction.set_rollback(True)

    assert not Notification.objects.exists()


def test_one_mail_tells_of_what_has_gathered_and_not_of_what_was_read(mailing: None, reader: User) -> None:
    for key in ("one", "two", "three"):
        tell(reader, key, words="Sir Patrick Spens", lead=Lead(About.BOOK, uuid4()))
    engine.deliver_due()
    assert mail.outbox == []
    keeping.mark_read(reader=reader, notification=Notification.objects.get(key="two").pk)

    Delivery.objects.filter(notification__key="one").update(due=timezone.now())
    engine.deliver_due()

    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.subject == "2 things have happened at VividPages"
    for words in (str(sent.body), str(sent.alternatives[0][0])):
        assert "“The Mill” one." in words
        assert "“The Mill” three." in words
        assert "“The Mill” two." not in words
        assert "Spens" not in words
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].startswith("<https://books.example.com/notifications/no-mail/")
    assert sent.extra_headers["Message-ID"].strip("<").split("@")[0] in {str(one.pk) for one in Delivery.objects.all()}


@pytest.mark.parametrize(
    ("has_left", "state", "mails"), [(False, State.DELIVERED, 1), (True, State.UNKNOWN, 0)], ids=["before", "after"]
)
def test_a_worker_that_dies_at_a_mail_has_it_sent_again_only_if_nothing_has_left(
    mailing: None, reader: User, has_left: bool, state: State, mails: int
) -> None:
    tell(reader)
    make_due()
    claimed = claims.claim()
    if has_left:
        assert claims.hand_over(claimed)
    assert claims.claim() == []
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    engine.deliver_due()

    assert Delivery.objects.get().state == state
    assert len(mail.outbox) == mails


def test_a_claim_that_was_lost_sends_and_writes_nothing(mailing: None, reader: User) -> None:
    tell(reader)
    make_due()
    slow = claims.claim()
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    engine.deliver_due()

    engine.deliver(slow)

    assert len(mail.outbox) == 1
    assert Delivery.objects.get().state == State.DELIVERED


def test_while_a_mail_to_a_reader_is_on_its_way_no_other_is_begun(mailing: None, reader: User, stranger: User) -> None:
    tell(reader, "one")
    make_due()
    assert claims.claim()
    tell(reader, "two")
    tell(stranger, "three")
    make_due()

    (other,) = claims.claim()

    assert other.target == stranger.pk
    assert claims.claim() == []


def test_a_wait_is_told_once_until_it_goes_on_and_then_again(reader: User) -> None:
    job, book = uuid4(), uuid4()

    def wait() -> int:
        return tell_of_wait(
            readers=[reader.pk], waiting=job, kind=Kind.MONEY, title="It waits.", words="", lead=Lead(About.BOOK, book)
        )

    assert [wait(), wait()] == [1, 0]
    settle(waiting=job)
    assert keeping.unread_count(reader.pk) == 0
    assert [wait(), wait()] == [1, 0]
    assert keeping.unread_count(reader.pk) == 1


def test_a_wait_that_is_over_is_not_mailed(mailing: None, reader: User) -> None:
    job = uuid4()
    tell_of_wait(readers=[reader.pk], waiting=job, kind=Kind.KEY, title="It waits.", words="", lead=Lead())
    settle(waiting=job)
    make_due()
    engine.deliver_due()

    assert mail.outbox == []


def test_what_is_muted_is_not_told_that_way(mailing: None, reader: User) -> None:
    everything = frozenset(Channel)
    channels = dict.fromkeys(CHOSEN_KINDS, everything) | {Kind.DONE: frozenset({Channel.MAIL})}
    prefer(reader=reader, wanted=Wanted(channels=channels))
    tell(reader, "shown by mail alone")
    mute_mail(reader=reader)
    tell(reader, "not at all")
    tell(reader, "on the page", kind=Kind.FAILED)

    assert list(Notification.objects.of(reader).values_list("key", flat=True)) == ["on the page"]
    assert list(Delivery.objects.values_list("notification__key", flat=True)) == ["shown by mail alone"]


def test_mail_that_a_reader_has_asked_for_comes_at_once_whatever_they_prefer(mailing: None, reader: User) -> None:
    mute_mail(reader=reader)
    tell(reader, mail=True)
    engine.deliver_due()

    assert [sent.to for sent in mail.outbox] == [[reader.email]]


def test_old_ones_are_deleted_and_new_ones_stay(reader: User, settings: Settings) -> None:
    settings.NOTIFICATIONS_KEPT_DAYS = 90
    tell(reader, "old")
    Notification.objects.update(created=timezone.now() - timedelta(days=91))
    tell(reader, "new")

    keeping.clear_old()

    assert Notification.objects.get().key == "new"


def test_all_of_an_account_goes_with_it(mailing: None, reader: User) -> None:
    tell(reader)
    mute_mail(reader=reader)
    reader.delete()

    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()
    assert not Preferences.objects.exists()
