"""What a reader was told, and the webhooks by which programs are told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Field, Query, Schema, Status

from api.core.idempotency import secret_answer
from api.core.paging import Asked, Page, page_of
from api.core.problems import refuses
from api.core.rows import owned
from api.core.rules import ACCOUNT, OPENS, READ, WRITE, CalledBy
from api.core.site import router
from notifications.models import Notification, Webhook
from notifications.presenting import path_of
from notifications.services import keeping
from notifications.services import webhooks as services
from notifications.services.webhooks import WebhookRefused

refuses(WebhookRefused, kind="webhook-refused", title="This webhook cannot be kept")
notifications = router("notifications")
webhooks = router("notifications")


class NotificationShown(Schema):
    """Something that the reader was told."""

    id: UUID
    kind: str
    title: str
    words: str
    page: str = Field(description="The path of the page that it leads to; empty if there is none.")
    created: datetime
    read: datetime | None


class WantedNotifications(Schema):
    """Which are asked for."""

    unread: bool = Field(False, description="Only what is not read.")


class Mark(Schema):
    """Whether it counts as read."""

    read: bool = True


class Marked(Schema):
    """How many were marked."""

    count: int


class WebhookShown(Schema):
    """An address that is called when something happens."""

    id: UUID
    host: str = Field(description="Of its address; the rest may be a secret.")
    form: str = Field(description="“plain”, “slack” or “discord”.")
    is_active: bool
    created: datetime


class NewWebhook(Schema):
    """An address to call."""

    address: str = Field(min_length=1, max_length=1000, examples=["https://example.org/hooks/vividpages"])
    form: str = Field("plain", max_length=20, description="“plain”, “slack” or “discord”.")


class MadeWebhook(WebhookShown):
    """A new webhook with the secret that signs its calls; it is in this answer alone."""

    secret: str


class WebhookChange(Schema):
    """Whether it is called."""

    is_active: bool


@notifications.get("", auth=READ, response=Page[NotificationShown])
def list_notifications(request: CalledBy, wanted: Asked, which: Annotated[WantedNotifications, Query()]) -> Any:
    """List what the reader was told, newest first."""
    rows = Notification.objects.of(request.auth)
    return page_of(rows.filter(read=None) if which.unread else rows, wanted, _shown)


@notifications.post("/read", auth=WRITE, response=Marked)
def mark_all_notifications(request: CalledBy) -> Marked:
    """Mark everything as read."""
    return Marked(count=keeping.mark_all_read(reader=request.auth))


@notifications.patch("/{uuid:notification_id}", auth=WRITE, response=NotificationShown)
def mark_notification(request: CalledBy, notification_id: UUID, body: Mark) -> NotificationShown:
    """Mark one as read, or as unread."""
    if not keeping.mark_read(reader=request.auth, notification=notification_id, is_read=body.read):
        raise Http404
    return _shown(owned(Notification.objects.of(request.auth), notification_id))


@webhooks.get("", auth=ACCOUNT, response=Page[WebhookShown])
def list_webhooks(request: CalledBy, wanted: Asked) -> Any:
    """List the webhooks of the account, newest first."""
    return page_of(Webhook.objects.filter(owner=request.auth), wanted, _webhook)


@webhooks.post("", auth=OPENS, response={201: MadeWebhook})
@secret_answer
def add_webhook(request: CalledBy, body: NewWebhook) -> Any:
    """Have an address called when something happens; docs/notifications.md says with what, and how it is signed."""
    row, secret = services.add_webhook(owner=request.auth, address=body.address, form=body.form)
    return Status(201, MadeWebhook(**_webhook(row).model_dump(), secret=secret))


@webhooks.patch("/{uuid:webhook_id}", auth=ACCOUNT, response=WebhookShown)
def switch_webhook(request: CalledBy, webhook_id: UUID, body: WebhookChange) -> WebhookShown:
    """Switch a webhook on or off."""
    services.switch_webhook(webhook=_of(request, webhook_id), is_active=body.is_active)
    return _webhook(_of(request, webhook_id))


@webhooks.post("/{uuid:webhook_id}/test", auth=ACCOUNT, response={202: None})
def test_webhook(request: CalledBy, webhook_id: UUID) -> HttpResponse:
    """Send a test by a webhook."""
    services.try_webhook(webhook=_of(request, webhook_id))
    return HttpResponse(status=202)


@webhooks.delete("/{uuid:webhook_id}", auth=ACCOUNT, response={204: None})
def delete_webhook(request: CalledBy, webhook_id: UUID) -> HttpResponse:
    """Forget a webhook with its log."""
    services.delete_webhook(webhook=_of(request, webhook_id))
    return HttpResponse(status=204)


def _of(request: CalledBy, webhook_id: UUID) -> Webhook:
    return owned(Webhook.objects.filter(owner=request.auth), webhook_id)


def _shown(row: Notification) -> NotificationShown:
    columns = {name: getattr(row, name) for name in NotificationShown.model_fields if name != "page"}
    return NotificationShown(page=path_of(row), **columns)


def _webhook(row: Webhook) -> WebhookShown:
    return WebhookShown(id=row.pk, host=row.host, form=row.format, is_active=row.is_active, created=row.created)
