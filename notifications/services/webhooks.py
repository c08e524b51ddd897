"""Webhooks of a reader: add, try, switch on and off, delete. Their secrets are sealed as keys are."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.access import tallies
from accounts.access.tallies import Limit, TooOften
from accounts.sealing import SealContext, Sealed, keyring
from accounts.services import one_at_a_time
from notifications.kinds import About, Channel, Kind, Lead
from notifications.models import Delivery, Notification, Webhook
from notifications.models.channels import LONGEST_ADDRESS
from notifications.services.telling import notify, wake
from providers.network.addresses import AddressRefused, check_base_url

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

PREFIX = "whsec_"
TESTS_AN_HOUR = 30
LOG_LENGTH = 20
TEST_TITLE = "This is a test from VividPages: the webhook works."
PRIVATE = "That address lies in a private network, or belongs to no single server. Type a public one."


class WebhookRefused(Exception):
    """A webhook is not kept, or not tried; the words are the reader's."""


@sensitive_variables()
@transaction.atomic
def add_webhook(*, owner: User, address: str, form: str) -> tuple[Webhook, str]:
    """Keep a webhook; the secret beside it is never shown again. Raises WebhookRefused and SealingError."""
    one_at_a_time(owner)
    checked = _checked(address)
    if form not in Webhook.Format:
        raise WebhookRefused("Choose what the address expects.")
    most = settings.NOTIFY_WEBHOOKS_PER_READER
    if Webhook.objects.filter(owner=owner).count() >= most:
        raise WebhookRefused(f"You have {most} webhooks; delete one that you no longer need first.")
    if Webhook.objects.filter(owner=owner, address=checked).exists():
        raise WebhookRefused("You have that address already.")
    secret, pk = PREFIX + secrets.token_urlsafe(32), uuid.uuid4()
    sealed = keyring().seal(secret, SealContext(owner.pk, pk, Webhook.service))
    kept = Webhook.objects.create(
        id=pk, owner=owner, address=checked, format=form, sealed=sealed.data, kek_id=sealed.kek_id
    )
    return kept, secret


@sensitive_variables()
def secret_of(webhook: Webhook) -> str:
    """Open the secret that signs the calls of a webhook. Raises SealingError."""
    place = SealContext(webhook.owner_id, webhook.pk, webhook.service)
    return keyring().open(Sealed(webhook.kek_id, bytes(webhook.sealed)), place)


@transaction.atomic
def try_webhook(*, webhook: Webhook) -> Delivery:
    """Send a test by a webhook, switched off or not. Raises WebhookRefused for who tries very often."""
    try:
        tallies.spend(Limit("webhook-tests", TESTS_AN_HOUR, 3600), webhook.owner_id.hex)
    except TooOften as error:
        raise WebhookRefused(f"You have tried webhooks very often. Wait {error.wait}, then try again.") from None
    told = Notification.objects.create(
        reader_id=webhook.owner_id,
        kind=Kind.TEST,
        key=f"test:{uuid.uuid4()}",
        title=TEST_TITLE,
        about=About.CHANNELS,
        is_shown=False,
    )
    made = Delivery.objects.create(notification=told, channel=Channel.WEBHOOK, target=webhook.pk, webhook=webhook)
    wake()
    return made


@transaction.atomic
def switch_webhook(*, webhook: Webhook, is_active: bool) -> None:
    """Switch a webhook on or off; what waited for one that is off is not sent later."""
    Webhook.objects.filter(pk=webhook.pk).update(is_active=is_active, failing_since=None)
    if not is_active:
        drop_waiting(webhook)


def delete_webhook(*, webhook: Webhook) -> None:
    """Forget a webhook with its log."""
    Webhook.objects.filter(pk=webhook.pk).delete()


@transaction.atomic
def give_up(*, webhook: Webhook, words: str) -> None:
    """Switch off a webhook that has taken nothing for long, and tell its owner."""
    off = Webhook.objects.filter(pk=webhook.pk, is_active=True).update(is_active=False)
    drop_waiting(webhook)
    if off:
        notify(
            readers=[webhook.owner_id],
            kind=Kind.CHANNEL,
            key=f"webhook-off:{webhook.pk}:{timezone.now().isoformat()}",
            title="A webhook of yours is switched off: it takes no calls.",
            words=words,
            lead=Lead(About.CHANNELS),
        )


def drop_waiting(webhook: Webhook) -> None:
    """Drop what waits for a webhook."""
    waiting = Delivery.objects.filter(webhook=webhook, state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.DROPPED, answer="The webhook was switched off.")


def log_of(webhook: Webhook) -> QuerySet[Delivery]:
    """Return the latest deliveries of a webhook, the newest first."""
    return Delivery.objects.filter(webhook=webhook).select_related("notification").order_by("-created")[:LOG_LENGTH]


def _checked(address: str) -> str:
    """Return an address as it is kept. Raises WebhookRefused."""
    typed = address.strip()
    path, _, query = typed.partition("?")
    try:
        check_base_url(path, allow_private=settings.ALLOW_PRIVATE_WEBHOOKS)
    except AddressRefused as error:
        raise WebhookRefused(PRIVATE if "private" in str(error) else str(error)) from None
    odd = any(character.isspace() or not character.isprintable() or character in "#\\" for character in query)
    if odd or len(typed) > LONGEST_ADDRESS:
        raise WebhookRefused("That is not an address of the web.")
    if not (typed.startswith("https://") or settings.ALLOW_PRIVATE_WEBHOOKS):
        raise WebhookRefused("The address has to begin with https://, so that nobody on the way reads along.")
    return typed
